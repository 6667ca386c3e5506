"""Documents of people who don't exist, written for these tests."""

from __future__ import annotations

from pathlib import Path

from visavis.career.evaluate import Document
from visavis.career.evaluate.engine import Kind
from visavis.career.resume.values import Entry, Field, Resume, Section, Span
from visavis.kit.text import Language

HERE = Path(__file__).parent
CORRECT = (HERE / "correct.txt").read_text("utf-8")
CORRECT_EN = (HERE / "correct_en.txt").read_text("utf-8")

RESUME = """\
김하늘
haneul@example.com 010-1234-5678

학력
2018.03 ~ 2024.02 한빛대학교 통계학과 졸업

경력
2024.03 ~ 2025.02 가온데이터 데이터팀 인턴
- 파이썬으로 매출 보고서를 자동화하여 작성 시간을 5시간에서 30분으로 줄였습니다.
- 고객 이탈을 분석했고 재구매율을 개선했습니다.
- 팀 회의에 참여했습니다.

프로젝트: 도서관 좌석 예측 서비스
좌석을 찾느라 헤매는 문제를 풀기 위해 만든 서비스입니다. 파이썬과 FastAPI로 만들었습니다.
Django 대신 FastAPI를 선택한 것은 비동기 처리가 필요했기 때문입니다. 결과적으로 대기 시간이 20% 줄었습니다.

기술
Python, SQL, 엑셀
"""
RESUME_EN = """\
Mina Cho
mina@example.com +82 10-2222-3333

Education
2018 - 2024 Hanbit University, BSc Statistics

Experience
2024-03 - 2025-02 Gaon Data, Analyst Intern
- Built a Python report that cut the weekly work from 5 hours to 30 minutes.
- Responsible for customer surveys and for the meetings of the team.
- Improved the loading time of the dashboard for all regional managers.

Skills
Python, SQL, Excel
"""
LETTER = """\
1. 지원 동기
저는 통계학을 전공하며 데이터를 다루는 법을 익혔습니다. 첫 인턴 근무에서 매출 보고서를 자동으로 만드는 도구를 개발했고,
작성에 걸리던 시간을 5시간에서 30분으로 줄였습니다. 고객이 왜 떠나는지 알아내기 위해 설문 1,200건을 분석했습니다.

2. 입사 후 포부
귀사에 뽑아만 주신다면 무엇이든 열심히 하겠습니다. 팀 프로젝트에 참여했고 많은 것을 배웠습니다.
"""
PORTFOLIO = """\
도서관 좌석 예측 서비스
좌석을 찾느라 헤매는 문제를 풀기 위해 만든 웹 서비스입니다. 파이썬과 FastAPI로 만들었습니다.
Django 대신 FastAPI를 선택한 것은 비동기 처리가 필요했기 때문입니다. 대기 시간이 20% 줄었습니다.
시험 기간에는 예측이 빗나가는 한계가 있었습니다.

동아리 장부 정리 도구
엑셀로 영수증을 정리하는 도구입니다. 회원 40명이 함께 사용했습니다.
"""
PORTFOLIO_EN = """\
Seat finder
A web service that predicts free seats, because students lost time looking for one. It is built with Python and FastAPI.
We chose FastAPI over Django because the requests had to run at the same time. Waiting fell by 20%.
It could not yet handle exam weeks.
"""
POSTING = """\
[자격요건]
- 파이썬, SQL 가능자
- 데이터 분석 경험
- 태블로 활용 능력
[우대사항]
- 쿠버네티스 경험, 머신러닝 모델 배포 경험
"""
POSTING_EN = """\
Requirements
- Strong Python and SQL skills
- Experience with Tableau dashboards
- Experience planning surveys; you will plan surveys with Marketing
"""


def document(text: str, kind: Kind = "resume", language: Language = "ko", entries: tuple[Entry, ...] = ()) -> Document:
    return Document(kind, Resume(language, text, entries))


def entry(text: str, section: Section, **values: str) -> Entry:
    """An entry whose values stand in the text."""
    return Entry(section, tuple(_field(text, key, value) for key, value in values.items()))


def _field(text: str, key: str, value: str) -> Field:
    start = text.index(value)
    return Field(key, value, Span(start, start + len(value)), 0.9)
