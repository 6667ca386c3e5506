"""What a table of accepted applicants holds: its columns, their names in both languages, and what a cell may say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from visavis.kit.text import Text

CareerLevel = Literal["new", "experienced"]
MajorGroup = Literal["humanities", "social", "business", "engineering", "science", "medicine", "arts", "education"]
Spec = Literal[
    "gpa",
    "toeic",
    "opic",
    "toeic_speaking",
    "second_language",
    "internships",
    "abroad_months",
    "awards",
    "volunteering_hours",
    "certificates",
]
SPECS: tuple[Spec, ...] = get_args(Spec)
FULL_GPA = 4.5

CAREER_LEVELS: dict[CareerLevel, Text] = {
    "new": Text(ko="신입", en="New"),
    "experienced": Text(ko="경력", en="Experienced"),
}
MAJOR_GROUPS: dict[MajorGroup, Text] = {
    "humanities": Text(ko="인문", en="Humanities"),
    "social": Text(ko="사회", en="Social science"),
    "business": Text(ko="상경", en="Business"),
    "engineering": Text(ko="공학", en="Engineering"),
    "science": Text(ko="자연", en="Natural science"),
    "medicine": Text(ko="의약", en="Medicine"),
    "arts": Text(ko="예체능", en="Arts and sports"),
    "education": Text(ko="교육", en="Education"),
}
OPIC_LEVELS = ("NL", "NM", "NH", "IL", "IM1", "IM2", "IM3", "IH", "AL")
"""From the lowest to the highest, as ACTFL's OPIc reports them; kept as 1 to 9."""


@dataclass(frozen=True)
class Measured:
    """One spec: its name, unit, the highest value that can be, and how a group's values are drawn.

    ``steps`` are the lower edges of the bars, from the lowest value up; ``is_level`` says that the values are ranks,
    which have a median but no mean. A group's figures are rounded to ``grain``, so that none is one person's value.
    """

    key: Spec
    title: Text
    unit: Text
    most: float
    steps: tuple[float, ...]
    grain: float
    is_level: bool = False
    is_whole: bool = True


_COUNT = Text(ko="개", en="")
_NO_UNIT = Text(ko="", en="")
_FEW = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)

MEASURED: dict[Spec, Measured] = {
    one.key: one
    for one in (
        Measured(
            "gpa",
            Text(ko="학점", en="GPA"),
            Text(ko="/4.5", en="/4.5"),
            FULL_GPA,
            (0.0, 2.5, 2.8, 3.0, 3.2, 3.4, 3.6, 3.8, 4.0, 4.2, 4.4),
            0.1,
            is_whole=False,
        ),
        Measured(
            "toeic",
            Text(ko="토익", en="TOEIC"),
            Text(ko="점", en="points"),
            990,
            (0.0, 500.0, 600.0, 650.0, 700.0, 750.0, 800.0, 850.0, 900.0, 950.0),
            10,
        ),
        Measured(
            "opic",
            Text(ko="오픽(OPIc)", en="OPIc"),
            _NO_UNIT,
            9,
            tuple(float(level) for level in range(1, 10)),
            1,
            is_level=True,
        ),
        Measured(
            "toeic_speaking",
            Text(ko="토익스피킹", en="TOEIC Speaking"),
            Text(ko="점", en="points"),
            200,
            (0.0, 90.0, 110.0, 120.0, 130.0, 140.0, 150.0, 160.0, 170.0, 180.0, 190.0),
            10,
        ),
        Measured("second_language", Text(ko="제2외국어", en="Second foreign languages"), _COUNT, 10, _FEW, 0.5),
        Measured("internships", Text(ko="인턴 경험", en="Internships"), Text(ko="회", en="times"), 20, _FEW, 0.5),
        Measured(
            "abroad_months",
            Text(ko="해외 경험", en="Time abroad"),
            Text(ko="개월", en="months"),
            240,
            (0.0, 3.0, 6.0, 9.0, 12.0, 18.0, 24.0, 36.0, 60.0),
            1,
        ),
        Measured("awards", Text(ko="공모전 수상", en="Contest awards"), Text(ko="회", en="times"), 50, _FEW, 0.5),
        Measured(
            "volunteering_hours",
            Text(ko="봉사 활동", en="Volunteering"),
            Text(ko="시간", en="hours"),
            5000,
            (0.0, 20.0, 40.0, 60.0, 80.0, 100.0, 150.0, 200.0, 300.0),
            10,
        ),
        Measured("certificates", Text(ko="자격증", en="Certificates"), _COUNT, 50, _FEW, 0.5),
    )
}

NEEDED = ("company", "job", "career_level", "half_year")
COLUMNS: dict[str, tuple[str, ...]] = {
    "company": ("회사", "회사명", "기업", "기업명", "company"),
    "job": ("직무", "지원직무", "job", "position"),
    "industry": ("산업", "업종", "industry"),
    "career_level": ("경력구분", "신입경력", "careerlevel", "level"),
    "major_group": ("전공계열", "전공", "majorgroup", "major"),
    "half_year": ("채용시기", "시기", "반기", "halfyear", "season"),
    "gpa": ("학점", "평점", "gpa"),
    "gpa_scale": ("학점만점", "만점", "gpascale"),
    "toeic": ("토익", "toeic"),
    "opic": ("오픽", "opic"),
    "toeic_speaking": ("토익스피킹", "토스", "toeicspeaking"),
    "second_language": ("제2외국어", "secondlanguage", "secondforeignlanguages"),
    "internships": ("인턴", "인턴경험", "인턴횟수", "internships", "internship"),
    "abroad_months": ("해외경험개월", "해외경험", "해외개월", "abroadmonths", "timeabroadmonths"),
    "awards": ("공모전수상", "공모전", "수상", "awards", "contestawards"),
    "volunteering_hours": ("봉사활동시간", "봉사시간", "봉사활동", "봉사", "volunteeringhours", "volunteering"),
    "certificates": ("자격증", "자격증수", "certificates", "certificate"),
}
"""Every column with the headers that name it, written without blanks, brackets and capitals."""

HEADERS: dict[str, Text] = {
    "company": Text(ko="회사", en="company"),
    "job": Text(ko="직무", en="job"),
    "industry": Text(ko="산업", en="industry"),
    "career_level": Text(ko="경력 구분", en="career level"),
    "major_group": Text(ko="전공 계열", en="major group"),
    "half_year": Text(ko="채용 시기", en="half-year"),
    "gpa": Text(ko="학점", en="GPA"),
    "gpa_scale": Text(ko="학점 만점", en="GPA scale"),
    "toeic": Text(ko="토익", en="TOEIC"),
    "opic": Text(ko="오픽", en="OPIc"),
    "toeic_speaking": Text(ko="토익스피킹", en="TOEIC Speaking"),
    "second_language": Text(ko="제2외국어", en="second language"),
    "internships": Text(ko="인턴", en="internships"),
    "abroad_months": Text(ko="해외 경험(개월)", en="abroad (months)"),
    "awards": Text(ko="공모전 수상", en="awards"),
    "volunteering_hours": Text(ko="봉사 활동(시간)", en="volunteering (hours)"),
    "certificates": Text(ko="자격증", en="certificates"),
}
"""How the template names the columns; each is understood again by ``COLUMNS``."""
