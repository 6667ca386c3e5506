"""Names are read as forms and people write them; what is no name isn't."""

from __future__ import annotations

import pytest

from visavis.career.resume.reading import read_text

REST = "\n이메일 a1@example.com\n학력\n2017.03 - 2022.02 부산대학교 컴퓨터공학과 졸업\n"
ENGLISH_REST = "\nSoftware Engineer\njane@example.com\nEDUCATION\nMIT, BSc Physics, 2015 - 2019\n"


def name_of(text: str) -> str | None:
    identity = read_text(text).resume.of("identity")
    return identity[0].get("name") if identity else None


@pytest.mark.parametrize(
    "line",
    [
        "성명 김서연",
        "이름 김서연",
        "성 명  김서연",
        "성    명 김서연",
        "이름\t김서연",
        "성명 김서연 (金瑞姸)",
        "성명  김서연(金瑞姸)   성별 여",
        "성명: 김서연 (金瑞姸)",
        "성명(한글) 김서연",
        "이름 김서연 (Kim Seoyeon)",
        "지원자 김서연",
        "이름 김서연 | 010-1234-5678",
        "010-1234-5678 | 이름 김서연",
        "김서연 (金瑞姸)",
    ],
)
def test_a_korean_name_needs_no_colon(line: str) -> None:
    assert name_of(f"이력서\n{line}{REST}") == "김서연"


@pytest.mark.parametrize(
    "name",
    [
        "Jane O'Neill",
        "JANE O'NEILL-PARK",
        "Jane O’Neill",
        "María José García-López",
        "Jean-Luc D'Angelo",
        "Ángela de la Cruz",
        "Ludwig van der Berg",
        "Søren Østergård",
        "Ronald McDonald",
        "J. R. MacArthur",
        "Łukasz Żak",
    ],
)
def test_a_name_in_latin_letters_has_marks_hyphens_and_particles(name: str) -> None:
    assert name_of(name + ENGLISH_REST) == name
    assert name_of(f"Resume\nName {name}{ENGLISH_REST}") == name
    assert name_of(f"Resume\nFull name: {name}{ENGLISH_REST}") == name


@pytest.mark.parametrize(
    "line",
    [
        "이름 석 자를 걸고 일합니다",
        "이름 있는 회사를 꿈꿉니다",
        "지원자 여러분 감사합니다",
        "Name badge design",
        "Built for small teams",
        "iOS and macOS",
        "Bachelor's degree",
    ],
)
def test_what_is_no_name_is_none(line: str) -> None:
    assert name_of(f"이력서\n{line}{REST}") is None
