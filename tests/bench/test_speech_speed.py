"""How fast speech is made and measured, and how much memory three hours of sound take."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import resource
import time
from collections.abc import Iterator

import numpy as np
import pytest
from scipy import signal

from visavis.kit.text import Language
from visavis.media.values import Audio
from visavis.observe.delivery import observe_prosody
from visavis.studio.talk.motion import speech_motion
from visavis.studio.talk.motion_audio import motion_from_audio
from visavis.voice.prosody import read_prosody
from visavis.voice.speak import SPEAKERS

pytestmark = pytest.mark.bench

QUESTION: dict[Language, str] = {
    "ko": "지금까지 맡았던 일 가운데 가장 어려웠던 일과, 그 일을 어떻게 풀었는지 말씀해 주세요.",
    "en": "Tell me about the hardest piece of work you have done so far, and how you solved it.",
}


def test_bench_speaking_and_motion() -> None:
    print("\none question, warm: speech, motion from phonemes, motion from sound (ms for each second of sound)")
    with SPEAKERS.lease() as speaker:
        for language, text in QUESTION.items():
            speaker.speak(text, language)
            began = time.perf_counter()
            said = speaker.speak(text, language)
            spoke = time.perf_counter()
            speech_motion(said)
            moved = time.perf_counter()
            motion_from_audio(said.audio)
            heard = time.perf_counter()
            length = said.audio.duration_s
            times = [1000 * (b - a) / length for a, b in ((began, spoke), (spoke, moved), (moved, heard))]
            print(
                f"  {language}: {length:.1f} s of sound in {1000 * (spoke - began):.0f} ms;",
                *[f"{t:.1f}" for t in times],
            )


def three_hours(once: Audio) -> Iterator[Audio]:
    for _ in range(int(3 * 3600 / once.duration_s)):
        yield once


def test_bench_three_hours_stay_under_a_gigabyte() -> None:
    with SPEAKERS.lease() as speaker:
        said = speaker.speak(QUESTION["ko"], "ko").audio
    once = Audio(np.asarray(signal.resample_poly(said.samples, 320, 441), dtype=np.float32), 16_000)
    began = time.perf_counter()
    prosody = read_prosody(three_hours(once))
    observe_prosody(prosody)
    took = time.perf_counter() - began
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\n{prosody.duration_s / 3600:.1f} h of sound: {took:.0f} s = {prosody.duration_s / took:.0f}× real time; ",
        end="",
    )
    print(f"peak memory of the whole process {peak_mb:.0f} MB (limit 1,000)")
    assert peak_mb < 1000
