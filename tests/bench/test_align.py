"""How far off forced alignment is: where the truth is known to the sample, and against a reader's aligned words."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from visavis.kit.text import Language
from visavis.media.decode import load_audio
from visavis.voice.speak.aligning import align
from visavis.voice.speak.espeak import Espeak

pytestmark = pytest.mark.bench

SENTENCES: dict[Language, tuple[str, ...]] = {
    "ko": (
        "지금까지 맡았던 일 가운데 가장 어려웠던 일과, 그 일을 어떻게 풀었는지 말씀해 주세요.",
        "가장 힘들었던 프로젝트와 맡은 역할을 말씀해 주세요.",
        "팀에서 의견이 다를 때 어떻게 풀어 나가시나요?",
    ),
    "en": (
        "Tell me about the hardest piece of work you have done so far, and how you solved it.",
        "What was the biggest problem in your last project?",
        "How do you handle people who disagree with you?",
    ),
}
OTHERS = (("f3", 1.2), ("m2", 0.8), ("m3", 1.0), ("f2", 0.7))
"""Voices and rates that the aligner doesn't speak with itself."""


def tell(what: str, wrong_s: NDArray[np.float64]) -> None:
    off = 1000 * np.abs(wrong_s)
    print(
        f"  {what:40} n {len(off):4}  median {np.median(off):3.0f} ms  95 % {np.percentile(off, 95):3.0f} ms"
        f"  bias {1000 * np.median(wrong_s):+3.0f} ms"
    )


def test_bench_alignment_of_known_speech() -> None:
    espeak = Espeak()
    print("\nonsets against the embedded engine's own times, other voices and rates (lips need under 45 ms)")
    for language, texts in SENTENCES.items():
        phones: list[float] = []
        words: list[float] = []
        for text in texts:
            for voice, rate in OTHERS:
                truth = espeak.speak(text, language, voice, rate)
                found = align(text, language, truth.audio, espeak)
                pairs = zip((p for p in found.phones if p.ipa), (p for p in truth.phones if p.ipa), strict=True)
                phones += [one.start_s - true.start_s for one, true in pairs]
                words += [one.start_s - true.start_s for one, true in zip(found.words, truth.words, strict=True)]
        tell(f"{language} phones", np.array(phones))
        tell(f"{language} words", np.array(words))


@pytest.mark.shared
def test_bench_alignment_of_a_human_reader(shared_data: Path) -> None:
    espeak, wrong, took, length = Espeak(), [], 0.0, 0.0
    for path in sorted((shared_data / "speech" / "librivox").glob("*-0???.json")):
        words = [one for one in json.loads(path.read_text())["w"] if not one["t"].startswith("<")]
        audio = load_audio(path.with_suffix(".wav"), rate_hz=16_000)
        began = time.perf_counter()
        found = align(path.with_suffix(".txt").read_text().strip(), "en", audio, espeak)
        took, length = took + time.perf_counter() - began, length + audio.duration_s
        if len(found.words) == len(words):  # one file splits a word in two
            wrong += [one.start_s - true["b"] for one, true in zip(found.words, words, strict=True)]
    print("\nword onsets of a reader (LibriVox) against pocketsphinx's alignment with an acoustic model")
    tell("en words", np.array(wrong))
    print(f"  {length / took:.0f} × real time")
