"""What can be checked in an answer: its numbers, its names and technical terms; and the words that stay vague."""

from __future__ import annotations

import re

from visavis.interview.content.cues import cues
from visavis.interview.content.engine import Quote
from visavis.interview.content.places import Places
from visavis.kit.text import Language
from visavis.language.spans import words

MOST = 8


def find_numbers(text: str, language: Language, places: Places) -> tuple[Quote, ...]:
    return _quotes(cues(language).numbers, text, places)


def find_vague(text: str, language: Language, places: Places) -> tuple[Quote, ...]:
    return _quotes(cues(language).vague, text, places)


def find_names(text: str, question: str, language: Language, places: Places) -> tuple[Quote, ...]:
    """Names and technical terms that the question hasn't said already, each once."""
    asked = question.lower()
    named = [w for w in words(text, language) if w.sort in ("name", "foreign") and w.end - w.start > 1]
    first = {w.form: w for w in reversed(named) if w.form not in asked and w.form not in _NO_NAMES}
    spans = sorted((w.start, w.end) for w in first.values())
    return tuple(places.quote(start, end) for start, end in spans[:MOST])


_NO_NAMES = frozenset({"i'm", "i've", "i'd", "i'll"})


def _quotes(pattern: re.Pattern[str], text: str, places: Places) -> tuple[Quote, ...]:
    found = [m for m in pattern.finditer(text) if m[0].strip()]
    return tuple(places.quote(m.start(), m.start() + len(m[0].rstrip())) for m in found[:MOST])
