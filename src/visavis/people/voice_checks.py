"""Whether a recording is somebody reading the statement: as far as sound alone can tell, and words where they can be.

Each check states its figure. What couldn't be checked says so (``passed`` None) and holds nobody up.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

import numpy as np
from scipy import signal

from visavis.kit.errors import Invalid
from visavis.kit.text import Language, Text
from visavis.media.values import Audio, Samples
from visavis.voice.listen import LISTENERS, RATE_HZ, local_listener
from visavis.voice.prosody import Prosody, read_prosody
from visavis.voice.speak import SPEAKERS
from visavis.voice.speak.finish import active_level_dbfs

Key = Literal["length", "loudness", "clipping", "speech", "words"]

_RATES = (0.45, 2.6)
"""How much longer than the embedded voice, or shorter, people read."""
_LEAST_DBFS = -42.0
_MOST_CLIPPED = 0.01
_SYLLABLES = (0.5, 1.6)
"""Syllables counted in the sound for each of the statement; the counter misses 10 % of real speech."""
_LEAST_ALIKE = 0.6
_VOWEL = re.compile("[aeiouyɐɑæɛɪɯɔɒʌəɜɚᵻʊø]")


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: ``value`` in ``unit``; ``passed`` None where it couldn't be told."""

    key: Key
    passed: bool | None
    value: float | None
    unit: str
    advice: Text

    def as_values(self) -> dict[str, Any]:
        return asdict(self)


class RecordingRefused(Invalid):
    """The recording can't stand as consent; the message says what to do better."""

    def __init__(self, failed: list[Check]) -> None:
        super().__init__(
            Text(
                ko="이 녹음은 동의 녹음으로 쓸 수 없습니다. " + " ".join(check.advice.ko for check in failed),
                en="This recording can't stand as consent. " + " ".join(check.advice.en for check in failed),
            )
        )


def check_recording(recording: Audio, statement: str, language: Language) -> list[Check]:
    """Every check, passed or not. The transcript is compared only where a recogniser runs on this machine."""
    heard = Audio(_resampled(recording), RATE_HZ)
    prosody = read_prosody([heard]) if len(heard.samples) else None
    with SPEAKERS.lease("espeak") as speaker:
        model = speaker.speak(statement, language)
    syllables = sum(len(_VOWEL.findall(phone.ipa)) > 0 for phone in model.phones)
    return [
        _length(recording.duration_s, model.audio.duration_s),
        _loudness(recording),
        _clipping(prosody),
        _speech(prosody, syllables),
        _words(heard, statement, language),
    ]


def require_passed(checks: list[Check]) -> None:
    """Raises RecordingRefused with what failed."""
    failed = [check for check in checks if check.passed is False]
    if failed:
        raise RecordingRefused(failed)


def _length(duration_s: float, expected_s: float) -> Check:
    low, high = (rate * expected_s for rate in _RATES)
    advice = Text(
        ko="문장을 처음부터 끝까지 평소 속도로 읽어 주세요({a}–{b}초).",
        en="Read the sentences from start to end at your usual pace ({a}–{b} s).",
    ).fill(a=round(low), b=round(high))
    return Check("length", low <= duration_s <= high, round(duration_s, 1), "s", advice)


def _loudness(recording: Audio) -> Check:
    level = active_level_dbfs(recording.samples, recording.rate_hz)
    advice = Text(ko="마이크에 더 가까이에서 읽어 주세요.", en="Read closer to the microphone.")
    return Check("loudness", level >= _LEAST_DBFS, round(level, 1) if np.isfinite(level) else None, "dBFS", advice)


def _clipping(prosody: Prosody | None) -> Check:
    share = float(prosody.clipped.mean()) if prosody is not None and len(prosody.clipped) else 0.0
    advice = Text(
        ko="소리가 너무 커서 찌그러졌습니다. 마이크에서 조금 떨어져 주세요.",
        en="The sound was too loud and broke up. Move away from the microphone a little.",
    )
    return Check("clipping", share <= _MOST_CLIPPED, round(100 * share, 2), "%", advice)


def _speech(prosody: Prosody | None, syllables: int) -> Check:
    """Enough syllables of a voice to be these sentences; music and noise hold none."""
    found = len(prosody.nuclei_s) if prosody is not None else 0
    ratio = found / max(syllables, 1)
    advice = Text(
        ko="문장을 읽는 목소리가 충분히 들리지 않습니다. 조용한 곳에서 전부 읽어 주세요.",
        en="Not enough of a reading voice is heard. Read all of it in a quiet place.",
    )
    return Check("speech", _SYLLABLES[0] <= ratio <= _SYLLABLES[1], float(found), f"/ {syllables}", advice)


def _words(heard: Audio, statement: str, language: Language) -> Check:
    advice = Text(
        ko="들린 말이 화면의 문장과 다릅니다. 이름과 번호까지 그대로 읽어 주세요.",
        en="What was heard isn't what is written. Read it word for word, with name and number.",
    )
    name = local_listener()
    if name is None:
        return Check("words", None, None, "%", advice)
    with LISTENERS.lease(name) as recogniser:
        said = recogniser.listen(heard, language).text
    alike = SequenceMatcher(None, _plain(said), _plain(statement), autojunk=False).ratio()
    return Check("words", alike >= _LEAST_ALIKE, round(100 * alike), "%", advice)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _resampled(recording: Audio) -> Samples:
    if recording.rate_hz == RATE_HZ or not len(recording.samples):
        return recording.samples
    divisor = int(np.gcd(recording.rate_hz, RATE_HZ))
    parts = signal.resample_poly(recording.samples, RATE_HZ // divisor, recording.rate_hz // divisor)
    return np.asarray(np.clip(parts, -1, 1), np.float32)
