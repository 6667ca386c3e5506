"""A posting's terms against a document."""

from __future__ import annotations

import pytest
from tests.unit.career.evaluate.samples import POSTING, POSTING_EN, RESUME, RESUME_EN, document

from visavis.career.evaluate import RulesEvaluator
from visavis.career.evaluate.posting import find_skills, judge_posting, match_terms, terms_of
from visavis.career.evaluate.text import language_of


def test_terms_are_named_once_with_their_line() -> None:
    terms = {term.name: term.quote for term in terms_of(POSTING)}
    assert list(terms)[:6] == ["파이썬", "SQL", "데이터 분석", "태블로", "쿠버네티스", "머신러닝"]
    assert {"모델", "배포"} <= set(terms)
    assert terms["태블로"] == "태블로 활용 능력"
    assert "자격" not in terms


def names(posting: str) -> set[str]:
    return {term.name for term in terms_of(posting)}


BACKEND = """\
[라온테크] 2026 상반기 백엔드 개발자 채용
담당업무
- 대용량 주문/결제 시스템 설계 및 개발
자격요건
- Java 또는 Kotlin 경력 3년 이상
우대사항
- gRPC, 테스트 자동화
- 원활한 커뮤니케이션
복리후생: 유연근무, 점심 제공, 건강검진
"""


def test_a_posting_gives_whole_nouns_of_what_it_asks_for_alone() -> None:
    wanted = "Java Kotlin 개발 백엔드 대용량 주문 결제 시스템 설계 gRPC 테스트 자동화 커뮤니케이션"
    assert names(BACKEND) == set(wanted.split())
    for term in terms_of(BACKEND):
        assert term.name in term.quote


@pytest.mark.parametrize(
    ("line", "there", "absent"),
    [
        ("고성능 서버, 비정형 데이터", {"고성능", "비정형"}, {"성능", "정형"}),
        ("업무 표준화, 생산성 향상", {"표준화", "생산성"}, {"표준", "생산"}),
        ("프론트엔드 개발", {"프론트엔드"}, {"엔드", "프론트"}),
        ("신속하고 정확한 처리, 효율적 운영", {"처리", "운영"}, {"신속", "정확", "효율"}),
        ("영업사원, 해외영업담당", {"해외영업"}, {"사원", "담당"}),
        ("서비스 운영자, 서비스 운영", {"운영"}, {"운영자"}),
        ("채용 담당, 하반기 공채", set(), {"recruiting", "채용", "하반기", "공채"}),
    ],
)
def test_fragments_and_words_of_every_posting_are_no_terms(line: str, there: set[str], absent: set[str]) -> None:
    found = names(f"- {line}")
    assert there <= found
    assert not absent & found


@pytest.mark.parametrize(
    "posting",
    [
        "[가온데이터] 마케터 채용\n- 가온데이터의 광고 집행",
        "주식회사 가온데이터에서 마케터를 찾습니다\n- 광고 집행",
        "가온데이터(주) 채용\n- 광고 집행",
        "가온데이터 2026년 공채\n- 광고 집행",
        "마케터 채용 - 가온데이터\n- 광고 집행",
        "마케터 채용\n회사명: 가온데이터\n- 광고 집행",
    ],
)
def test_the_company_is_no_term(posting: str) -> None:
    assert {"광고", "집행"} <= names(posting)
    assert not [name for name in names(posting) if "가온" in name or "데이터" in name]


def test_a_company_in_english_is_no_term() -> None:
    posting = "Gaon Data is hiring an Engineer\nAbout Gaon Data\nWe at Gaon Data love data.\n"
    posting += "What you will do\n- Improve data and data with Spark"
    assert {"Spark", "data"} <= names(posting)
    assert not {"Gaon", "Data"} & names(posting)


def test_work_in_the_brackets_of_a_title_stays_a_term() -> None:
    assert "백엔드" in names("[백엔드 개발자] 라온테크 채용\n- 서버 개발")


@pytest.mark.parametrize(
    "posting",
    [
        "자격요건\n- 회로 설계\n복지\n점심 제공\n헬스장",
        "복리후생 및 혜택\n- 헬스장\n[자격요건]\n- 회로 설계",
        "근무조건: 헬스장\n자격요건: 회로 설계",
        "회사 소개\n헬스장 기업\n이런 분을 찾고 있어요\n회로 설계",
        "전형 절차\n- 헬스장 > 면접\n필수 요건\n- 회로 설계",
    ],
)
def test_benefits_and_procedures_are_no_terms(posting: str) -> None:
    assert {"회로", "설계"} <= names(posting)
    assert not {"헬스장", "점심"} & names(posting)


def test_a_compound_matches_with_and_without_its_spaces() -> None:
    match = match_terms(document("주문 조회 시스템과 인사관리를 맡았다"), terms_of("- 주문조회시스템, 인사 관리"))
    assert [one.quote for one in match.matched] == ["인사관리", "주문 조회 시스템"]
    assert match.missing == ()


def test_spellings_of_one_thing_match_each_other() -> None:
    match = match_terms(document("저는 Python과 엑셀을 썼습니다."), terms_of("- 파이썬 필수\n- Excel\n- 쿠버네티스"))
    assert [(one.term, one.quote) for one in match.matched] == [("파이썬", "Python"), ("Excel", "엑셀")]
    assert [one.term for one in match.missing] == ["쿠버네티스"]


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
