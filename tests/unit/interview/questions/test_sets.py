"""Question sets as files: read strictly, written back the same."""

from __future__ import annotations

import csv
import io
import re

import pytest
from openpyxl import Workbook, load_workbook

from visavis.interview.questions.sets import (
    BadQuestionSet,
    QuestionList,
    SetQuestion,
    list_of,
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
        (b"\xff\xfe\x00\x81\x81", "a.csv", "UTF-8"),
        (b"\xff\xfe\x00", "a.yaml", "UTF-8"),
        (b"PK\x03\x04", "a.xlsx", "broken"),
        (b"PK\x03\x04", "a.csv", "CSV"),
        (b"question\n=1+2 times?\n", "a.csv", "row 2: 'question' starts with ="),
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


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_as_strictly_as_a_csv() -> None:
    head: list[object] = ["질문", "종류", "꼬리 질문 1"]
    good = workbook(head, ["왜 우리 회사인가요?", "인성", "다른 회사는 어땠나요?"], [None, None, None])
    assert read_set(good, "회사.xlsx") == QuestionList(
        "회사", (SetQuestion("왜 우리 회사인가요?", "personality", None, ("다른 회사는 어땠나요?",)),)
    )
    mistakes: tuple[tuple[list[object], str], ...] = (
        (["왜 우리 회사인가요?", "소문", None], "row 3: 'kind' must be one of"),
        (["=HYPERLINK(1)", "인성", None], "row 3: 'question' starts with ="),
        ([2024, "인성", None], "row 3: 'question' needs 5"),
        (["왜 지금인가요?", "인성", None, "더"], "row 3: there are more columns"),
    )
    for row, what in mistakes:
        with pytest.raises(BadQuestionSet) as refused:
            read_set(workbook(head, ["왜 여기인가요?", None, None], row), "회사.xlsx")
        assert what in refused.value.message.en
        assert "3행" in refused.value.message.ko


def test_typed_questions_become_a_set() -> None:
    assert list_of("", ["  왜 우리\n회사인가요? ", "무엇을 배웠나요?"]) == QuestionList(
        "왜 우리 회사인가요?",
        (SetQuestion("왜 우리 회사인가요?", "experience"), SetQuestion("무엇을 배웠나요?", "experience")),
    )
    with pytest.raises(BadQuestionSet) as refused:
        list_of("a", ["Why us today?", "no"])
    assert "question 2" in refused.value.message.en


def test_more_than_a_set_may_hold_is_refused() -> None:
    rows = "\n".join(f"Question number {number}?" for number in range(MOST_QUESTIONS + 1))
    with pytest.raises(BadQuestionSet):
        read_set(f"question\n{rows}".encode(), "a.csv")


def test_control_characters_never_reach_a_question() -> None:
    rows = "question\nWhy\x07 us\x1b today?\n" + "\n".join(f"What did you learn in year {n}?" for n in range(10))
    assert read_set(rows.encode(), "a.csv").questions[0].text == "Why us today?"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (("question\n" + "가" * 301).encode(), "a.csv"),
        (
            b"title: x\nquestions:\n- question: Why us today?\n  follow_ups: [Why so late?, And then?, What else?]\n",
            "a.yaml",
        ),
        (b"title: x\nquestions:\n- question: Why us today?\n  hobby: 3\n", "a.yaml"),
        (b"title: x\nquestions:\n- question: [1]\n", "a.yaml"),
        (b"title: x\nquestions:\n- !!python/object:os.system x\n", "a.yaml"),
        (b"title: x\nquestions: []\n", "a.yaml"),
    ],
)
def test_mistakes_are_told_in_korean_without_english_sentences(data: bytes, name: str) -> None:
    with pytest.raises(BadQuestionSet) as refused:
        read_set(data, name)
    assert not re.search("[A-Za-z_]+ [A-Za-z_]+ [A-Za-z_]+", refused.value.message.ko), refused.value.message.ko


@pytest.mark.parametrize(
    "data",
    [
        b"questions:\n  - question: Why us today?\n",
        b"- question: Why us today?\n",
        b"- Why us today?\n",
        b"questions:\n  - Why us today?\n",
        b"title:\nquestions: [{question: 'Why us today?'}]\n",
    ],
)
def test_only_the_question_must_be_there(data: bytes) -> None:
    assert read_set(data, "Our firm.yaml") == QuestionList("Our firm", (SetQuestion("Why us today?", "experience"),))
    assert read_set(data, ".yml").title == "YAML"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# a remark\n", b"---\n", b"null\n", b"\xef\xbb\xbf"])
def test_an_empty_yaml_is_called_empty(data: bytes) -> None:
    with pytest.raises(BadQuestionSet, match="the file: the file is empty"):
        read_set(data, "a.yaml")


@pytest.mark.parametrize("data", [b"Why us today?\n", b"5\n", b"true\n"])
def test_a_yaml_without_a_list_is_told_how_to_write_one(data: bytes) -> None:
    with pytest.raises(BadQuestionSet, match="under 'questions:'"):
        read_set(data, "a.yaml")


@pytest.mark.parametrize(
    "text", ["!!!!!!!", "12345", "?????", "ㅋㅋㅋㅋㅋㅋ", "aaaaaaa", "1234-5678", "··· ···", "ㅁㄴㅇㄹㅁㄴㅇㄹ"]
)
def test_what_holds_no_words_is_no_question(text: str) -> None:
    for name, data in (("a.csv", f"question\n{text}\n"), ("a.yaml", f"questions:\n- question: '{text}'\n")):
        with pytest.raises(BadQuestionSet, match="'question' holds no words"):
            read_set(data.encode(), name)
    with pytest.raises(BadQuestionSet, match="question 2"):
        list_of("a", ["Why us today?", text])
    with pytest.raises(BadQuestionSet, match="follow_ups"):
        read_set(f"- question: Why us today?\n  follow_ups: ['{text}']\n".encode(), "a.yaml")


@pytest.mark.parametrize("text", ["누구예요?", "왜 왔죠?", "And you?", "3D 설계는?", "C++이 뭐죠?", "なぜですか？"])
def test_short_questions_are_questions(text: str) -> None:
    assert list_of("a", [text]).questions[0].text == text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_question_never_runs_as_a_formula_where_its_file_is_opened(form: Form) -> None:
    one = QuestionList("a", (SetQuestion("-2+3+cmd|' /C calc'!A0", follow_ups=("- and then?",), kind="role"),))
    data = write_set(one, form)
    if form == "csv":
        cells = next(row for at, row in enumerate(csv.reader(io.StringIO(data.decode("utf-8-sig")))) if at == 1)
    else:
        cells = [str(cell.value or "") for cell in list(load_workbook(io.BytesIO(data)).worksheets[0].rows)[1]]
    assert (cells[0][:2], cells[3][:2]) == ("'-", "'-")
    assert read_set(data, f"a.{form}") == one
