"""A posting's terms against a document."""

from __future__ import annotations

import pytest
from tests.unit.career.evaluate.samples import POSTING, POSTING_EN, RESUME, RESUME_EN, document

from visavis.career.evaluate import RulesEvaluator
from visavis.career.evaluate.posting import find_skills, judge_posting, match_terms, terms_of
from visavis.career.evaluate.text import language_of


def test_terms_are_named_once_with_their_line() -> None:
    terms = {term.name: term.quote for term in terms_of(POSTING)}
    assert list(terms)[:6] == ["Python", "SQL", "data analysis", "Tableau", "Kubernetes", "machine learning"]
    assert {"모델", "배포"} <= set(terms)
    assert terms["Tableau"] == "태블로 활용 능력"
    assert "자격" not in terms


def test_spellings_of_one_thing_match_each_other() -> None:
    match = match_terms(document("저는 Python과 엑셀을 썼습니다."), terms_of("- 파이썬 필수\n- Excel\n- 쿠버네티스"))
    assert [(one.term, one.quote) for one in match.matched] == [("Python", "Python"), ("Excel", "엑셀")]
    assert [one.term for one in match.missing] == ["Kubernetes"]


def test_both_sides_are_quoted() -> None:
    one = document(RESUME)
    part, match = judge_posting(one, POSTING)
    for found in match.matched:
        assert one.text[found.span.start : found.span.end] == found.quote
        assert found.posting_quote in POSTING
    assert all(missing.posting_quote in POSTING for missing in match.missing)
    share = len(match.matched) / (len(match.matched) + len(match.missing))
    assert part.points == round(part.most * share, 1)


def test_english_words_match_in_their_other_forms() -> None:
    _, match = judge_posting(document(RESUME_EN, language="en"), POSTING_EN)
    assert {"Python", "SQL", "surveys"} <= {one.term for one in match.matched}
    assert "Tableau" in {one.term for one in match.missing}


def test_without_a_posting_there_is_no_match() -> None:
    found = RulesEvaluator().assess(document(RESUME), "  \n")
    assert found.match is None
    assert "posting" not in {part.key for part in found.parts}


def test_a_posting_without_terms_is_not_measured() -> None:
    part, match = judge_posting(document(RESUME), "!!! 123")
    assert (part.points, match.matched) == (None, ())


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("자바스크립트와 자바", ("JavaScript", "Java")),
        ("JavaScript and Java", ("JavaScript", "Java")),
        ("we go to work", ()),
        ("Go와 R을 썼습니다", ("Go", "R")),
        ("C++ and C# code", ("C++", "C#")),
        ("감사합니다. 인사드립니다.", ()),
    ],
)
def test_skills_are_whole_words(text: str, skills: tuple[str, ...]) -> None:
    assert find_skills(text) == skills


def test_language_is_told_by_letters() -> None:
    assert language_of("저는 Python과 FastAPI를 씁니다") == "ko"
    assert language_of("I use Python") == "en"
    assert language_of("") == "en"
