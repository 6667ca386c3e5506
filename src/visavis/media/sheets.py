"""A table out of an untrusted file: CSV, or the first sheet of an XLSX. Cells are texts; formulas are never evaluated.

Errors: SheetUnreadable (Invalid), of which EmptySheet is one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.encodings import decode_text

Rows = list[tuple[int, list[str]]]
"""Each row that isn't empty, with its number in the file as a spreadsheet counts it (from 1)."""
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Bounds:
    """How much of a table is taken; ``rows`` with its heading."""

    rows: int
    columns: int
    cell_characters: int


class SheetUnreadable(Invalid):
    """The file is no table that can be read."""


class EmptySheet(SheetUnreadable):
    """There is nothing in the table."""


def parse_sheet(data: bytes, bounds: Bounds) -> Rows:
    """The rows that aren't empty, by what is in the file, not by its name. Raises SheetUnreadable.

    Untrusted: to be called in a limited child.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetUnreadable(
            Text(
                ko="옛 엑셀(.xls) 파일이거나 암호가 걸려 있습니다. 암호 없이 .xlsx나 .csv로 저장해 주세요.",
                en="This is an old Excel file (.xls), or it has a password. Save it as .xlsx or .csv without one.",
            )
        )
    rows = _xlsx(data, bounds) if data.startswith(b"PK") else _csv(data)
    kept = [(number, cells) for number, cells in _checked(rows, bounds) if cells]
    if not kept:
        raise EmptySheet(Text(ko="표가 비어 있습니다.", en="The table is empty."))
    return kept


def column_letters(index: int) -> str:
    """The name of a column as spreadsheets give it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _csv(data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = decode_text(data)
    if text is None or "\0" in text:
        raise SheetUnreadable(
            Text(
                ko="글자를 읽을 수 없습니다. CSV를 UTF-8이나 CP949(엑셀 한국어)로 저장하거나 XLSX로 올려 주세요.",
                en="Its letters can't be read. Save the CSV as UTF-8 or CP949 (Korean Excel), or bring an XLSX.",
            )
        )
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, cells
    except csv.Error as error:
        raise SheetUnreadable(
            Text(
                ko="{r}행에서 CSV 형식이 깨져 있습니다. 따옴표를 확인해 주세요.",
                en="Row {r} is no good CSV. Please check its quotes.",
            ).fill(r=number + 1)
        ) from error


def _xlsx(data: bytes, bounds: Bounds) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        rows = book.worksheets[0].iter_rows(values_only=True, max_col=bounds.columns + 1)
        for number, cells in enumerate(rows, 1):
            yield number, [_text(cell) for cell in cells]
    except Exception as error:  # it raises whatever its parsers do
        raise SheetUnreadable(
            Text(
                ko="엑셀 파일이 깨져 있어 읽을 수 없습니다. 다시 저장하거나 CSV로 올려 주세요.",
                en="The workbook is broken and can't be read. Save it anew, or bring a CSV.",
            )
        ) from error


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell)


def _checked(rows: Iterable[tuple[int, list[str]]], bounds: Bounds) -> Iterator[tuple[int, list[str]]]:
    for count, (number, row) in enumerate(rows, 1):
        if count > bounds.rows:
            raise SheetUnreadable(
                Text(
                    ko="행이 {m}개보다 많습니다. 나누어 올려 주세요.", en="More than {m} rows. Please split the file."
                ).fill(m=f"{bounds.rows - 1:,}")
            )
        cells = [cell.strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        _check_row(number, cells, bounds)
        yield number, cells


def _check_row(number: int, cells: list[str], bounds: Bounds) -> None:
    if len(cells) > bounds.columns:
        raise SheetUnreadable(
            Text(ko="{r}행에 열이 너무 많습니다(최대 {m}개).", en="Row {r} has too many columns (at most {m}).").fill(
                r=number, m=bounds.columns
            )
        )
    for at, cell in enumerate(cells):
        if len(cell) > bounds.cell_characters:
            raise SheetUnreadable(
                Text(
                    ko="{r}행 {c}열의 내용이 너무 깁니다(최대 {m}자).",
                    en="Row {r}, column {c}: the cell is too long (at most {m} characters).",
                ).fill(r=number, c=column_letters(at), m=bounds.cell_characters)
            )
