"""What is about the person is flagged wherever it stands, and becomes no field and no question."""

from __future__ import annotations

import pytest

from visavis.api.career_material import material_of
from visavis.career.resume import Resume, Section
from visavis.career.resume.reading import read_text
from visavis.interview.questions.asking import choose_questioner
from visavis.interview.questions.forbidden import is_forbidden

TOP = "이력서\n이름: 김서연\n"
ABOVE: dict[Section, str] = {
    "education": "학력\n2017.03 - 2022.02 부산대학교 컴퓨터공학과 졸업\n",
    "award": "수상\n2021.10 SW 경진대회 은상\n",
    "certificate": "자격증\n정보처리기사 2021.11\n",
    "activity": "대외활동\n2019.03 ~ 2019.12 코딩 동아리 회장\n",
    "career": "경력\n2020.01 ~ 2021.02 한빛은행 대리\n",
}


def read(text: str) -> Resume:
    return read_text(text).resume


def kinds(resume: Resume) -> set[str]:
    return {flag.what for flag in resume.flags}


def values(resume: Resume) -> list[tuple[str, str]]:
    return [(field.key, field.value) for entry in resume.entries for field in entry.fields]


LINES = [
    ("종교: 무교\n신장: 165cm", {"religion", "height"}),
    ("신장 165cm / 체중 52kg", {"height", "weight"}),
    ("키 165cm, 몸무게 52kg", {"height", "weight"}),
    ("키165 몸무게52kg 혈액형 A형", {"height", "weight", "appearance"}),
    ("[종교] 불교", {"religion"}),
    ("종교: 무교   결혼여부: 미혼", {"religion", "marriage"}),
    ("생년월일\t1998-04-12\t성별\t여", {"birth", "sex"}),
    ("생년월일 1998년 4월 12일", {"birth"}),
    ("Date of birth: 12 May 1991\nReligion: none, Marital status: single", {"birth", "religion", "marriage"}),
    ("국적: 대한민국  연락처: 010-1234-5678  성별: 여", {"sex"}),
    ("출생지: 부산광역시", {"origin"}),
    ("신체  키 165 몸무게 50", {"height", "weight"}),
]


@pytest.mark.parametrize("section", ABOVE)
@pytest.mark.parametrize(("line", "what"), LINES)
def test_behind_a_section_it_is_flagged_and_becomes_no_field(section: Section, line: str, what: set[str]) -> None:
    alone = read(f"{TOP}{ABOVE[section]}")
    for gap in ("", "\n"):
        told = read(f"{TOP}{ABOVE[section]}{gap}{line}\n")
        assert kinds(told) == what
        assert [pair for pair in values(told) if pair[0] != "phone"] == values(alone)


def test_countless_statements_are_each_flagged_once() -> None:
    told = read(f"{TOP}{ABOVE['award']}" + "신장 165cm\n\n2022.10 앱 공모전 금상\n" * 40)
    assert len(told.flags) == 40
    assert len({flag.span for flag in told.flags}) == 40


def test_behind_an_empty_line_it_ends_the_section_and_between_two_entries_it_does_not() -> None:
    ended = read(f"{TOP}{ABOVE['award']}\n종교: 무교\n취미: 등산\n특기: 무술\n")
    assert [entry.get("name") for entry in ended.of("award")] == ["SW 경진대회 은상"]
    between = read(f"{TOP}{ABOVE['award']}신장 165cm\n2022.10 앱 공모전 금상\n")
    assert [entry.get("name") for entry in between.of("award")] == ["SW 경진대회 은상", "앱 공모전 금상"]


@pytest.mark.parametrize("line", ["병역 해당없음", "병역  해당 없음", "병역사항 육군 병장 만기전역", "군필여부 미필"])
def test_military_service_without_a_colon_is_no_award(line: str) -> None:
    told = read(f"{TOP}{ABOVE['award']}\n{line}\n")
    assert len(told.of("award")) == 1
    assert line.endswith(told.of("military")[0].get("service") or "-")


@pytest.mark.parametrize(
    "line",
    [
        "생년월일 1998년 4월 12일",
        "생년월일  1998.04.12 (만 27세)    성별 : 여",
        "생년월일 980412",
        "98년생",
        "1998.04.12생",
        "Born 12 May 1991",
        "Backend engineer. Born May 12th, 1991.",
        "Born in Seoul in 1991",
        "DOB 12/05/1991",
    ],
)
def test_a_birth_date_is_flagged_however_it_is_written(line: str) -> None:
    assert "birth" in kinds(read(f"{TOP}{line}\n"))


def test_the_family_ends_where_something_else_begins() -> None:
    family = "홍길동\n가족관계\n부: 홍판서 (공무원)\n모: 춘섬\n"
    told = read(f"{family}취미: 등산\n장애: 해당없음\n차량: 보유\n주거: 자가\n종교 불교\n")
    assert [(flag.what, flag.quote) for flag in told.flags] == [
        ("family", "부: 홍판서 (공무원)\n모: 춘섬"),
        ("property", "차량: 보유"),
        ("property", "주거: 자가"),
        ("religion", "종교 불교"),
    ]
    table = read("홍길동\n가족사항\n관계\t성명\t연령\n부\t홍판서\t58\n\n모\t춘섬\t55\n\n끝으로 한 말씀 드립니다.\n")
    assert [flag.quote for flag in table.flags] == ["관계\t성명\t연령\n부\t홍판서\t58\n\n모\t춘섬\t55"]


@pytest.mark.parametrize(
    "text",
    [
        "경력\n2020.01 ~ 2021.02 한빛은행 대리\n- 성별: 남녀 비율 분석\n- 나이: 연령대별 추천\n- 신장 165cm 마네킹\n",
        "프로젝트\n나이 추정 앱 (2021.01 ~ 2021.03)\n- 키 165cm 이상 탐지\n- 장애 대응: 30분에서 5분으로\n",
        "활동\n고향 사랑 기부 캠페인 (2020.01 ~ 2020.05)\n\n종교 연구회 2019.03 ~ 2019.12\n",
    ],
)
def test_work_about_such_things_stays_work(text: str) -> None:
    told = read(text)
    assert told.flags == ()
    for line in text.split("\n")[1:]:
        words = [word for word in line.strip("- ").split() if word.strip("()~").isalpha()]
        assert all(any(word in value for _, value in values(told)) for word in words)


def test_no_question_is_drawn_from_what_is_flagged() -> None:
    told = read(f"{TOP}{ABOVE['award']}\n종교: 무교\n신장: 165cm\n병역 해당없음\n")
    drawn = choose_questioner().draw(material_of(told), "ko", 20, 1)
    asked = " ".join(one.text for one in drawn.questions)
    assert "은상" in asked
    assert not any(word in asked for word in ("종교", "무교", "신장", "165", "병역", "해당"))


@pytest.mark.parametrize("quote", ["신장: 165cm", "신장 165", "종교: 무교", "무교"])
def test_what_slips_through_may_not_be_asked(quote: str) -> None:
    assert is_forbidden(quote)


@pytest.mark.parametrize("quote", ["실무교육 이수", "직무교육", "업무교육 담당"])
def test_training_is_no_religion(quote: str) -> None:
    assert not is_forbidden(quote)
