"""Questions that companies asked, from lists as people keep them."""

from __future__ import annotations

import io

import openpyxl
import pytest

from visavis.career.writing.importing import (
    Asked,
    NotReadable,
    TooManyRows,
    import_file,
    import_text,
)
from visavis.media.sheets import SheetUnreadable

LIST = """\
[한빛전자 2024 상반기]
1. 자기소개를 해 주세요.
2) 왜 우리 회사인가요?
- 왜 우리 회사인가요
Q3. 실패한 경험을 말해 주세요.

## Gaon Data 2023 interview questions
* Tell me about yourself.
?
12345 67890
"""
CSV = "회사,연도,질문\n한빛전자,2024년 상반기,자기소개를 해 주세요.\n한빛전자,2023,자기소개를 해 주세요.\n,,짧\n"


def sheet(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_pasted_list_is_cleaned() -> None:
    found = import_text(LIST)
    assert found.questions == [
        Asked("자기소개를 해 주세요.", "한빛전자", 2024),
        Asked("왜 우리 회사인가요?", "한빛전자", 2024),
        Asked("실패한 경험을 말해 주세요.", "한빛전자", 2024),
        Asked("Tell me about yourself.", "Gaon Data", 2023),
    ]
    assert (found.repeated, found.unusable) == (1, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_csv_is_read_in_its_encoding(encoding: str) -> None:
    found = import_file(CSV.encode(encoding), "기출.csv")
    assert found.questions == [
        Asked("자기소개를 해 주세요.", "한빛전자", 2024),
        Asked("자기소개를 해 주세요.", "한빛전자", 2023),
    ]
    assert found.unusable == 1


def test_a_table_without_a_heading_is_read_by_its_longest_column() -> None:
    found = import_file("1;왜 지원했습니까?\n2;갈등을 푼 경험은?\n".encode(), "a.csv")
    assert [one.question for one in found.questions] == ["왜 지원했습니까?", "갈등을 푼 경험은?"]


def test_an_excel_file_is_read() -> None:
    data = sheet(["Year", "Company", "Question"], [2022, "Gaon", "Why this job?"], [None, None, "What is a deadlock?"])
    assert import_file(data, "list.XLSX").questions == [
        Asked("Why this job?", "Gaon", 2022),
        Asked("What is a deadlock?"),
    ]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"not a zip", "a.xlsx"),
        (b"\x00\x01\x02\x03", "a.txt"),
        (b"text", "a.docx"),
        (b"text", ""),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(NotReadable):
        import_file(data, name)


@pytest.mark.parametrize(("data", "name"), [(b"PK\x03\x04 cut off", "a.xlsx"), (b"\xff\xfd\xfc\x81\x81\xff", "a.csv")])
def test_a_broken_table_says_what_is_wrong(data: bytes, name: str) -> None:
    with pytest.raises(SheetUnreadable):
        import_file(data, name)


def test_an_empty_list_holds_nothing() -> None:
    assert import_text("").questions == []
    assert import_file(b"", "a.csv").questions == []


def test_a_list_without_end_is_refused() -> None:
    with pytest.raises(TooManyRows):
        import_text("\n".join(f"질문 번호 {n}은 무엇입니까?" for n in range(1001)))
