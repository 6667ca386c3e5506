"""The moments of a voice worth looking at on the timeline."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import ndimage

from visavis.observe.delivery import wording
from visavis.observe.delivery.phrases import RISING_SEMITONES, TRAILING_DB, Phrase
from visavis.observe.values import Event
from visavis.voice.prosody import Prosody, Span
from visavis.voice.prosody.activity import spans_of

_LONG_S = 1.0
_END_S = 0.4
_EMPHASIS_S = 0.3
_CLIPPING_TOGETHER_S = 0.5


def find_moments(prosody: Prosody, phrases: Sequence[Phrase], pauses: Sequence[Span]) -> tuple[Event, ...]:
    """Emphases (size in dB above the phrase), long pauses (s), phrase ends that trail off (dB) or rise (semitones) and
    clipping, in the order of time."""
    events = [*_emphases(phrases), *_pauses(pauses), *_ends(phrases), *_clipping(prosody)]
    return tuple(sorted(events, key=lambda event: (event.start_s, event.key)))


def _emphases(phrases: Sequence[Phrase]) -> list[Event]:
    half = _EMPHASIS_S / 2
    return [
        Event("voice.emphasis", "voice", wording.EMPHASIS_EVENT, max(e.time_s - half, 0.0), e.time_s + half, e.db)
        for phrase in phrases
        for e in phrase.emphases
    ]


def _pauses(pauses: Sequence[Span]) -> list[Event]:
    return [
        Event("voice.long_pause", "voice", wording.LONG_PAUSE_EVENT, pause.start_s, pause.end_s, pause.length_s)
        for pause in pauses
        if pause.length_s > _LONG_S
    ]


def _ends(phrases: Sequence[Phrase]) -> list[Event]:
    events = []
    for phrase in phrases:
        start_s, end_s = max(phrase.span.start_s, phrase.span.end_s - _END_S), phrase.span.end_s
        if phrase.end_drop_db is not None and phrase.end_drop_db > TRAILING_DB:
            drop = phrase.end_drop_db
            events.append(Event("voice.trailing_off", "voice", wording.TRAILING_EVENT, start_s, end_s, drop))
        if phrase.end_rise is not None and phrase.end_rise >= RISING_SEMITONES:
            rise = phrase.end_rise
            events.append(Event("voice.rising_end", "voice", wording.RISING_EVENT, start_s, end_s, rise))
    return events


def _clipping(prosody: Prosody) -> list[Event]:
    if not prosody.clipped.any():
        return []
    size = round(_CLIPPING_TOGETHER_S * 100)
    near = ndimage.binary_closing(np.pad(prosody.clipped, size), np.ones(size, bool))[size:-size]
    return [
        Event("voice.clipping", "voice", wording.CLIPPING_EVENT, span.start_s, span.end_s) for span in spans_of(near)
    ]
