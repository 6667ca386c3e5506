"""Errors of whatever recogniser is here, and what the filter lets through of what Whisper makes up in silence."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import jiwer
import numpy as np
import pytest

from visavis.engines.imported import use_library
from visavis.kit.text import Language
from visavis.media.decode import load_audio
from visavis.media.values import Audio
from visavis.settings import Settings
from visavis.voice.listen import LISTENERS, local_listener
from visavis.voice.listen.believing import believe
from visavis.voice.listen.engine import Segment
from visavis.voice.listen.voicing import find_voice
from visavis.voice.speak import SPEAKERS

pytestmark = pytest.mark.bench

MADE_UP = (
    "시청해주셔서 감사합니다.", "구독과 좋아요 부탁드립니다.", "MBC 뉴스 이덕영입니다.", "감사합니다.",
    "다음 영상에서 만나요.", "Thank you for watching!", "Thanks for watching.", "you", "Please subscribe.", "Bye.",
)  # fmt: skip


def recordings(speech: Path) -> Iterator[tuple[Path, str, Language]]:
    """Every recording with its transcript."""
    for path in sorted((speech / "librivox").glob("*.wav")):
        yield path, path.with_suffix(".txt").read_text().strip(), "en"
    for told in sorted((speech / "azure").glob("*_trans.txt")):
        language: Language = "ko" if told.name.startswith("ko") else "en"
        for name, text in re.findall(r"^\ufeff?(\S+\.wav)\t(.+)$", told.read_text("utf-8-sig"), re.MULTILINE):
            yield told.with_name(told.name.replace("trans.txt", name)), text, language


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.lower()).split())


@pytest.mark.shared
def test_bench_errors_of_the_recogniser(shared_data: Path) -> None:
    use_library(Settings().model_library())
    name = local_listener()
    if name is None:
        print("\nno recogniser here (visavis models fetch whisper-small)")
        return
    print(f"\n{name} (Whisper's paper: small 7.6 % WER on LibriSpeech other, large data differ)")
    with LISTENERS.lease(name) as recogniser:
        for path, text, language in recordings(shared_data / "speech"):
            audio = load_audio(path)
            began = time.perf_counter()
            heard = plain(recogniser.listen(audio, language).text)
            speed = audio.duration_s / (time.perf_counter() - began)
            wer, cer = jiwer.wer(plain(text), heard), jiwer.cer(plain(text), heard)
            print(f"  {path.name[:44]:44} {language}  WER {wer:5.1%}  CER {cer:5.1%}  {speed:4.1f} × real time")


def test_bench_what_is_believed_in_silence() -> None:
    rng = np.random.default_rng(0)
    quiet = {
        "silence": np.zeros(160_000, np.float32),
        "room noise -50 dBFS": rng.normal(0, 0.003, 160_000).astype(np.float32),
        "loud noise -26 dBFS": rng.normal(0, 0.05, 160_000).astype(np.float32),
        "mains hum": (0.05 * np.sin(np.arange(160_000) * 2 * np.pi * 60 / 16_000)).astype(np.float32),
        "clicks": np.where(rng.random(160_000) < 0.0005, 0.8, 0).astype(np.float32),
    }
    print("\nmade-up sentences that are believed, of 10 (sure of themselves: log probability -0.3, no-speech 0.2)")
    for kind, samples in quiet.items():
        voice = find_voice(Audio(samples, 16_000))
        kept, _ = believe([Segment(text, 1.0, 4.0, (), 0.2, -0.3, 1.1) for text in MADE_UP], voice)
        print(f"  {kind:22} {len(kept)} believed, voice in {sum(b - a for a, b in voice):.1f} of 10 s")
    with SPEAKERS.lease("espeak") as speaker:
        said = speaker.speak("저는 백엔드 개발을 맡아 응답 시간을 절반으로 줄였습니다.", "ko", "m1").audio
    from scipy import signal

    voice = find_voice(Audio(signal.resample_poly(said.samples, 320, 441).astype(np.float32), 16_000))
    real = [
        Segment("저는 백엔드 개발을 맡았습니다.", 0.3, said.duration_s - 0.3, (), p, -0.3, 1.2)
        for p in (0.05, 0.4, 0.7)
    ]
    kept, _ = believe(real, voice)
    print(f"  real speech            {len(kept)} of {len(real)} believed")
