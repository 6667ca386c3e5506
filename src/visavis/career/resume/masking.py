"""Resident registration numbers are never kept or shown: their last digits give way before anything else is done."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?<![\d-])(\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(\s{0,2}[-–—−‐‑－]?\s{0,2})([0-9])([\d*xX●○•■□]{6})(?![\d-])"
)
MASKED = re.compile(r"(?<![\d-])\d{6}\s{0,2}[-–—−‐‑－]?\s{0,2}\*{7}")


def mask_resident_numbers(text: str) -> str:
    """The same text, equally long, with ``*`` for the seven digits that identify a person."""
    return _NUMBER.sub(lambda found: f"{found[1]}{found[2]}{'*' * 7}", text)


def holds_resident_number(text: str) -> bool:
    """Whether a whole number stands in the text (one that its author masked doesn't count)."""
    return any((found[3] + found[4]).isdigit() for found in _NUMBER.finditer(text))
