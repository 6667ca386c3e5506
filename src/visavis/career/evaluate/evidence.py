"""Whether a quote really stands in a document, and whether a suggestion adds facts that don't."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from visavis.career.evaluate.lists import skills
from visavis.career.evaluate.posting import find_skills
from visavis.career.resume.values import Span
from visavis.language.english import STOP
from visavis.language.korean import kiwi

_FEWEST_LETTERS = 4
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_COUNTING = """
two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million
half double doubled triple tripled twice quarter dozen
"""
_NUMBER_WORDS = frozenset(_COUNTING.split())
_BLANK = re.compile(r"_{2,}|\[[^\]]*\]")


def find_quote(quote: str, text: str) -> Span | None:
    """Where the quote stands word for word (white space may differ); None when it doesn't, or is no quote at all."""
    words = unicodedata.normalize("NFC", quote).strip(" \t\r\n\"'“”‘’").split()
    if sum(char.isalnum() for char in "".join(words)) < _FEWEST_LETTERS:
        return None
    found = re.search(r"\s+".join(re.escape(word) for word in words), text)
    return Span(*found.span()) if found else None


def invents(suggestion: str, source: str) -> str | None:
    """The first number, name or skill of the suggestion that the source doesn't have; None when it adds no fact.

    Blanks (___, [수치]) are no facts. What Kiwi or a capital letter doesn't show to be a name isn't found.
    """
    told = _BLANK.sub(" ", suggestion)
    known = source.lower()
    return next((fact for fact in _facts(told) if not _is_known(fact, known, source)), None)


def _facts(text: str) -> Iterator[str]:
    yield from _NUMBER.findall(text)
    yield from find_skills(text)
    yield from (word for word in re.findall(r"[A-Za-z]+", text) if word.lower() in _NUMBER_WORDS)
    yield from _latin_names(text)
    if re.search("[가-힣]", text):
        yield from (str(t.form) for t in kiwi().tokenize(text) if t.tag in ("NNP", "NR", "SN"))


def _latin_names(text: str) -> Iterator[str]:
    """Capitals where no sentence begins, and every Latin word amid Korean."""
    amid_korean = re.search("[가-힣]", text) is not None
    for found in re.finditer(r"[A-Za-z][\w.+#-]*\w", text):
        before = text[: found.start()].rstrip()
        begins = not before or before[-1] in ".!?:\"'“("
        capital = found[0][0].isupper() and found[0].lower() not in STOP
        inner = any(char.isupper() for char in found[0][1:])
        if amid_korean or inner or (capital and not begins):
            yield found[0]


def _is_known(fact: str, known: str, source: str) -> bool:
    if _NUMBER.fullmatch(fact):
        return re.search(rf"(?<![\d.,]){re.escape(fact)}(?![\d]|[.,]\d)", source) is not None
    spellings = _spellings().get(fact.lower(), (fact.lower(),))
    return any(re.search(rf"(?<![a-z0-9]){re.escape(one)}(?![a-z0-9])", known) for one in spellings)


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Every spelling of a skill, by each of them."""
    rows = (tuple(one.lower() for one in row) for row in skills())
    return {one: row for row in rows for one in row}
