"""Resident registration numbers are never kept or shown: their last digits give way before anything else is done."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_BETWEEN = r"\s{0,2}[-–—−‐‑－ー―.,·ㆍ•/_~:]?\s{0,2}"
_STARRED = r"[\d*xX●○•■□]"
_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d[-.])(?:\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])){_BETWEEN}"
    rf"(?P<last>[0-9*]{_STARRED}{{6}})(?!\d)(?![-.]\d)"
)
"""Six digits that are a date and seven more."""
_LABELLED = re.compile(
    r"(?:주민\s?(?:등록)?\s?번호|외국인\s?등록\s?번호|resident (?:registration )?(?:no\.?|number)|\bRRN)[^\d\n]{0,12}"
    rf"\d(?:[\s\-.·/]{{0,3}}\d){{5}}\D{{0,5}}(?P<last>[0-9*](?:[\s\-.·/]{{0,3}}{_STARRED}){{6}})(?!\d)",
    re.IGNORECASE,
)
"""Behind its label thirteen digits are one whatever stands between them."""


@dataclass(frozen=True)
class ResidentNumber:
    """Where one stands, and where its last seven digits begin; ``is_whole``: its author masked none of them."""

    start: int
    last: int
    end: int
    is_whole: bool


def mask_resident_numbers(text: str) -> str:
    """The same text, equally long, with ``*`` for the seven digits that identify a person."""
    letters = list(text)
    for found in resident_numbers(text):
        for at in range(found.last, found.end):
            if not letters[at].isspace() and (letters[at].isalnum() or letters[at] in "●○•■□"):
                letters[at] = "*"
    return "".join(letters)


def holds_resident_number(text: str) -> bool:
    """Whether a whole number stands in the text (one that its author masked doesn't count)."""
    return any(found.is_whole for found in resident_numbers(text))


def resident_numbers(text: str) -> Iterator[ResidentNumber]:
    """Every number, in whatever digits it is written, masked or not, in the order of the text."""
    plain = _in_plain_digits(text)
    ends = 0
    for found in sorted([*_LABELLED.finditer(plain), *_NUMBER.finditer(plain)], key=lambda one: one.end()):
        if found.start("last") >= ends:
            ends = found.end()
            start = next(at for at in range(found.start(), ends) if plain[at].isdigit())
            yield ResidentNumber(
                start, found.start("last"), ends, sum(map(str.isdigit, found["last"])) == len("2345678")
            )


def _in_plain_digits(text: str) -> str:
    """The text, equally long, with full-width and other digits as ASCII ones."""
    return text if text.isascii() else "".join(map(_plain, text))


def _plain(letter: str) -> str:
    return letter if letter.isascii() else str(unicodedata.digit(letter, letter))
