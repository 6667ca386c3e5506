from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from visavis.interview.feedback import choose_strengths, choose_suggestions
from visavis.interview.feedback.rules import CLOSER, PRAISES, RULES, WHY_EARLIER
from visavis.interview.feedback.values import Rule
from visavis.interview.report.compare import compare_answer
from visavis.interview.report.parts import answer_part
from visavis.interview.report.schema import AnswerPart, Bilingual, EventPart, MeasurePart, TranscriptPart
from visavis.interview.review import Review
from visavis.observe.values import Family

TITLE = Bilingual(ko="항목", en="Measure")
FAMILIES: dict[str, Family] = {
    "gaze.toward_speaking": "gaze",
    "gaze.longest_away": "gaze",
    "gesture.hand_to_face_share": "gesture",
    "framing.face_in_view": "framing",
    "voice.answer_length": "voice",
    "voice.pauses_long": "voice",
    "voice.trailing_off": "voice",
    "content.fillers_per_100_words": "content",
}


@pytest.fixture
def blank(answer_review: Review) -> AnswerPart:
    """A recorded answer in which nothing was measured."""
    part = answer_part(0, answer_review)
    return part.model_copy(update={"measures": [], "events": [], "tracks": [], "transcript": None})


def _with(blank: AnswerPart, confidence: float = 1.0, **values: float | None) -> AnswerPart:
    keyed = {key.replace("__", "."): value for key, value in values.items()}
    return blank.model_copy(update={"measures": [_measure(k, v, confidence) for k, v in keyed.items()]})


def _measure(key: str, value: float | None, confidence: float) -> MeasurePart:
    return MeasurePart(
        key=key,
        family=FAMILIES[key],
        title=TITLE,
        definition=TITLE,
        unit="share",
        value=value,
        confidence=confidence if value is not None else 0.0,
        norm=None,
        why_not=None if value is not None else TITLE,
    )


def _keys(answers: Sequence[AnswerPart]) -> list[str]:
    return [suggestion.measure_key for suggestion in choose_suggestions(answers)]


def test_nothing_is_suggested_from_what_was_not_measured(blank: AnswerPart) -> None:
    assert _keys([_with(blank, gaze__toward_speaking=None, voice__pauses_long=None)]) == []


def test_nothing_is_suggested_within_the_usual_range(blank: AnswerPart) -> None:
    assert _keys([_with(blank, gaze__toward_speaking=0.5, voice__pauses_long=1.0)]) == []


def test_nothing_is_suggested_from_a_doubtful_figure(blank: AnswerPart) -> None:
    assert _keys([_with(blank, 0.2, gaze__toward_speaking=0.0)]) == []


def test_further_out_comes_first(blank: AnswerPart) -> None:
    answer = _with(blank, gaze__toward_speaking=0.25, gesture__hand_to_face_share=0.5)
    assert _keys([answer]) == ["gesture.hand_to_face_share", "gaze.toward_speaking"]


def test_at_most_three_and_one_for_each_family(blank: AnswerPart) -> None:
    answer = _with(
        blank,
        gaze__toward_speaking=0.0,
        gaze__longest_away=20.0,
        gesture__hand_to_face_share=0.9,
        framing__face_in_view=0.2,
        voice__pauses_long=20.0,
        content__fillers_per_100_words=30.0,
    )
    suggestions = choose_suggestions([answer])
    assert len(suggestions) == 3
    assert len({s.family for s in suggestions}) == 3


def test_the_answer_that_shows_it_most_is_linked(blank: AnswerPart) -> None:
    mild = _with(blank, voice__pauses_long=5.5)
    strong = _with(blank, voice__pauses_long=9.0).model_copy(update={"index": 1})
    assert [s.answer_index for s in choose_suggestions([mild, strong])] == [1]


def test_suggestion_is_linked_to_the_longest_fitting_moment(blank: AnswerPart) -> None:
    events = [_pause(1.0, 2.2), _pause(3.0, 5.5)]
    answer = _with(blank, voice__pauses_long=9.0).model_copy(update={"events": events})
    moment = choose_suggestions([answer])[0]
    assert (moment.start_s, moment.end_s) == (3.0, 5.5)


def test_own_earlier_answers_weigh_before_the_norm(blank: AnswerPart) -> None:
    now = _with(blank, voice__pauses_long=6.5)
    as_ever = compare_answer(now, {"voice.pauses_long": [6.5, 6.5, 6.5]})
    worse = compare_answer(now, {"voice.pauses_long": [1.0, 1.0, 1.0]})
    assert _keys([as_ever]) == ["voice.pauses_long"]
    suggestion = choose_suggestions([worse])[0]
    assert suggestion.earlier_median == 1.0
    assert "earlier" in suggestion.why.en
    gaze_too = _with(blank, voice__pauses_long=6.5, gaze__toward_speaking=0.23)
    assert _keys([gaze_too]) == ["voice.pauses_long", "gaze.toward_speaking"]
    habit = compare_answer(gaze_too, {"voice.pauses_long": [6.5, 6.5, 6.5]})
    assert _keys([habit]) == ["gaze.toward_speaking", "voice.pauses_long"]


def test_closing_words_may_be_short(blank: AnswerPart) -> None:
    short = _with(blank, voice__answer_length=15.0)
    closing = short.model_copy(update={"question": short.question.model_copy(update={"kind": "closing"})})
    assert _keys([short]) == ["voice.answer_length"]
    assert _keys([closing]) == []


def test_empty_answer_is_never_praised(blank: AnswerPart) -> None:
    silent = _with(blank, voice__answer_length=None, gaze__toward_speaking=0.6, framing__face_in_view=1.0)
    grunt = _with(blank, voice__answer_length=2.0, gaze__toward_speaking=0.6, framing__face_in_view=1.0)
    assert choose_strengths([silent, grunt], set()) == []


def test_nonsense_is_never_praised(blank: AnswerPart) -> None:
    fine = _with(blank, voice__answer_length=80.0, gaze__toward_speaking=0.6)
    babble = fine.model_copy(update={"transcript": TranscriptPart(text="bla bla " * 60, source="pasted")})
    assert len(choose_strengths([fine], set())) == 2
    assert choose_strengths([babble], set()) == []


def test_no_praise_for_what_a_suggestion_is_about(blank: AnswerPart) -> None:
    answer = _with(blank, voice__answer_length=80.0, voice__pauses_long=12.0)
    assert choose_strengths([answer], {"voice.pauses_long"}) == []


def test_coming_closer_to_the_usual_range_is_named(blank: AnswerPart) -> None:
    answer = _with(blank, voice__answer_length=50.0, gesture__hand_to_face_share=0.1)
    compared = compare_answer(answer, {"gesture.hand_to_face_share": [0.5]})
    assert [s.measure_key for s in choose_strengths([compared], set())] == ["gesture.hand_to_face_share"]


def test_same_answers_give_the_same_words(answer_review: Review) -> None:
    part = answer_part(0, answer_review)
    assert choose_suggestions([part, part]) == choose_suggestions([part, part])


def test_every_rule_is_about_something_that_is_measured(answer_review: Review) -> None:
    measured = {m.key for m in answer_review.observation.measures}
    tracks = {t.key for t in answer_review.observation.tracks}
    assert {rule.key for rule in RULES} | {praise.key for praise in PRAISES} <= measured
    assert {rule.track for rule in RULES if rule.track} <= tracks


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.key}-{rule.worse}")
def test_rule_suggests_an_action_in_both_languages(rule: Rule) -> None:
    assert rule.text.ko.endswith(("요.", "다.", "”"))
    assert rule.text.en.endswith((".", "”"))
    assert "{" not in rule.text.ko + rule.text.en
    assert "{value}" in rule.why.ko
    assert "{value}" in rule.why.en


def test_words_name_actions_and_never_a_person_s_traits() -> None:
    texts = [WHY_EARLIER, CLOSER, *(p.text for p in PRAISES), *(t for r in RULES for t in (r.text, r.why))]
    forbidden = r"nervous|confident|anxious|honest|attractive|긴장|자신감|불안|호감|매력|성실|you are |당신은"
    assert [t for t in texts if re.search(forbidden, t.ko + t.en, re.IGNORECASE)] == []


def _pause(start_s: float, end_s: float) -> EventPart:
    return EventPart(key="voice.long_pause", family="voice", title=TITLE, start_s=start_s, end_s=end_s, size=None)


@pytest.mark.parametrize("text", ["bla bla " * 60, "asdf " * 12])
def test_nothing_is_suggested_from_nonsense(blank: AnswerPart, text: str) -> None:
    answer = _with(blank, voice__pauses_long=20.0)
    babble = answer.model_copy(update={"transcript": TranscriptPart(text=text, source="pasted")})
    assert _keys([answer]) == ["voice.pauses_long"]
    assert _keys([babble]) == []
