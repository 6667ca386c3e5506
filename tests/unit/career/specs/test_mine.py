"""One's own specs out of résumés as they are really read and kept."""

from __future__ import annotations

import pytest
from tests.documents import english, further, korean
from tests.documents.sheets import Sheet
from tests.documents.writing import write

from visavis.career.resume import read_text
from visavis.career.resume.reading import read_bytes
from visavis.career.resume.serial import from_values, to_values
from visavis.career.resume.values import Entry, Field, Resume, Section
from visavis.career.specs.fields import Spec
from visavis.career.specs.mine import specs_of


def specs_in(sheet: Sheet) -> dict[Spec, float]:
    """Through the reader and the form in which documents are kept."""
    read = read_bytes(write(sheet), sheet.kind).resume
    return specs_of(from_values(to_values(read), read.text))


@pytest.mark.parametrize("sheet", [s for s in (*korean.SHEETS, *english.SHEETS, *further.SHEETS) if s.kind == "resume"])
def test_counts_are_those_of_the_document(sheet: Sheet) -> None:
    found = specs_in(sheet)
    counted: tuple[tuple[Section, Spec], ...] = (("certificate", "certificates"), ("award", "awards"))
    for section, spec in counted:
        assert found.get(spec, 0) == sum(one == section for one, _ in sheet.truth), spec
    interns = [f for s, f in sheet.truth if s in ("career", "unpaid") and ("인턴" in str(f) or "Intern" in str(f))]
    assert found.get("internships", 0) == len(interns)


def test_a_korean_resume_fills_the_specs() -> None:
    found = specs_in(korean.GARAM)
    assert (found["gpa"], found["toeic"], found["opic"], found["internships"]) == (3.9, 915, 8, 1)


def test_a_grade_on_another_scale_comes_to_four_and_a_half() -> None:
    assert specs_in(korean.HAEDAM)["gpa"] == pytest.approx(3.8 / 4.3 * 4.5, abs=0.01)
    assert specs_in(english.CEDAR)["gpa"] == pytest.approx(3.7 / 4.0 * 4.5, abs=0.01)


def test_speaking_volunteering_and_time_abroad_are_taken() -> None:
    found = specs_in(further.MARU)
    assert found["toeic_speaking"] == 150
    assert not {"toeic", "second_language"} & found.keys()
    assert specs_in(korean.SEOUL)["volunteering_hours"] == 60
    assert specs_in(korean.BORAM)["abroad_months"] == 10
    assert specs_in(english.JUNIPER)["abroad_months"] == 6


def test_typed_entries_count_like_read_ones() -> None:
    typed: list[tuple[Section, dict[str, str]]] = [
        ("education", {"school": "가나대", "gpa": "4.0", "gpa_scale": "4.3"}),
        ("language_test", {"test": "토익스피킹", "score": "160"}),
        ("language_test", {"test": "OPIc", "score": "im2"}),
        ("language_test", {"test": "English", "score": "fluent"}),
        ("award", {"name": "=1+1"}),
        ("unpaid", {"organisation": "Acme", "role": "Summer intern"}),
        ("career", {"company": "International Trade"}),
    ]
    entries = tuple(Entry(s, tuple(Field(k, v, None, 1.0) for k, v in fields.items())) for s, fields in typed)
    assert specs_of(Resume("ko", "", entries)) == {
        "gpa": pytest.approx(4.19), "toeic_speaking": 160, "opic": 6, "awards": 1, "internships": 1,
    }  # fmt: skip


def test_only_other_languages_are_second_ones() -> None:
    text = "어학\nJLPT N2 2020.01\nTOEIC 900 2023.01\nTOEIC 950점 2024.01\nG-TELP 77 2022.09\n"
    found = specs_of(read_text(text).resume)
    assert (found["second_language"], found["toeic"]) == (1, 950)


def test_what_is_not_said_is_left_out() -> None:
    assert specs_of(read_text("Education\nHanbit University, BSc Statistics\nGPA 3.8\n").resume) == {}
    assert specs_of(read_text("안녕하세요. 저는 데이터를 좋아합니다.").resume) == {}
