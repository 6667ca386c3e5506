"""Spelling and spacing: what is listed is found, what is correct is left alone."""

from __future__ import annotations

import pytest
from tests.unit.career.evaluate.samples import CORRECT, CORRECT_EN

from visavis.career.evaluate.correctness import find_errors
from visavis.career.evaluate.lists import spelling
from visavis.career.evaluate.negation import find_negations
from visavis.career.evaluate.spacing import find_misspaced
from visavis.career.evaluate.spelling import find_misspellings
from visavis.kit.text import Language


def test_correct_sentences_are_left_alone() -> None:
    assert len(CORRECT.splitlines()) >= 60
    assert [error.quote for error in find_errors(CORRECT + CORRECT_EN)] == []


@pytest.mark.parametrize(("language", "least"), [("ko", 150), ("en", 80)])
def test_the_list_is_long_and_each_entry_has_its_rule(language: Language, least: int) -> None:
    groups = spelling()[language]
    assert sum(len(group["words"]) for group in groups) >= least
    assert all(group["source"] and group["rule"]["ko"] and group["rule"]["en"] for group in groups)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_entry_is_found_and_its_right_form_is_not(language: Language) -> None:
    for group in spelling()[language]:
        for wrong, right in group["words"].items():
            bare = wrong.removeprefix("~")
            assert [one.right for one in find_misspellings(f"({bare})")][:1] == [right], wrong
            if not right.startswith("ㅁ"):
                assert not [one for one in find_misspellings(f"({right})") if one.quote == bare], wrong


def test_an_entry_is_found_at_the_start_of_a_word_alone() -> None:
    assert [one.quote for one in find_misspellings("가구지다 구지 그랬다")] == ["구지"]
    assert not list(find_misspellings("the fielder was seperated"))


def test_a_capital_is_kept() -> None:
    assert next(find_misspellings("Acheived")).right == "Achieved"


@pytest.mark.parametrize(
    ("wrong", "quote", "right"),
    [
        ("저는 할수 있습니다.", "할수", "할 수"),
        ("제가 맡은것을 끝냈습니다.", "맡은것을", "맡은 것을"),
        ("학교에서 파이썬을배웠습니다.", "파이썬을배웠습니다.", "파이썬을 배웠습니다."),
        ("학교에서 파이썬 을 배웠습니다.", "파이썬 을", "파이썬을"),
        ("저는 할 수있다고 생각합니다.", "수있다고", "수 있다고"),
        ("혼자서는 할 수없습니다.", "수없습니다.", "수 없습니다."),
        ("저는 할수있습니다.", "할수있습니다.", "할 수 있습니다."),
        ("끝난 줄알았습니다.", "줄알았습니다.", "줄 알았습니다."),
        ("빨라진 것같습니다.", "것같습니다.", "것 같습니다."),
        ("발표한 적있습니다.", "적있습니다.", "적 있습니다."),
        ("속도뿐만아니라 비용도 줄였습니다.", "속도뿐만아니라", "속도뿐만 아니라"),
    ],
)
def test_sure_spacing_errors_are_found(wrong: str, quote: str, right: str) -> None:
    (found,) = find_misspaced(wrong)
    assert (found.quote, found.right) == (quote, right)
    assert wrong[found.span.start : found.span.end] == quote


@pytest.mark.parametrize(
    "either_way",
    [
        "해 보았습니다",
        "해보았습니다",
        "재고 관리표",
        "12kg",
        "12 kg",
        "두 시간",
        "내려받아",
        "받아쓴 글",
        "나린직업학교",
        "가온대학교",
    ],
)
def test_what_the_rules_leave_open_is_left_open(either_way: str) -> None:
    assert not list(find_misspaced(either_way))


@pytest.mark.parametrize(
    ("wrong", "quote", "right"),
    [
        ("문서를 않 쓰는 습관도 고쳤습니다.", "않 쓰는", "안 쓰는"),
        ("밥을 않 먹었습니다.", "않 먹었습니다", "안 먹었습니다"),
        ("결과가 않 좋은 날도 있었습니다.", "않 좋은", "안 좋은"),
        ("며칠 동안 않 쉬고 일했습니다.", "않 쉬고", "안 쉬고"),
        ("서버가 않 열렸습니다.", "않 열렸습니다", "안 열렸습니다"),
        ("메일을 않보냈습니다.", "않보냈습니다", "안 보냈습니다"),
        ("포기하지 안았습니다.", "안았습니다", "않았습니다"),
        ("포기하지 안고 다시 했습니다.", "안고", "않고"),
        ("쉽지는 안은 일이었습니다.", "안은", "않은"),
        ("기록을 남기지 안는 팀이었습니다.", "안는", "않는"),
    ],
)
def test_an_and_anh_are_told_apart(wrong: str, quote: str, right: str) -> None:
    (found,) = find_negations(wrong)
    assert (found.quote, found.right) == (quote, right)
    assert wrong[found.span.start : found.span.end] == quote
    assert [one.quote for one in find_errors(wrong)] == [quote]


@pytest.mark.parametrize(
    "correct",
    [
        "문서를 쓰지 않는 습관",
        "포기하지 않았습니다.",
        "쉽지는 않은 일",
        "않는 것과 않은 것",
        "안 쓰는 문서",
        "안 좋은 결과가 나왔습니다.",
        "아이를 안고 걸었습니다.",
        "문제를 안은 채 시작했습니다.",
        "왜 안 했는지 물었습니다.",
        "머지않아, 못지않게, 마지않는",
        "안정과 안내, 안다고 말하기 전에",
        "하지만 안전이 먼저입니다.",
        "휴지 안에 쌌습니다.",
    ],
)
def test_an_and_anh_in_their_places_are_left_alone(correct: str) -> None:
    assert not list(find_negations(correct))


def test_a_greeting_is_no_misspelling() -> None:
    assert [one.right for one in find_misspellings("일을 문안하게 마쳤고 문안히 끝났습니다")] == ["무난하게", "무난히"]
    assert not list(find_misspellings("문안을 작성하고 문안 인사를 드렸습니다"))
