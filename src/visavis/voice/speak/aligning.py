"""Phoneme and word times for sound that came without them: eSpeak says the same text, and is laid along the sound.

Synthesise and align, as aeneas does: the times of the embedded voice are exact, dynamic time warping carries them over
to the sound, and what is silent there stays silent. Measured in tests/bench/test_align.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from visavis.kit.text import Language
from visavis.media.values import Audio
from visavis.voice.speak.engine import Phone, Speech, Word
from visavis.voice.speak.espeak import Espeak
from visavis.voice.speak.likeness import STEP_S, Values, features, warp

SHORTEST_PAUSE_S = 0.15
"""Shorter gaps inside speech are closures of stops."""
_QUIET_DB = 34.0
"""How far under its loud parts speech goes; below is silence."""
_SHORTEST_PHONE_S = 0.01
_MODELS = ("f1", "m1")
"""Voices that are tried; the one that fits better is believed."""


def align(text: str, language: Language, audio: Audio, models: Espeak) -> Speech:
    """The speech of ``audio`` in which ``text`` is said, with phones and words placed in it.

    Raises Invalid for text with nothing to say. Sound in which something else is said gets times without meaning.
    """
    silences = find_silences(audio)
    heard = features(audio)
    tried = [_laid(models.speak(text, language, voice), heard) for voice in _MODELS]
    _, said, at = min(tried, key=lambda one: one[0])
    sounding = [phone for phone in said.phones if phone.ipa]
    placed = _placed(sounding, at, silences, audio.duration_s)
    words = _words(said.words, sounding, placed, audio.duration_s)
    return Speech(text, language, audio, _filled(placed, silences, audio.duration_s), words)


def find_silences(audio: Audio) -> list[tuple[float, float]]:
    """Stretches in which nobody speaks, in seconds; those at the ends may be short, others last 0.15 s at least."""
    step = round(audio.rate_hz * STEP_S)
    count = len(audio.samples) // step
    if not count:
        return [(0.0, audio.duration_s)]
    power = (audio.samples[: count * step].astype(np.float64).reshape(count, step) ** 2).mean(axis=1)
    level = 10 * np.log10(ndimage.uniform_filter1d(power, 3, mode="nearest") + 1e-10)
    loud = float(np.percentile(level, 95))
    quiet = level < max(loud - _QUIET_DB, min(float(np.percentile(level, 5)) + 6, loud - 20))
    return _spans(quiet, audio.duration_s)


def _spans(quiet: NDArray[np.bool_], total_s: float) -> list[tuple[float, float]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet.astype(np.int8), [0]])))
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        at_an_end = start == 0 or end == len(quiet)
        if at_an_end or (end - start) * STEP_S >= SHORTEST_PAUSE_S:
            found.append((start * STEP_S, total_s if end == len(quiet) else end * STEP_S))
    return found


def _laid(said: Speech, heard: Values) -> tuple[float, Speech, Values]:
    """How far the model is from what was heard, and where each of its frames lies there, in frames."""
    model = features(said.audio)
    at = warp(model, heard)
    nearest = heard[np.clip(np.round(at).astype(int), 0, len(heard) - 1)]
    return float(np.sqrt(((model - nearest) ** 2).mean(axis=1)).mean()), said, at


def _carry(at: Values, time_s: float) -> float:
    """A time of the model as a time of the sound."""
    frames = np.arange(len(at)) + 0.5
    return float(np.interp(time_s / STEP_S, frames, at + 0.5)) * STEP_S


def _placed(
    sounding: Sequence[Phone], at: Values, silences: list[tuple[float, float]], total_s: float
) -> list[Phone | None]:
    """Each of the phones in the sound: in order, without overlap, none in a silence; None where nothing is left."""
    placed: list[Phone | None] = []
    now = 0.0
    for phone in sounding:
        start, end = _kept_out(_carry(at, phone.start_s), _carry(at, phone.end_s), silences)
        start = max(start, now)
        end = min(max(end, start + _SHORTEST_PHONE_S), total_s)
        placed.append(Phone(phone.ipa, start, end) if end > start else None)
        now = max(now, end)
    return placed


def _kept_out(start: float, end: float, silences: list[tuple[float, float]]) -> tuple[float, float]:
    """The longer part of a stretch that lies outside the silences; the nearest edge where all of it lies inside."""
    for quiet_start, quiet_end in silences:
        if quiet_end <= start or quiet_start >= end:
            continue
        before, after = quiet_start - start, end - quiet_end
        if before <= 0 and after <= 0:
            edge = quiet_start if (start + end) / 2 - quiet_start < quiet_end - (start + end) / 2 else quiet_end
            return (edge, edge)
        start, end = (start, quiet_start) if before >= after else (quiet_end, end)
    return start, end


def _filled(placed: Sequence[Phone | None], silences: list[tuple[float, float]], total_s: float) -> tuple[Phone, ...]:
    """Small gaps go to the phone before them; the others become silence."""
    edges = [Phone("", 0.0, 0.0), *(phone for phone in placed if phone), Phone("", total_s, total_s)]
    found: list[Phone] = []
    for one, following in pairwise(edges):
        gap = following.start_s - one.end_s
        silent = any(a < following.start_s - 0.01 and b > one.end_s + 0.01 for a, b in silences)
        if one.ipa and not silent and gap < SHORTEST_PAUSE_S:
            found.append(Phone(one.ipa, one.start_s, following.start_s))
            continue
        if one.ipa:
            found.append(one)
        if gap > 0:
            found.append(Phone("", one.end_s, following.start_s))
    return tuple(found)


def _words(
    words: Sequence[Word], sounding: Sequence[Phone], placed: Sequence[Phone | None], total_s: float
) -> tuple[Word, ...]:
    """Each word from the phone that it begins with to the end of its last."""
    first = [sum(phone.start_s < word.start_s - 1e-6 for phone in sounding) for word in words]
    found: list[Word] = []
    now = 0.0
    for word, begin, stop in zip(words, first, [*first[1:], len(sounding)], strict=True):
        own = [phone for phone in placed[begin:stop] if phone]
        start = own[0].start_s if own else min(now, total_s)
        now = own[-1].end_s if own else start
        found.append(Word(word.text, start, now))
    return tuple(found)
