"""The usual length depends on what was asked and on the time limit, in figures, advice and the reading of the words."""

from __future__ import annotations

import pytest

from visavis.interview.content import Rules, Spoken
from visavis.interview.content.lengths import usual_length
from visavis.interview.feedback import choose_suggestions
from visavis.interview.feedback.choosing import choose_strengths
from visavis.interview.report.lengths import LENGTH_KEY, with_usual_length
from visavis.interview.report.parts import answer_part, measure_part
from visavis.interview.report.schema import AnswerPart
from visavis.interview.review import Review
from visavis.observe.delivery.terms import ANSWER_LENGTH


def answered(review: Review, question: str, seconds: float, limit_s: float | None) -> AnswerPart:
    """An answer in which nothing but its length was measured."""
    part = answer_part(0, review)
    asked = part.question.model_copy(update={"text": question, "kind": None, "limit_s": limit_s})
    length = measure_part(ANSWER_LENGTH.measured(seconds, 1.0))
    nothing = {"question": asked, "measures": [length], "events": [], "tracks": [], "transcript": None, "content": None}
    return with_usual_length(part.model_copy(update=nothing))


STORY = "Tell us about a time you solved a difficult problem."
WORDS = (
    "My name is Mina Kim. I studied statistics in Busan and worked for six months as a data analyst at Northwind. "
    "There I built the weekly sales dashboards for three teams. What I like is finding the one number that changes a "
    "decision: in my last project I cut the waiting time in a pilot store by 25 percent, with a queue simulator "
    "that we tested on four weekends. I would like to bring this to your logistics team, because trucks queue as well."
)
INTRODUCTION = "Please introduce yourself."


@pytest.mark.parametrize(
    ("question", "seconds", "limit_s", "advised"),
    [
        (INTRODUCTION, 36.0, 40.0, False),
        (INTRODUCTION, 50.0, 120.0, False),
        (INTRODUCTION, 20.0, 120.0, True),
        (INTRODUCTION, 110.0, 180.0, True),
        ("1분 자기소개를 해 주세요.", 50.0, 120.0, False),
        ("마지막으로 하고 싶은 말씀이 있으신가요?", 20.0, 120.0, False),
        ("Do you have any questions for us?", 20.0, 120.0, False),
        (STORY, 36.0, 40.0, False),
        (STORY, 36.0, 180.0, True),
        (STORY, 8.0, 40.0, True),
        ("어려운 문제를 해결한 경험을 말씀해 주세요.", 50.0, 60.0, False),
        (STORY, 150.0, None, True),
    ],
)
def test_advice_on_length_goes_by_the_question_and_its_limit(
    answer_review: Review, question: str, seconds: float, limit_s: float | None, advised: bool
) -> None:
    answer = answered(answer_review, question, seconds, limit_s)
    found = [one.measure_key for one in choose_suggestions([answer])]
    assert found == ([LENGTH_KEY] if advised else [])


def test_the_range_is_named_as_it_was_held_against(answer_review: Review) -> None:
    short = choose_suggestions([answered(answer_review, INTRODUCTION, 20.0, 120.0)])[0]
    assert "45–90 s" in short.why.en
    assert short.norm is not None
    assert (short.norm.low, short.norm.high) == (45, 90)
    good = choose_strengths([answered(answer_review, INTRODUCTION, 50.0, 120.0)], set())
    assert [one.measure_key for one in good] == [LENGTH_KEY]
    assert "45–90 s" in good[0].text.en


@pytest.mark.parametrize(
    ("question", "limit_s", "within"),
    [(INTRODUCTION, 40.0, True), (INTRODUCTION, None, True), (STORY, 40.0, True), (STORY, None, False)],
)
def test_the_reading_of_the_words_goes_by_the_same_length(question: str, limit_s: float | None, within: bool) -> None:
    found = Rules().read(Spoken(WORDS, question, None, "en", limit_s=limit_s))
    check = next(check for check in found.checks if check.key == "length")
    assert 30 <= found.length.seconds <= 40
    assert check.met is within
    assert "{:d}–{:d}".format(*usual_length(found.shape, limit_s)) in check.why.en
