"""Tables as people really bring them: what is read, and what is refused where."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from visavis.career.specs.fields import COLUMNS, HEADERS
from visavis.career.specs.importing import BOUNDS, read_table
from visavis.career.specs.rows import SheetRefused, read_rows
from visavis.career.specs.template import csv_template, xlsx_template
from visavis.media.sheets import Rows, SheetUnreadable, column_letters, parse_sheet

HEADER = ["회사", "직무", "산업", "경력 구분", "전공 계열", "채용 시기", "학점", "학점 만점", "토익", "오픽", "인턴"]
ROW = ["가나전자", "연구개발", "전자", "신입", "공학", "2022 상반기", "3.8", "4.3", "915", "IH", "없음"]


def parse(data: bytes) -> Rows:
    return parse_sheet(data, BOUNDS)


def as_csv(*rows: list[str], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(*rows: Sequence[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(SheetRefused) as refused:
        read_rows(parse(data))
    return refused.value.message.en


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_korean_csv_is_read_in_every_usual_encoding(encoding: str) -> None:
    (row,) = read_rows(parse(as_csv(HEADER, ROW, encoding=encoding)))
    assert (row["company"], row["half_year"], row["career_level"]) == ("가나전자", "2022H1", "new")
    assert row["gpa"] == pytest.approx(3.8 / 4.3 * 4.5, abs=0.01)
    assert (row["toeic"], row["opic"], row["internships"], row["awards"]) == (915, 8, 0, None)


def test_english_headers_semicolons_and_tabs_are_understood() -> None:
    header = ["Company", "Position", "Career level", "Half-year", "Second foreign languages", "Abroad (months)"]
    row = ["Acme", "Sales", "Experienced", "2021H2", "yes", "12 개월"]
    for delimiter in ";\t":
        (read,) = read_rows(parse(as_csv(header, row, delimiter=delimiter)))
        assert (read["job"], read["career_level"], read["second_language"]) == ("Sales", "experienced", 1)
        assert (read["half_year"], read["abroad_months"], read["gpa"]) == ("2021H2", 12, None)


def test_a_workbook_is_read_in_a_limited_child() -> None:
    table = read_table(as_xlsx(HEADER, [*ROW[:6], 3.8, 4.5, 915, "AL", 2], [None], ROW))
    assert [(row["gpa"], row["opic"], row["internships"]) for row in table.rows] == [(3.8, 9, 2), (3.98, 8, 0)]


def test_both_templates_come_in_again_once_filled() -> None:
    for language in ("ko", "en"):
        (number, header), *rest = parse(csv_template(language))
        assert number == 1
        assert rest == []
        assert parse(xlsx_template(language)) == [(1, header)]
        values = dict.fromkeys(COLUMNS, "1") | {
            "company": "A", "job": "B", "career_level": "new", "major_group": "교육", "half_year": "2023 하반기",
            "gpa": "4.0", "gpa_scale": "4.5", "opic": "IM2",
        }  # fmt: skip
        (row,) = read_rows(parse(as_csv(header, [values[key] for key in HEADERS])))
        assert (row["gpa"], row["opic"], row["major_group"], row["certificates"]) == (4.0, 6, "education", 1)


def test_every_wrong_cell_is_named_by_row_and_column() -> None:
    bad = [*ROW]
    bad[3], bad[8], bad[9] = "인턴", "1005", "IX"
    told = refusal(as_csv(HEADER, ROW, [], bad, ["", *ROW[1:]]))
    assert "Nothing of it was kept" in told
    for place in ("Row 4, D (경력 구분/career_level)", "Row 4, I (토익/toeic)", "Row 4, J (오픽/opic)", "Row 5, A"):
        assert place in told
    assert "Row 2" not in told


@pytest.mark.parametrize(
    ("at", "cell", "why"),
    [
        (0, "=HYPERLINK(1)", "never evaluated"),
        (1, "@SUM(A1)", "never evaluated"),
        (8, "=900+15", "never evaluated"),
        (5, "2099H1", "not in the future"),
        (6, "4.4", "above its scale"),
        (6, "0", "0 to 100"),
        (7, "4.2", "The scale is"),
        (10, "1.5", "a whole number"),
        (8, "구백", "a whole number"),
    ],
)
def test_a_cell_that_cannot_be_is_refused(at: int, cell: str, why: str) -> None:
    row = [*ROW]
    row[at] = cell
    assert why in refusal(as_csv(HEADER, row))


def test_a_formula_in_a_workbook_is_text_and_refused() -> None:
    row: list[object] = [*ROW]
    row[8] = "=450*2"
    assert "=450*2" in refusal(as_xlsx(HEADER, row))


def test_columns_about_a_person_missing_and_doubled_ones_are_refused() -> None:
    assert "what could tell who somebody is" in refusal(as_csv([*HEADER, "이름"], [*ROW, "김철수"]))
    assert "twice" in refusal(as_csv([*HEADER, "TOEIC"], [*ROW, "900"]))
    assert "M (자격증): This column is there twice" in refusal(as_csv([*HEADER, "자격증", "자격증"], ROW))
    assert "M (자격증 수): This column is there twice" in refusal(as_csv([*HEADER, "자격증", "자격증 수"], ROW))
    assert "'company' is needed" in refusal(as_csv(HEADER[1:], ROW[1:]))
    assert "only the header" in refusal(as_csv(HEADER))
    assert "in no column" in refusal(as_csv(HEADER, [*ROW, "900"]))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\n\n,,\n", "empty"),
        (b"\xff\xfd\x00\x81\x20", "letters"),
        (b"\xd0\xcf\x11\xe0rest", ".xlsx"),
        (b"PK\x03\x04broken", "broken"),
        (b'a,b\n"x', "CSV"),
        (("가" * 300).encode(), "too long"),
        (",".join("abc" * 30).encode(), "too many columns"),
    ],
)
def test_what_is_no_table_says_so(data: bytes, why: str) -> None:
    with pytest.raises(SheetUnreadable) as refused:
        parse(data)
    assert why in refused.value.message.en


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("anything.txt", "text")
    with pytest.raises(SheetUnreadable):
        parse(out.getvalue())


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [column_letters(at) for at in (0, 25, 26, 51, 52, 63)] == ["A", "Z", "AA", "AZ", "BA", "BL"]
