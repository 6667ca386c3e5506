"""Question sets as files: read strictly, written back the same."""

from __future__ import annotations

import pytest

from visavis.interview.questions.sets import (
    BadQuestionSet,
    QuestionList,
    SetQuestion,
    read_set,
    write_set,
    write_template,
)
from visavis.interview.questions.sets.values import FORMS, MOST_QUESTIONS, Form

SET = QuestionList(
    "우리 회사",
    (
        SetQuestion(
            "우리 제품, 하나를 고른다면 무엇을 고치시겠어요?",
            "role",
            "technology",
            ("왜 그것인가요?", "얼마나 걸릴까요?"),
        ),
        SetQuestion('그가 "안 된다"고 했을 때 어떻게 하셨나요?', "experience"),
    ),
)


@pytest.mark.parametrize("form", FORMS)
def test_a_set_survives_being_written_and_read(form: Form) -> None:
    assert read_set(write_set(SET, form), f"우리 회사.{form}") == SET


@pytest.mark.parametrize("form", FORMS)
def test_the_template_can_be_read(form: Form) -> None:
    assert len(read_set(write_template(form), f"template.{form}").questions) == 2


def test_a_spreadsheet_of_a_korean_windows_is_read() -> None:
    data = "질문,종류,꼬리질문1\n왜 우리 회사인가요?,인성,다른 회사는 어땠나요?\n".encode("cp949")
    assert read_set(data, "회사.CSV").questions == (
        SetQuestion("왜 우리 회사인가요?", "personality", None, ("다른 회사는 어땠나요?",)),
    )


@pytest.mark.parametrize(
    ("data", "name", "where"),
    [
        (b"", "a.csv", "row 1"),
        (b"text\nWhy us today?\n", "a.csv", "row 1"),
        (b"question,kind\nWhy us today?,gossip\n", "a.csv", "row 2"),
        (b"question\nWhy us today?\n\nWhy us today?\n", "a.csv", "row 4"),
        (b"question\nno\n", "a.csv", "row 2"),
        (b"question,kind\n,role\n", "a.csv", "row 2"),
        (b"question\nWhy us today?,and,more\n", "a.csv", "row 2"),
        (b"question\n", "a.csv", "questions"),
        (b"\xff\xfe\x00\x81\x81\xff", "a.csv", "UTF-8"),
        (b"title: x\nquestions:\n  - question: Why us today?\n    kid: role\n", "a.yaml", "question 1"),
        (
            b"title: x\nquestions: [{question: 'Why us today?', follow_ups: [abcde, bcdef, cdefg]}]",
            "a.yml",
            "question 1",
        ),
        (b"title: x\nquestions: 5", "a.yaml", "questions"),
        (b"title: [x", "a.yaml", "line"),
        (b"!!python/object/apply:os.system ['true']", "a.yaml", "line 1"),
        (b"[" * 5000, "a.yaml", "YAML"),
        (b"MZ", "a.xlsx", "CSV"),
    ],
)
def test_a_mistake_is_told_with_its_place(data: bytes, name: str, where: str) -> None:
    with pytest.raises(BadQuestionSet) as refused:
        read_set(data, name)
    assert where in refused.value.message.en
    assert refused.value.message.ko != refused.value.message.en


def test_more_than_a_set_may_hold_is_refused() -> None:
    rows = "\n".join(f"Question number {number}?" for number in range(MOST_QUESTIONS + 1))
    with pytest.raises(BadQuestionSet):
        read_set(f"question\n{rows}".encode(), "a.csv")


def test_control_characters_never_reach_a_question() -> None:
    assert read_set(b"question\nWhy\x07 us\x1b today?\n", "a.csv").questions[0].text == "Why us today?"
