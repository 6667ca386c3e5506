"""A table out of an untrusted file: CSV in UTF-8 or CP949, or XLSX. Cells are texts; formulas are never evaluated."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Any

from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.limits import Limits
from visavis.media.sandbox import run_limited

LARGEST_BYTES = 20 * 2**20
MOST_ROWS = 100_000
MOST_COLUMNS = 64
LONGEST_CELL = 200
LIMITS = Limits(memory_mb=2048, cpu_s=120, wall_s=180)

Rows = list[tuple[int, list[str]]]
"""Each row that isn't empty, with its number in the file as a spreadsheet counts it (from 1)."""


class SheetUnreadable(Invalid):
    """The file is no table that can be read."""


def read_sheet(data: bytes) -> Rows:
    """The rows of the (first) sheet, read in a child process with limits. Raises SheetUnreadable and TooHeavy."""
    if len(data) > LARGEST_BYTES:
        raise SheetUnreadable(
            Text(ko="파일이 20 MiB보다 큽니다. 나누어 올려 주세요.", en="The file is over 20 MiB. Please split it.")
        )
    return run_limited(parse_sheet, data, limits=LIMITS)


def parse_sheet(data: bytes) -> Rows:
    """The same without the child."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetUnreadable(
            Text(
                ko="옛 엑셀(.xls) 파일이거나 암호가 걸려 있습니다. 암호 없이 .xlsx나 .csv로 저장해 주세요.",
                en="This is an old Excel file (.xls), or it has a password. Save it as .xlsx or .csv without one.",
            )
        )
    rows = _xlsx(data) if data.startswith(b"PK") else _csv(data)
    kept = [(number, cells) for number, cells in rows if any(cells)]
    if not kept:
        raise SheetUnreadable(Text(ko="표가 비어 있습니다.", en="The table is empty."))
    return kept


def _csv(data: bytes) -> Rows:
    text = _decoded(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: Rows = []
    try:
        for cells in reader:
            rows.append((reader.line_num, _checked(reader.line_num, cells)))
            _check_count(len(rows))
    except csv.Error as error:
        raise SheetUnreadable(
            Text(
                ko="{r}행에서 CSV 형식이 깨져 있습니다. 따옴표를 확인해 주세요.",
                en="Row {r} is no good CSV. Please check its quotes.",
            ).fill(r=reader.line_num)
        ) from error
    return rows


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp949")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SheetUnreadable(
        Text(
            ko="글자를 읽을 수 없습니다. CSV를 UTF-8이나 CP949(엑셀 한국어)로 저장하거나 XLSX로 올려 주세요.",
            en="Its letters can't be read. Save the CSV as UTF-8 or CP949 (Korean Excel), or bring an XLSX.",
        )
    )


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _xlsx(data: bytes) -> Rows:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
    except Exception as error:  # it raises whatever its parsers do
        raise _broken_workbook() from error
    rows: Rows = []
    try:
        for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1), 1):
            rows.append((number, _checked(number, [_text(cell) for cell in cells])))
            _check_count(len(rows))
    except Invalid:
        raise
    except Exception as error:
        raise _broken_workbook() from error
    return rows


def _broken_workbook() -> SheetUnreadable:
    return SheetUnreadable(
        Text(
            ko="엑셀 파일이 깨져 있어 읽을 수 없습니다. 다시 저장하거나 CSV로 올려 주세요.",
            en="The workbook is broken and can't be read. Save it anew, or bring a CSV.",
        )
    )


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


def _checked(number: int, cells: list[str]) -> list[str]:
    cells = [cell.strip() for cell in cells]
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise SheetUnreadable(
            Text(ko="{r}행에 열이 너무 많습니다(최대 {m}개).", en="Row {r} has too many columns (at most {m}).").fill(
                r=number, m=MOST_COLUMNS
            )
        )
    for at, cell in enumerate(cells):
        if len(cell) > LONGEST_CELL:
            raise SheetUnreadable(
                Text(
                    ko="{r}행 {c}열의 내용이 너무 깁니다(최대 {m}자).",
                    en="Row {r}, column {c}: the cell is too long (at most {m} characters).",
                ).fill(r=number, c=column_letters(at), m=LONGEST_CELL)
            )
    return cells


def _check_count(count: int) -> None:
    if count > MOST_ROWS + 1:
        raise SheetUnreadable(
            Text(
                ko="행이 {m}개보다 많습니다. 나누어 올려 주세요.", en="More than {m} rows. Please split the file."
            ).fill(m=f"{MOST_ROWS:,}")
        )


def column_letters(index: int) -> str:
    """The name of a column as spreadsheets give it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
