"""The words of pages whose characters pdfplumber can't tell: PDFium knows more tables of characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

_GAP = 0.22
"""Of the letters' size: a wider gap parts two words, as it does for pdfplumber."""
UNKNOWN = "\ufffd"
"""Stands for a character that can't be told."""


def words_of(data: bytes, number: int, unknown: int) -> list[dict[str, Any]] | None:
    """The words of one page, placed as pdfplumber places them; None where no fewer than ``unknown`` characters can't be
    told."""
    try:
        with pypdfium2.PdfDocument(data) as file:
            page = file[number]
            characters = list(_characters(page))
    except pypdfium2.PdfiumError:
        return None
    missing = sum(letter == UNKNOWN for letter, _ in characters)
    return list(_words(characters)) if missing < unknown else None


Box = tuple[float, float, float, float]


def _characters(page: Any) -> Iterator[tuple[str, Box]]:
    """Every character with its box: left, top, right, bottom, in points from the upper left corner."""
    text, height = page.get_textpage(), page.get_height()
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        told = letter if letter and (letter.isprintable() or letter.isspace()) else UNKNOWN
        left, bottom, right, top = text.get_charbox(index, loose=True)
        yield told, (left, height - top, right, height - bottom)


def _words(characters: list[tuple[str, Box]]) -> Iterator[dict[str, Any]]:
    run: list[tuple[str, Box]] = []
    for letter, box in characters:
        if run and (letter.isspace() or not _goes_on(run[-1][1], box)):
            yield _word(run)
            run = []
        if not letter.isspace():
            run.append((letter, box))
    if run:
        yield _word(run)


def _goes_on(before: Box, box: Box) -> bool:
    size = before[3] - before[1]
    return before[1] <= (box[1] + box[3]) / 2 <= before[3] and -size < box[0] - before[2] <= _GAP * size


def _word(run: list[tuple[str, Box]]) -> dict[str, Any]:
    boxes = [box for _, box in run]
    return {
        "text": "".join(letter for letter, _ in run),
        "x0": min(box[0] for box in boxes),
        "x1": max(box[2] for box in boxes),
        "top": min(box[1] for box in boxes),
        "bottom": max(box[3] for box in boxes),
    }
