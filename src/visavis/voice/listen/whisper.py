"""Whisper (Radford et al. 2022) on this machine, by faster-whisper from a folder that was fetched; never a download."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from visavis.engines import Card
from visavis.engines.fetching import Fetchable, WantedFile
from visavis.engines.imported import RECORD, library
from visavis.kit.errors import Failed, Unavailable
from visavis.kit.text import Language, Text
from visavis.media.values import Audio
from visavis.voice.listen.believing import believe
from visavis.voice.listen.engine import HeardWord, Recognition, Segment
from visavis.voice.listen.voicing import OPTIONS, find_voice

KIND = "whisper"
"""Folder of fetched models in the library."""
NEEDED = ("config.json", "model.bin", "tokenizer.json")
_FILES = (*NEEDED, "vocabulary.txt")
_MEGABYTES = {"small": 484, "base": 145, "tiny": 76}
SIZES = tuple(_MEGABYTES)
"""The better ones first."""

_FILLERS: dict[Language, str] = {
    "ko": "음, 어, 그, 저, 막, 뭐, 그러니까, 음... 어...",
    "en": "Um, uh, er, like, you know, I mean, hmm...",
}
"""Heard before every window in verbatim mode: Whisper was taught on tidy subtitles and leaves fillers out otherwise."""

_GOOD_AT = {
    "small": Text(
        ko="한국어와 영어 답변을 받아쓰기에 알맞은 크기입니다. 이 컴퓨터에서만 처리됩니다.",
        en="The right size for Korean and English answers; nothing leaves this machine.",
    ),
    "base": Text(
        ko="small보다 빠르고, 한국어에서 더 많이 틀립니다.",
        en="Faster than small, with clearly more mistakes in Korean.",
    ),
    "tiny": Text(ko="가장 빠르고 가장 많이 틀립니다.", en="The fastest one, and the one with most mistakes."),
}


def card(size: str) -> Card:
    return Card(
        name=f"whisper-{size}",
        kind="neural",
        good_at=_GOOD_AT[size],
        licence_code="MIT (faster-whisper, CTranslate2, Silero VAD)",
        licence_weights="MIT (OpenAI Whisper)",
        origin=f"huggingface.co/Systran/faster-whisper-{size}, fetched by the user",
        inputs="16 kHz mono float32 in [-1, 1], any length; Korean, English, or recognised",
        outputs="segments and words with times in seconds and confidence 0–1",
        size_bytes=_MEGABYTES[size] * 1_000_000,
        measured={"errors": "printed by tests/bench/test_listen.py where the weights are; not measured by us yet"},
    )


def fetchable(size: str) -> Fetchable:
    """What has to be fetched for a size."""
    return Fetchable(
        kind=KIND,
        name=f"whisper-{size}",
        address=f"https://huggingface.co/Systran/faster-whisper-{size}/resolve/main",
        files=tuple(WantedFile(name) for name in _FILES),
        licence="MIT",
        origin=f"OpenAI Whisper {size}, converted by Systran",
        megabytes=_MEGABYTES[size],
    )


def why_not(size: str) -> Callable[[], Text | None]:
    def tell() -> Text | None:
        if _is_whole(_folder(size)):
            return None
        return Text(
            ko="받아쓰기 모델이 없습니다. `visavis models fetch whisper-{s}`을(를) 실행하세요(약 {m} MB).",
            en="The speech model isn't here: run `visavis models fetch whisper-{s}` (about {m} MB).",
        ).fill(s=size, m=_MEGABYTES[size])

    return tell


def loader(size: str) -> Callable[[], Whisper]:
    def load() -> Whisper:
        folder = _folder(size)
        if folder is None or not _is_whole(folder):
            raise Unavailable(why_not(size)() or card(size).good_at)
        return Whisper(folder, card(size))

    return load


class ModelBroken(Failed):
    """The model's files can't be used."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                ko="받아쓰기 모델 '{n}'을(를) 쓸 수 없습니다. `visavis models remove {n}` 후 다시 받아 주세요.",
                en="The speech model '{n}' can't be used. Run `visavis models remove {n}` and fetch it again.",
            ).fill(n=name)
        )


class Whisper:
    """One loaded model, on the processor with 8-bit weights: the same sound always gives the same words."""

    def __init__(self, folder: Path, card: Card) -> None:
        from faster_whisper import WhisperModel

        self.card = card
        threads = min(4, os.cpu_count() or 1)
        with _explained(card.name):
            self._model = WhisperModel(
                str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
            )

    def listen(self, audio: Audio, language: Language | None = None, verbatim: bool = False) -> Recognition:
        voice = find_voice(audio)
        if not voice:
            return Recognition(language, (), verbatim=verbatim)
        with _explained(self.card.name):
            found, about = self._model.transcribe(
                audio.samples,
                language=language,
                beam_size=5,
                temperature=0.0,
                word_timestamps=True,
                condition_on_previous_text=False,
                vad_filter=True,
                vad_parameters=OPTIONS,
                hotwords=_FILLERS[language or "ko"] if verbatim else None,
            )
            segments = [_segment(one, audio.duration_s) for one in found]
        kept, dropped = believe(segments, voice)
        return Recognition(about.language, kept, dropped, verbatim)


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """CTranslate2 says what is wrong with a model's files in its own words; say what to do."""
    try:
        yield
    except Exception as error:  # the tokenizer's library raises nothing narrower
        raise ModelBroken(name) from error


def _segment(found: Any, total_s: float) -> Segment:
    words = tuple(
        HeardWord(word.word.strip(), *_within(word.start, word.end, total_s), min(1.0, max(0.0, word.probability)))
        for word in found.words or ()
        if word.word.strip()
    )
    start, end = _within(found.start, found.end, total_s)
    quality = (found.no_speech_prob, found.avg_logprob, found.compression_ratio)
    return Segment(found.text.strip(), start, end, words, *(float(one) for one in quality))


def _within(start: float, end: float, total_s: float) -> tuple[float, float]:
    low = min(max(0.0, float(start)), total_s)
    return low, min(max(low, float(end)), total_s)


def _folder(size: str) -> Path | None:
    models = library().models
    return models / KIND / f"whisper-{size}" if models is not None else None


def _is_whole(folder: Path | None) -> bool:
    """The record is written last, so a folder without it was never finished."""
    return folder is not None and all((folder / name).is_file() for name in (*NEEDED, RECORD))
