"""Who sits there, who asks what, and where everybody looks."""

from __future__ import annotations

from collections import Counter

import pytest

from visavis.interview.panel import (
    PanelNotPossible,
    Seat,
    SitsAlready,
    directions,
    facing_deg,
    others_of,
    replace_person,
    seats_of,
    shares_of,
    sit_down,
    take_turns,
)
from visavis.interview.personas import Settings
from visavis.interview.questions import choose_questions
from visavis.interview.seat_clips import answered_by_others, names_of, question_words, sample_of
from visavis.interview.tables import Interview, Question
from visavis.people.clips import PLAIN

EXECUTIVE, TECHNICAL = Seat("mikyung", "executive"), Seat("junho", "technical")
PEOPLE = Seat("seoyeon", "warm")


def interview(*seats: Seat, others: int = 0, kinds: tuple[str, ...] = ("introduction", "role", "closing")) -> Interview:
    questions = [
        Question(id=f"qst_{n}", number=n, kind=kind, text=f"질문 {n}번입니다.", seat=0) for n, kind in enumerate(kinds)
    ]
    made = Interview(id="int_1", language="ko", questions=questions, panel=[], persona={})
    sit_down(made, seats, others)
    take_turns(questions, seats)
    return made


def test_one_interviewer_without_a_persona_is_as_ever() -> None:
    made = interview(Seat("seoyeon"))
    assert (made.panel, made.persona, made.interviewer_id) == ([], {}, "seoyeon")
    assert seats_of(made) == [Seat("seoyeon")]
    assert seats_of(made)[0].style == PLAIN
    assert names_of(made, 0) == ("listening",)
    assert question_words(made.questions[1]) == "질문 1번입니다."


def test_a_persona_and_its_settings_are_kept() -> None:
    seat = Seat("seoyeon", "pressure", Settings(0.1, 0.9, 1.1))
    assert seats_of(interview(seat)) == [seat]


def test_a_panel_keeps_its_seats_from_left_to_right() -> None:
    made = interview(EXECUTIVE, TECHNICAL, PEOPLE, others=2)
    assert [seat.person_id for seat in seats_of(made)] == ["mikyung", "junho", "seoyeon"]
    assert made.interviewer_id == "mikyung"
    assert len(others_of(made)) == 2
    assert not set(others_of(made)) & {"mikyung", "junho", "seoyeon"}


def test_other_candidates_come_with_one_interviewer_too() -> None:
    made = interview(Seat("clara"), others=1)
    assert seats_of(made) == [Seat("clara")]
    assert len(others_of(made)) == 1


@pytest.mark.parametrize("seats", [(EXECUTIVE, EXECUTIVE), (EXECUTIVE, TECHNICAL, PEOPLE, Seat("clara"))])
def test_a_panel_of_twins_or_of_four_is_refused(seats: tuple[Seat, ...]) -> None:
    with pytest.raises(PanelNotPossible):
        interview(*seats)


def test_everybody_asks_what_suits_them_and_the_first_opens_and_closes() -> None:
    kinds = ("introduction", "personality", "experience", "role", "role", "situation", "pressure", "closing")
    made = interview(EXECUTIVE, TECHNICAL, PEOPLE, kinds=kinds)
    asked = [question.seat for question in made.questions]
    assert (asked[0], asked[-1]) == (0, 0)
    assert asked[3] == 1  # role, by the technical seat
    assert set(Counter(asked).values()) <= {2, 3, 4}
    assert set(asked) == {0, 1, 2}


def test_a_technical_interviewer_asks_more_about_the_role_and_pressure_more_under_pressure() -> None:
    def counted(seat: Seat, kind: str) -> int:
        chosen = [choose_questions("web-development", "ko", 8, n, shares_of([seat])) for n in range(10)]
        return sum(question.kind == kind for questions in chosen for question in questions)

    assert counted(Seat("a", "technical"), "role") > counted(Seat("a", "warm"), "role")
    assert counted(Seat("a", "pressure"), "pressure") >= 10
    assert counted(Seat("a"), "pressure") < 5
    assert shares_of([Seat("a")]) == dict.fromkeys(shares_of([Seat("a")]), 1.0)


def test_seats_look_only_where_somebody_sits() -> None:
    assert [directions(3, number, 0) for number in range(3)] == [("right",), ("left", "right"), ("left",)]
    assert directions(1, 0, 0) == ()
    assert directions(2, 1, 1) == ("left", "right")
    assert facing_deg("left") == -facing_deg("right") < 0


def test_others_answer_each_question_but_the_last_and_no_follow_up() -> None:
    made = interview(EXECUTIVE, TECHNICAL, others=2, kinds=("introduction", "role", "role", "closing"))
    made.questions[2].follows_id = made.questions[1].id
    turns = [(candidate, question.number) for candidate, question in answered_by_others(made)]
    assert turns == [(0, 0), (1, 0), (0, 1), (1, 1)]
    for number in (0, 1):
        assert sample_of(made, 0, made.questions[number]) != sample_of(made, 1, made.questions[number])


def test_a_seat_changes_hands_and_behaves_as_before() -> None:
    made = interview(EXECUTIVE, TECHNICAL)
    assert replace_person(made, 1, "daniel") == "junho"
    assert seats_of(made)[1].person_id == "daniel"
    assert seats_of(made)[1].persona_id == "technical"
    with pytest.raises(SitsAlready):
        replace_person(made, 1, "mikyung")
    with pytest.raises(PanelNotPossible):
        replace_person(made, 2, "clara")
