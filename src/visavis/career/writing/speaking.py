"""How long a script takes to say."""

from __future__ import annotations

from dataclasses import dataclass

from visavis.career.evaluate.text import pieces_of
from visavis.career.resume.values import Span
from visavis.kit.text import Language
from visavis.language import read_transcript

SYLLABLES_PER_MIN = 320
"""Korean: the pace preferred for presenters (docs/evaluation.md)."""
WORDS_PER_MIN = 140
"""English: the middle of the usual 120–160."""


@dataclass(frozen=True)
class Spoken:
    """A stretch of the script and the seconds it takes, pauses aside."""

    span: Span
    duration_s: float


@dataclass(frozen=True)
class Script:
    """``duration_s`` is the sum over its sentences; ``units``: syllables in Korean, words in English."""

    duration_s: float
    units: int
    sentences: tuple[Spoken, ...]


def time_script(text: str, language: Language) -> Script:
    """An estimate at 320 syllables or 140 words a minute; an empty text takes no time."""
    pieces = pieces_of(text, language)
    units = [_units(one.text, language) for one in pieces]
    pace = SYLLABLES_PER_MIN if language == "ko" else WORDS_PER_MIN
    spoken = tuple(Spoken(one.span, round(60 * n / pace, 2)) for one, n in zip(pieces, units, strict=True))
    return Script(round(60 * sum(units) / pace, 1), sum(units), spoken)


def _units(text: str, language: Language) -> int:
    read = read_transcript(text, language)
    return read.syllables if language == "ko" else read.words
