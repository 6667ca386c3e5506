"""Voices by their full names: ``f1`` is the embedded engine's, ``sherpa:kss`` one of a named engine.

A named engine is never silently replaced: what can't speak now says why.
"""

from __future__ import annotations

from dataclasses import dataclass

from visavis.engines import Card, Shelf
from visavis.kit.errors import VisavisError
from visavis.kit.text import Language, Text
from visavis.voice.speak.engine import Speaker, Speech, Voice

EMBEDDED = "espeak"
OWN = "own"
"""What stands for the engine in the name of a voice that somebody cloned (see ``people.voices``)."""


@dataclass(frozen=True)
class Offered:
    """A voice on offer: its full name, and the engine behind it."""

    name: str
    voice: Voice
    card: Card


def parse_voice(name: str) -> tuple[str, str]:
    """Engine and voice of a full name."""
    engine, colon, voice = name.partition(":")
    return (engine, voice) if colon else (EMBEDDED, name)


def full_name(engine: str, voice: str) -> str:
    return voice if engine == EMBEDDED else f"{engine}:{voice}"


def offered_voices(shelf: Shelf[Speaker]) -> list[Offered]:
    """Every voice of every engine that is ready, the embedded ones first."""
    found: list[Offered] = []
    for engine, entry in shelf.entries.items():
        if entry.why_not() is not None:
            continue
        with shelf.lease(engine) as speaker:
            found += [Offered(full_name(engine, voice.name), voice, entry.card) for voice in speaker.voices()]
    return found


def why_no_voice(shelf: Shelf[Speaker], name: str) -> Text | None:
    """Why nothing can be said in this voice now; None when it can. Unknown engines and voices are told, too."""
    engine, voice = parse_voice(name)
    try:
        with shelf.lease(engine) as speaker:
            known = [one.name for one in speaker.voices()]
    except VisavisError as error:
        return error.message
    if voice in known:
        return None
    return Text(
        ko="'{v}' 목소리가 없습니다. 고를 수 있는 목소리: {k}", en="There is no voice '{v}'. Voices: {k}."
    ).fill(v=name, k=", ".join(full_name(engine, one) for one in known[:20]) or "–")


def speak_with(shelf: Shelf[Speaker], name: str, text: str, language: Language, rate: float = 1.0) -> Speech:
    """Say ``text`` in the voice of this full name. Raises Unavailable or NotFound when it isn't there."""
    engine, voice = parse_voice(name)
    with shelf.lease(engine) as speaker:
        return speaker.speak(text, language, voice, rate)
