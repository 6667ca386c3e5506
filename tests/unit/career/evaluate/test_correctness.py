"""Spelling and spacing: what is listed is found, what is correct is left alone."""

from __future__ import annotations

import pytest
from tests.unit.career.evaluate.samples import CORRECT, CORRECT_EN

from visavis.career.evaluate.correctness import find_errors
from visavis.career.evaluate.lists import spelling
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
