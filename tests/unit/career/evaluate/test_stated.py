"""What a question says about the length of its answer."""

from __future__ import annotations

import pytest
from tests.unit.career.evaluate.samples import document

from visavis.career.evaluate import Document
from visavis.career.evaluate.lengths import judge_lengths
from visavis.career.evaluate.stated import Stated, is_note, read_stated
from visavis.career.resume import read_text
from visavis.career.writing.counting import Limit
from visavis.career.writing.letters import Item, compose

ANSWER = "저는 통계학을 전공하며 데이터를 다루는 법을 익혔고 매출 보고서를 자동으로 만드는 도구를 개발했습니다. "


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("1. 지원동기 (1000자 이내)", Stated(1000, None, "with_spaces")),
        ("성격의 장단점 (700자)", Stated(700, None, "with_spaces")),
        ("지원동기를 기술하시오. [1,500자 이하, 공백 제외]", Stated(1500, None, "without_spaces")),
        ("포부 (띄어쓰기 제외 ８００자)", Stated(800, None, "without_spaces")),
        ("포부 (공백 포함 800 글자)", Stated(800, None, "with_spaces")),
        ("경험을 쓰시오(500~700자)", Stated(700, 500, "with_spaces")),
        ("경험을 쓰시오(500자 이상 1000자 이내)", Stated(1000, 500, "with_spaces")),
        ("경험을 쓰시오(최소 300자, 최대 600자)", Stated(600, 300, "with_spaces")),
        ("경험을 쓰시오(400자 이상)", Stated(None, 400, "with_spaces")),
        ("경험을 쓰시오 (600자 내외)", Stated(600, None, "with_spaces", is_about=True)),
        ("경험을 쓰시오 (1천자 이내)", Stated(1000, None, "with_spaces")),
        ("경험을 쓰시오 (2000byte)", Stated(2000, None, "euc_kr_bytes")),
        ("경험을 쓰시오 (3,000바이트 이내, UTF-8)", Stated(3000, None, "utf8_bytes")),
        ("Why us? (max. 300 words)", Stated(300, None, "words")),
        ("Why us? (up to 1,500 characters excluding spaces)", Stated(1500, None, "without_spaces")),
        ("Why us? (about 200-300 words)", Stated(300, 200, "words", is_about=True)),
        ("2024년 제3자의 눈으로 본 100자리 수", None),
        ("3. 입사 후 포부", None),
        ("", None),
    ],
)
def test_the_limit_of_a_question(question: str, stated: Stated | None) -> None:
    assert read_stated(question) == stated


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("(1000자 이내)", True),
        ("※ 공백 포함 500~700자", True),
        ("저는 1000자 이내의 글을 썼습니다.", False),
        ("", False),
    ],
)
def test_a_line_that_only_says_the_limit(line: str, told: bool) -> None:
    assert is_note(line) is told


def told(one: Document) -> list[str]:
    return [remark.text.en for remark in judge_lengths(one).remarks]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("1. 지원동기 (1000자 이내)\n", "15 % of the stated 1000. See whether"),
        ("1. 지원동기를 기술하시오. (700자)\n", "22 % of the stated 700. See whether"),
        ("1. 지원동기 (150자 내외)\n", "103 % of the stated 150."),
        ("1. 지원동기 (공백 제외 100자)\n", "over the stated 100 without spaces."),
        ("1. 지원동기 (400byte)\n", "68 % of the stated 400 bytes. See whether"),
        ("1. 지원동기\n(1000자 이내)\n", "15 % of the stated 1000. See whether"),
        ("1. 지원동기\n", "31 % of 500. See whether"),
    ],
)
@pytest.mark.parametrize("is_read", [True, False])
def test_an_item_is_measured_against_what_its_question_states(head: str, said: str, is_read: bool) -> None:
    text = head + (ANSWER * 3)[:154] + "\n"
    read = read_text(text, "cover_letter").resume if is_read else document(text).resume
    (remark,) = told(Document("cover_letter", read))
    assert said in remark
    assert "154 characters" in remark or "bytes" in remark or "without spaces" in remark


def test_the_limit_that_was_set_here_comes_first() -> None:
    written = compose("ko", [Item("지원동기 (500자)", ANSWER * 3), Item("포부", ANSWER * 4)])
    limits = (Limit(200, "without_spaces"), None)
    first, second = told(Document("cover_letter", written, limits))
    assert "of the stated 200 without spaces" in first
    assert "of 500" in second
