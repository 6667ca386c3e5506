"""What the words of answers lack leads the report of somebody who types, and takes a place beside the figures."""

from __future__ import annotations

import pytest
from tests.api.practised import both

from visavis.interview.answers import Words
from visavis.interview.content import Spoken
from visavis.interview.feedback import choose_suggestions
from visavis.interview.goals.planning import plan_next
from visavis.interview.report.compose import compose_report
from visavis.interview.report.html import report_html
from visavis.interview.report.parts import unrecorded_part
from visavis.interview.report.said import Observed, with_content, with_words
from visavis.interview.report.schema import AnswerPart, InterviewPart, MeasurePart, Report
from visavis.interview.review import Asked, Said
from visavis.kit.clock import now
from visavis.kit.text import Language

STORY: dict[str, str] = {
    "ko": "문제를 해결한 경험을 말씀해 주세요.",
    "en": "Tell us about a time you solved a problem.",
}
NO_RESULT: dict[str, str] = {
    "ko": "작년 여름 카페에서 주문이 밀려 손님 12명이 기다렸습니다. 저는 오후 조를 맡았습니다. "
    "주문을 두 줄로 나누었습니다.",
    "en": "Last summer orders piled up at our café and 12 people waited. I was in charge of the afternoon. I split the "
    "orders into two lines for Mina.",
}
KIMCHI = (
    "김치찌개는 돼지고기를 볶다가 김치를 넣고 물을 부어 끓입니다. 두부와 대파를 넣으면 더 맛있고 밥과 먹으면 좋습니다."
)


def typed(index: int, text: str, language: Language, question: str = "") -> AnswerPart:
    """An answer in writing, as it gets into a report."""
    asked = question or STORY[language]
    said = Said(text, "typed")
    part = with_words(Observed(part=unrecorded_part(index, Asked(asked), None)), said, language)
    return with_content(part, Words(said, Spoken(text, asked, None, language), None))


def report(*answers: AnswerPart) -> Report:
    about = InterviewPart(id="int_1", title=both("Practice"), track_id=None, language="en", recorded_at=None)
    return compose_report(about, answers, {}, made_at=now())


def found(answer: AnswerPart) -> MeasurePart:
    return next(one for one in answer.measures if one.key == "content.parts_found")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_typed_interview_leads_with_what_its_answers_lack(language: Language) -> None:
    made = report(typed(0, NO_RESULT[language], language))
    keys = [one.measure_key for one in made.suggestions]
    assert keys[0] == "content.missing.result"
    assert len(keys) == len(set(keys)) <= 3
    assert made.suggestions[0].text.en.startswith("Add one sentence on the result")
    assert made.suggestions[0].why.ko == "결과를 찾지 못했습니다."
    assert 'href="#answer-1">Answer 1</a>' in report_html(made, "en")


def test_what_most_answers_lack_comes_first_and_says_in_how_many() -> None:
    plain = "I collected the logs of two weeks for Mina. As a result failures fell from nine to zero in the problem."
    made = report(*(typed(n, plain, "en") for n in range(2)), typed(2, NO_RESULT["en"], "en"))
    first = made.suggestions[0]
    assert (first.measure_key, first.answer_index, first.value) == ("content.missing.task", 0, 2.0)
    assert first.why.en.endswith("(2 of 3 answers)")


def test_an_answer_beside_the_question_is_told_that_alone() -> None:
    off = typed(0, KIMCHI, "ko", "입사 후 5년 뒤에는 어떤 모습이 되어 있을 것 같나요?")
    assert [one.measure_key for one in report(off).suggestions] == ["content.missing.relevance"]


@pytest.mark.parametrize("text", ["I don't know, sorry.", "asdf asdf asdf asdf", "I have never solved a problem."])
def test_nothing_is_missing_in_what_is_no_answer(text: str) -> None:
    answer = typed(0, text, "en")
    assert report(answer).suggestions == []
    assert found(answer).value is None or found(answer).why_not is None


def test_the_plan_and_the_curve_follow_what_was_typed() -> None:
    made = [report(typed(0, NO_RESULT["en"], "en")) for _ in range(3)]
    plan = plan_next(made)
    assert (plan[0].suggestion.measure_key, plan[0].seen) == ("content.missing.result", 3)
    assert plan[0].question == STORY["en"]
    better = typed(0, NO_RESULT["en"] + " As a result nobody waited longer than five minutes.", "en")
    before, after = found(made[0].answers[0]), found(better)
    assert before.value is not None
    assert after.value is not None
    assert before.value < after.value <= 1
    assert 0 < after.confidence <= 0.7
    assert "no mark" in after.definition.en


def test_a_figure_far_out_keeps_its_place_and_the_words_take_what_is_left(answer_part_far_out: AnswerPart) -> None:
    keys = [one.measure_key for one in choose_suggestions([answer_part_far_out])]
    assert keys[0] == "gaze.toward_speaking"
    assert keys[1] == "content.missing.result"


def test_what_a_model_found_is_not_missing() -> None:
    answer = typed(0, NO_RESULT["en"], "en")
    assert answer.content is not None
    checks = [one.model_copy(update={"met": True}) if one.key == "result" else one for one in answer.content.checks]
    by_model = answer.content.model_copy(update={"engine": "small", "checks": checks})
    told = report(answer.model_copy(update={"content_by_model": by_model}))
    assert "content.missing.result" not in [one.measure_key for one in told.suggestions]


@pytest.fixture
def answer_part_far_out() -> AnswerPart:
    """A typed answer beside a gaze that lies far out, as when it was pasted to a recording."""
    answer = typed(0, NO_RESULT["en"], "en")
    gaze = MeasurePart(
        key="gaze.toward_speaking", family="gaze", title=both("Gaze"), definition=both("Gaze"), unit="share", value=0.0,
        confidence=1, norm=None, why_not=None,
    )  # fmt: skip
    return answer.model_copy(update={"measures": [*answer.measures, gaze]})
