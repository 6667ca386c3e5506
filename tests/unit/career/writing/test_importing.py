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


NUMBERINGS = (
    "①  |⑫|❷ |⑴ |㉠ |(3) |[4] |[질문 4] |질문 5. |문항 2: |5번. |Q7 |Q. |q1: |가. |나) |b) |Ⅱ. |1-2. "
    "|– |→ |✔ |■ |- 1. |• ① |Question 3: |> "
)


@pytest.mark.parametrize("before", NUMBERINGS.split("|"))
def test_what_stands_before_a_question_is_no_part_of_it(before: str) -> None:
    assert [one.question for one in import_text(f"{before}갈등을 해결한 경험은?").questions] == [
        "갈등을 해결한 경험은?"
    ]


@pytest.mark.parametrize(
    "question",
    [
        "3년 뒤의 본인은 어떤 모습입니까?",
        "1.5배 성장한 비결은?",
        "가나다순으로 말해 보세요.",
        "나의 강점은?",
        "I am asked what?",
        "Quick, why us?",
        "50번 실패하면 어떻게 하겠습니까?",
        "-3도에서 물은 어떻게 됩니까?",
    ],
)
def test_a_question_keeps_its_own_first_word(question: str) -> None:
    assert [one.question for one in import_text(question).questions] == [question]


@pytest.mark.parametrize(
    ("heading", "company", "year"),
    [
        ("[한빛전자 23년 상반기]", "한빛전자", 2023),
        ("[한빛전자 23년도 하반기 면접]", "한빛전자", 2023),
        ("# '24 한빛전자", "한빛전자", 2024),
        ("# 2023년 한빛전자 기출", "한빛전자", 2023),
        ("[한빛전자 10년차 경력직]", "한빛전자 10년차 경력직", None),
        ("[한빛전자 10년 이상]", "한빛전자 10년 이상", None),
        ("[한빛전자 99년]", "한빛전자 99년", None),
    ],
)
def test_a_heading_may_write_its_year_short(heading: str, company: str, year: int | None) -> None:
    assert import_text(f"{heading}\n왜 지원했나요?").questions == [Asked("왜 지원했나요?", company, year)]


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("23년", 2023),
        ("23", 2023),
        ("'23", 2023),
        ("23년도", 2023),
        ("23 하반기", 2023),
        ("23.09", 2023),
        ("23/10/02", 2023),
        ("2023", 2023),
        ("2023-09-01", 2023),
        ("99", None),
        ("3회", None),
        ("12기", None),
        ("", None),
    ],
)
def test_a_column_of_years_may_be_short(cell: str, year: int | None) -> None:
    table = f"회사,연도,질문\n나래,{cell},왜 지원했나요?\n".encode("cp949")
    assert import_file(table, "q.csv").questions == [Asked("왜 지원했나요?", "나래", year)]
