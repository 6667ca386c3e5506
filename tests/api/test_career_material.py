"""What of a résumé becomes material for questions."""

from __future__ import annotations

from visavis.api.career_material import material_of
from visavis.career.resume.reading import read_text

RESUME = """이력서
성명: 김가람

학력
2014.03 ~ 2018.02 가온대학교 컴퓨터공학과 졸업

경력
2018.03 ~ 2020.02 가온소프트 백엔드개발팀 사원
- 주문 조회 API 개발
- 응답 시간을 820ms에서 140ms로 단축
2021.01 ~ 2021.12 (주)누리데이터 데이터팀 대리

프로젝트
장보기 도우미 (2022.09 ~ 2022.12)
기술: Spring Boot, MySQL
배경: 식비를 줄이려고
한계: 가격 정보가 하루 늦음

자격증
2022.11 정보처리기사 한국산업인력공단

보유기술
Python, SQL

자기소개서
지원동기
느린 화면을 보면 이유를 찾습니다.
"""


def test_material_holds_what_is_written_and_counts_months() -> None:
    material = material_of(read_text(RESUME).resume, "백엔드 개발자를 찾습니다.")
    first, second = material.experiences
    assert (first.organisation, first.role, first.months) == ("가온소프트", "사원", 24)
    assert (first.duties, first.results) == ("주문 조회 API 개발", "응답 시간을 820ms에서 140ms로 단축")
    assert (second.organisation, second.months) == ("(주)누리데이터", 12)
    project = material.projects[0]
    assert (project.stack, project.why, project.limits) == (
        ("Spring Boot", "MySQL"),
        "식비를 줄이려고",
        "가격 정보가 하루 늦음",
    )
    assert material.skills == ("Python", "SQL")
    assert material.certificates == ("정보처리기사",)
    assert material.majors == ("컴퓨터공학과",)
    assert (material.essays[0].title, material.essays[0].text) == ("지원동기", "느린 화면을 보면 이유를 찾습니다.")
    assert material.posting == "백엔드 개발자를 찾습니다."


def test_a_time_of_four_months_and_more_is_a_gap() -> None:
    gaps = material_of(read_text(RESUME).resume).gaps
    assert [(gap.after, gap.before, gap.months) for gap in gaps] == [("가온소프트", "(주)누리데이터", 10)]


def test_nothing_in_a_text_is_nothing_to_ask_about() -> None:
    assert material_of(read_text("오늘은 날씨가 맑습니다.").resume).is_empty
