"""Tables out of files that strangers bring, and texts in the encodings they come in."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from visavis.media.encodings import decode_text
from visavis.media.sheets import Bounds, EmptySheet, SheetUnreadable, parse_sheet

BOUNDS = Bounds(rows=4, columns=3, cell_characters=20)


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
def test_korean_and_english_are_read_in_their_usual_encodings(encoding: str) -> None:
    text = "질문, 2024년 상반기 question 1\r\n왜 우리 회사인가요? Why us? 100\r\n"
    assert decode_text(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03", b"\xff\xfd\xfc\x81\x81\xff", bytes(range(256)), b"\xff\xfe\x00"])
def test_what_is_no_text_is_none(data: bytes) -> None:
    assert decode_text(data) is None


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_keep_their_numbers_as_a_spreadsheet_counts_them(delimiter: str) -> None:
    data = delimiter.join(["a", '"two\nlines"']) + "\n\n" + delimiter.join(["", "b", ""])
    assert parse_sheet(data.encode(), BOUNDS) == [(1, ["a", "two\nlines"]), (3, ["", "b"])]


def test_a_workbook_gives_texts_and_never_evaluates() -> None:
    assert parse_sheet(workbook(["=1+1", 3.0, True], [None], [2.5, None, " x "]), BOUNDS) == [
        (1, ["=1+1", "3", "1"]),
        (3, ["2.5", "", "x"]),
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"a\n" * 5, "More than 3 rows"),
        (b"a,b,c,d", "too many columns"),
        (workbook(["a", "b", "c", "d"]), "too many columns"),
        (b"x" * 21, "Row 1, column A"),
        (b'a\nb\n"x', "Row 3 is no good CSV"),
        (b"a\0b", "letters"),
        (b"\xd0\xcf\x11\xe0", "old Excel"),
        (b"PK\x03\x04", "broken"),
    ],
)
def test_a_table_beyond_its_bounds_says_where(data: bytes, why: str) -> None:
    with pytest.raises(SheetUnreadable) as refused:
        parse_sheet(data, BOUNDS)
    assert why in refused.value.message.en


@pytest.mark.parametrize("data", [b"", b"\n,,\n", workbook()])
def test_an_empty_table_says_so(data: bytes) -> None:
    with pytest.raises(EmptySheet):
        parse_sheet(data, BOUNDS)
