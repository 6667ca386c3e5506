"""Listening: the shelf of recognisers. None is embedded; without one, metrics that need words say "not measured"."""

from __future__ import annotations

from visavis.engines import Entry, Shelf
from visavis.voice.listen import openai_transcription, whisper
from visavis.voice.listen.engine import RATE_HZ, Dropped, HeardWord, Recogniser, Recognition, Segment
from visavis.voice.listen.openai_transcription import OpenAiTranscription


def _whisper(size: str) -> Entry[Recogniser]:
    return Entry(whisper.card(size), whisper.loader(size), whisper.why_not(size))


LISTENERS: Shelf[Recogniser] = Shelf(
    "listen",
    (
        *(_whisper(size) for size in whisper.SIZES),
        Entry(openai_transcription.CARD, OpenAiTranscription, openai_transcription.why_not),
    ),
)


def local_listener() -> str | None:
    """The best recogniser that runs on this machine, by name; None when there is none. Sound never leaves for it."""
    ready = (name for name, one in LISTENERS.entries.items() if one.card.kind != "remote" and one.why_not() is None)
    return next(ready, None)


__all__ = [
    "LISTENERS",
    "RATE_HZ",
    "Dropped",
    "HeardWord",
    "Recogniser",
    "Recognition",
    "Segment",
    "local_listener",
]
