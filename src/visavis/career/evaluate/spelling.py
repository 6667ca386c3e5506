"""Common misspellings, from an explicit list with a rule for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from visavis.career.evaluate.lists import spelling
from visavis.career.resume.values import Span
from visavis.kit.text import LANGUAGES, Language, Text


@dataclass(frozen=True)
class Misspelling:
    """A form of the list found in a text. ``source``: where the rule stands."""

    quote: str
    span: Span
    right: str
    rule: Text
    source: str


@dataclass(frozen=True)
class _Entry:
    right: str
    rule: Text
    source: str


def find_misspellings(text: str) -> Iterator[Misspelling]:
    """Both languages' lists, since Korean documents hold English words; in the order of the text."""
    found = [one for language in LANGUAGES for one in _find(text, language)]
    yield from sorted(found, key=lambda one: (one.span.start, -one.span.end))


def _find(text: str, language: Language) -> Iterator[Misspelling]:
    pattern, entries = _book(language)
    for hit in pattern.finditer(text):
        entry = entries.get(hit[0].lower())
        if entry is not None:
            span = Span(hit.start(), hit.end())
            yield Misspelling(hit[0], span, _cased(entry.right, hit[0]), entry.rule, entry.source)


def _cased(right: str, like: str) -> str:
    return right[0].upper() + right[1:] if like[0].isupper() else right


@cache
def _book(language: Language) -> tuple[re.Pattern[str], dict[str, _Entry]]:
    entries: dict[str, _Entry] = {}
    patterns: list[str] = []
    for group in spelling()[language]:
        rule = Text(**group["rule"])
        for wrong, right in group["words"].items():
            bare = str(wrong).removeprefix("~")
            entries[bare] = _Entry(str(right), rule, str(group["source"]))
            patterns.append(_pattern(str(wrong), language))
    # longest first: the alternation takes the first that fits
    return re.compile("|".join(sorted(patterns, key=len, reverse=True)), re.IGNORECASE), entries


def _pattern(wrong: str, language: Language) -> str:
    if wrong.startswith("~"):
        return re.escape(wrong[1:])
    return rf"(?<![가-힣]){re.escape(wrong)}" if language == "ko" else rf"\b{re.escape(wrong)}\b"
