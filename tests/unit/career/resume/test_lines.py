"""Lines as people write them: which of their pieces is the company, the title, the school, the certificate."""

from __future__ import annotations

import re

import pytest

from visavis.career.resume import Section
from visavis.career.resume.reading import read_text


def fields(text: str, section: Section) -> list[dict[str, str]]:
    return [{field.key: field.value for field in entry.fields} for entry in read_text(text).resume.of(section)]


@pytest.mark.parametrize(
    ("line", "name", "issuer"),
    [
        ("AWS Certified Solutions Architect – Associate, 2022", "AWS Certified Solutions Architect – Associate", None),
        ("AWS Certified Developer - Associate (2022)", "AWS Certified Developer - Associate", None),
        ("AWS Certified Security – Specialty", "AWS Certified Security – Specialty", None),
        (
            "Oracle Certified Professional, Java SE 11 Developer",
            "Oracle Certified Professional, Java SE 11 Developer",
            None,
        ),
        ("Oracle Certified Professional, March 2023", "Oracle Certified Professional", None),
        (
            "Google Cloud Certified – Professional Cloud Architect, Jan 2023",
            "Google Cloud Certified – Professional Cloud Architect",
            None,
        ),
        ("Cisco Certified Network Associate (CCNA), 2021", "Cisco Certified Network Associate", None),
        ("Certified Data Analyst, Korea Data Institute, 2020", "Certified Data Analyst", "Korea Data Institute"),
        ("AWS Solutions Architect, Amazon, 2022", "AWS Solutions Architect", "Amazon"),
        ("PMP, Project Management Institute, 2020", "PMP", "Project Management Institute"),
    ],
)
def test_a_certificate_keeps_its_whole_name(line: str, name: str, issuer: str | None) -> None:
    (read,) = fields(f"CERTIFICATIONS\n{line}\n", "certificate")
    assert (read["name"], read.get("issuer")) == (name, issuer)


@pytest.mark.parametrize(
    ("lines", "company", "team", "title"),
    [
        ("네이버 클라우드 (2019.03 ~ 2020.12)\n소프트웨어 엔지니어", "네이버 클라우드", None, "소프트웨어 엔지니어"),
        ("쿠팡 풀필먼트 2019.03 ~ 2020.12\n물류 기획자", "쿠팡 풀필먼트", None, "물류 기획자"),
        ("카카오 (2021.01 - 재직 중)\n백엔드 엔지니어", "카카오", None, "백엔드 엔지니어"),
        ("Google, Mountain View, CA\nSoftware Engineer III, 2020 - 2021", "Google", None, "Software Engineer III"),
        ("Zalando, Munich, Germany\nData Analyst, 2020 - 2021", "Zalando", None, "Data Analyst"),
        ("2023.07 ~ 현재  (주)라온테크 플랫폼개발팀 / 백엔드 개발자", "(주)라온테크", "플랫폼개발팀", "백엔드 개발자"),
        ("2020.01 ~ 2021.01 한빛은행 디지털금융본부 결제팀 | 대리", "한빛은행", "디지털금융본부 결제팀", "대리"),
        ("2018.01 ~ 2018.12 신세계 그룹 / 사원", "신세계 그룹", None, "사원"),
        ("2019.01 ~ 2019.12 가온소프트 서버개발", "가온소프트", None, "서버개발"),
    ],
)
def test_company_team_and_title_are_told_apart(lines: str, company: str, team: str | None, title: str) -> None:
    (read,) = fields(f"경력\n{lines}\n- 배포 자동화\n", "career")
    assert (read["company"], read.get("team"), read.get("title")) == (company, team, title)


def test_a_company_behind_an_empty_line_begins_anew_without_dates() -> None:
    read = fields("Experience\nMeta\nIntern, Summer 2020\n\nZalando, Berlin, Germany\nData Analyst\n", "career")
    assert [(one["company"], one["title"]) for one in read] == [("Meta", "Intern"), ("Zalando", "Data Analyst")]


@pytest.mark.parametrize(
    ("lines", "school", "major"),
    [
        ("MIT, BSc Physics, 2015 - 2019", "MIT", "Physics"),
        ("MIT, B.S. in Computer Science, 2015 - 2019", "MIT", "Computer Science"),
        ("B.S. in Computer Science, MIT, 2015 - 2019", "MIT", "Computer Science"),
        ("Caltech ― PhD Physics, 2015 – 2019", "Caltech", "Physics"),
        ("ETH Zurich, MSc, Robotics, 2015 - 2017", "ETH Zurich", "Robotics"),
        ("KAIST 전산학부 학사 2015.03 - 2019.02", "KAIST", "전산학부"),
        ("Physics, BSc, 2015 - 2019\nUCL", "UCL", "Physics"),
        ("BSc Physics, First Class Honours, 2015 - 2019\nUniversity of Leeds", "University of Leeds", "Physics"),
        ("Stanford University, Stanford, CA\nM.S. in Computer Science, 2019 – 2021", "Stanford University", None),
    ],
)
def test_a_school_that_no_word_names_is_none_of_the_subjects(lines: str, school: str, major: str | None) -> None:
    (read,) = fields(f"EDUCATION\n{lines}\n", "education")
    assert (read["school"], read["major"]) == (school, major or "Computer Science")


PROJECT = "프로젝트\n재고 동기화 (2023.09 - 2024.01)\n역할: 리드\n기술: Kafka, Debezium\n"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("왜: 재고가 어긋나서", "why"),
        ("왜 만들었나: 재고가 어긋나서", "why"),
        ("왜? 재고가 어긋나서", "why"),
        ("시작한 이유 : 재고가 어긋나서", "why"),
        ("선택한 이유: 빨라서", "why_technology"),
        ("Why: 재고가 어긋나서", "why"),
        ("왜 그 기술: 빨라서", "why_technology"),
        ("왜 이 기술인가? 빨라서", "why_technology"),
        ("기술을 고른 이유: 빨라서", "why_technology"),
        ("왜 Kafka인가: 빨라서", "why_technology"),
        ("Why that technology: 빨라서", "why_technology"),
        ("어떤 기술: 로그를 전달", "technology"),
        ("무엇을: 재고 맞추기", "which"),
        ("최종 결과: 4건", "result"),
        ("남은 한계: 수동 처리", "limits"),
    ],
)
def test_the_six_questions_of_a_project_are_known_by_what_they_ask(line: str, key: str) -> None:
    (read,) = fields(PROJECT + line + "\n", "project")
    assert re.sub(r"^[^:?]*[:?]\s*", "", line) == read[key]
    assert read["stack"] == "Kafka, Debezium"


@pytest.mark.parametrize("line", ["사진: 200장 분류", "- 장애 대응: 30분에서 5분으로"])
def test_an_unknown_label_is_no_value_of_the_one_above(line: str) -> None:
    (read,) = fields(PROJECT + line + "\n", "project")
    assert read["stack"] == "Kafka, Debezium"
    assert line.removeprefix("- ") in read.values()
