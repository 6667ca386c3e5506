"""Pitch, level, syllables and voice activity on real speech, each against an independent method."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from visavis.engines.accepting import Acceptance
from visavis.engines.imported import Library, library, use_library
from visavis.engines.importing_onnx import import_onnx
from visavis.media.decode import load_audio
from visavis.media.values import Audio, Samples
from visavis.voice.activity.silero import KIND, STEP, WEIGHTS, SileroActivity
from visavis.voice.prosody import Prosody, read_prosody
from visavis.voice.reading import read_out
from visavis.voice.speak import SPEAKERS
from visavis.voice.visemes import VOWELS, shapes

pytestmark = [pytest.mark.bench, pytest.mark.shared]

Values = NDArray[np.float64]
_ARPA_VOWEL = re.compile(r"(AA|AE|AH|AO|AW|AY|EH|ER|EY|IH|IY|OW|OY|UH|UW)\d?")


def recordings(shared_data: Path) -> list[Path]:
    speech = shared_data / "speech"
    return [*sorted(speech.glob("azure/*.wav")), *sorted(speech.glob("librivox/*.wav")), speech / "whisper/jfk.flac"]


def heard(path: Path) -> tuple[Audio, Prosody]:
    audio = load_audio(path)
    return audio, read_prosody([audio])


def yin(samples: Samples, rate_hz: int, count: int) -> Values:
    """F0 by YIN (de Cheveigné and Kawahara 2002), written here; threshold 0.15."""
    longest, size, step = rate_hz // 60, rate_hz // 25, rate_hz // 100
    padded = np.pad(samples.astype(np.float64), (size, size + longest))
    f0 = np.full(count, np.nan)
    for k in range(count):
        start = size + k * step + step // 2 - (size + longest) // 2
        part = padded[start : start + size + longest]
        head = part[:size]
        energy = np.cumsum(part**2)
        moved = energy[size - 1 :] - np.concatenate([[0.0], energy[:longest]])
        cross = np.correlate(part, head, "valid")
        difference = (moved[0] + moved - 2 * cross)[: longest + 1]
        mean = difference[1:].cumsum() / np.arange(1, longest + 1)
        normal = np.concatenate([[1.0], difference[1:] / np.maximum(mean, 1e-12)])
        low = np.flatnonzero(normal[rate_hz // 500 :] < 0.15)
        if len(low):
            lag = low[0] + rate_hz // 500
            while lag + 1 <= longest and normal[lag + 1] < normal[lag]:
                lag += 1
            f0[k] = rate_hz / _refined(normal, lag)
    return f0


def _refined(normal: Values, lag: int) -> float:
    """The lag between samples at which a parabola through the three lowest values has its minimum."""
    if not 0 < lag < len(normal) - 1:
        return float(lag)
    before, at, after = normal[lag - 1 : lag + 2]
    bend = before - 2 * at + after
    return float(lag + (0.5 * (before - after) / bend if bend > 0 else 0.0))


def test_bench_pitch_against_yin(shared_data: Path) -> None:
    print(
        "\npitch against YIN (own, autocorrelation difference): within 50 cents | median |"
        " gross errors (over 20 %) | voicing agrees"
    )
    within, gross = [], []
    for path in recordings(shared_data):
        audio, prosody = heard(path)
        other = yin(audio.samples, audio.rate_hz, len(prosody.f0_hz))
        both = np.isfinite(other) & np.isfinite(prosody.f0_hz)
        cents = 1200 * np.abs(np.log2(other[both] / prosody.f0_hz[both]))
        agree = (np.isfinite(other) == np.isfinite(prosody.f0_hz))[prosody.speech].mean()
        within.append((cents < 50).mean())
        gross.append((cents > 1200 * np.log2(1.2)).mean())
        print(
            f"  {path.name[:44]:44s} {within[-1]:.3f} | {np.median(cents):4.1f} cents | {gross[-1]:.3f} | {agree:.2f}"
        )
    print(f"  mean within 50 cents {np.mean(within):.3f}, gross errors {np.mean(gross):.3f} (asked: under 0.05)")
    assert np.mean(gross) < 0.05


def test_bench_level_against_plain_rms(shared_data: Path) -> None:
    print("\nlevel against plain RMS of 30 ms: median and 95th percentile of the difference while speaking")
    for path in recordings(shared_data):
        audio, prosody = heard(path)
        power = np.concatenate([[0.0], np.cumsum(audio.samples.astype(np.float64) ** 2)])
        middle = (np.arange(len(prosody.level_dbfs)) * 160 + 80).clip(240, len(audio.samples) - 240)
        rms_db = 10 * np.log10((power[middle + 240] - power[middle - 240]) / 480 + 1e-10)
        off = np.abs(rms_db - prosody.level_dbfs)[prosody.speech]
        print(f"  {path.name[:44]:44s} {np.median(off):.2f} dB {np.percentile(off, 95):.2f} dB")
        assert np.median(off) < 1.0


def test_bench_syllables_against_transcripts(shared_data: Path) -> None:
    print("\nsyllables found / in the transcript (Hangul; CMU phones; espeak's vowels for Azure English)")
    ratios: dict[str, list[float]] = {"ko": [], "en": []}
    for path in recordings(shared_data)[:-1]:
        expected = _syllables(path)
        found = len(heard(path)[1].nuclei_s)
        ratios["ko" if path.name.startswith("ko") else "en"].append(found / expected)
        print(f"  {path.name[:44]:44s} {found:3d} / {expected:3d} = {found / expected:.2f}")
    for language, values in ratios.items():
        print(
            f"  {language}: mean {np.mean(values):.3f}, error {np.mean(np.abs(1 - np.array(values))):.3f} (asked: 0.15)"
        )
        assert np.mean(np.abs(1 - np.array(values))) < 0.15


def _syllables(path: Path) -> int:
    phones = path.with_suffix(".phone.json")
    if phones.exists():
        return sum(bool(_ARPA_VOWEL.fullmatch(name)) for name in _leaves(json.loads(phones.read_text())))
    kind, _, name = path.name.rpartition("_")
    text = _transcript(path.with_name(f"{kind}_trans.txt"), name)
    if path.name.startswith("ko"):
        return len(re.findall("[가-힣]", read_out(text, "ko").text))
    with SPEAKERS.lease() as speaker:
        phones_said = [p for i in range(0, len(text), 1900) for p in speaker.speak(text[i : i + 1900], "en").phones]
    return sum(any(name in VOWELS for name in shapes(phone.ipa)) for phone in phones_said)


def _transcript(path: Path, name: str) -> str:
    rows = (line.split("\t", 1) for line in path.read_text("utf-8-sig").splitlines() if "\t" in line)
    return next(text for wav, text in rows if wav.strip() == name)


def _leaves(node: Any) -> list[str]:
    if isinstance(node, list):
        return [name for item in node for name in _leaves(item)]
    return _leaves(node["w"]) if "w" in node else [str(node.get("t", ""))]


@pytest.fixture
def silero(shared_data: Path, tmp_path: Path) -> Iterator[SileroActivity]:
    """Silero VAD as a user has it: its file brought in through the door."""
    name = next(iter(WEIGHTS.hashes))
    import_onnx(shared_data / "weights" / name, tmp_path / KIND / "official", Acceptance("MIT", "a bench"))
    before = library()
    use_library(Library(tmp_path))
    yield SileroActivity()
    use_library(before)


def test_bench_voice_activity_against_silero(shared_data: Path, silero: SileroActivity) -> None:
    print("\nvoice activity against Silero VAD (0.5): agreement | recall | precision, 32 ms frames")
    agreement = []
    clips = [shared_data / "clips/latentsync_demo1.mp4", shared_data / "clips/latentsync_demo2.mp4"]
    for path in [*recordings(shared_data), *clips, *sorted((shared_data / "clips/grid").glob("*.mpg"))]:
        audio, prosody = heard(path)
        said = silero.chances(audio.samples)[: len(audio.samples) // STEP] > 0.5
        own = np.array([prosody.speech[int(i * 3.2) : int(i * 3.2) + 4].mean() >= 0.5 for i in range(len(said))])
        agreement.append((own == said).mean())
        recall, precision = (own & said).sum() / max(said.sum(), 1), (own & said).sum() / max(own.sum(), 1)
        print(f"  {path.name[:44]:44s} {agreement[-1]:.3f} | {recall:.3f} | {precision:.3f}")
    print(f"  mean {np.mean(agreement):.3f} (asked: 0.92)")
    assert np.mean(agreement) > 0.92
