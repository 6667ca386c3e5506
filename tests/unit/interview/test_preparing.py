"""The order in which an interview is prepared: what is needed first comes first."""

from __future__ import annotations

from visavis.interview.panel import Seat, sit_down, take_turns
from visavis.interview.preparing import _steps
from visavis.interview.tables import Interview, Question


def steps(*seats: Seat, others: int = 0, count: int = 4) -> list[list[str]]:
    kinds = ["introduction", *["own"] * (count - 1)]
    asked = [Question(id=f"q{n}", number=n, kind=kind, text="?", seat=0) for n, kind in enumerate(kinds)]
    interview = Interview(id="int_1", language="ko", questions=asked, panel=[], persona={})
    sit_down(interview, seats, others)
    take_turns(asked, seats)
    return list(_steps(interview))


def test_one_interviewer_without_a_persona_needs_a_loop_and_the_questions() -> None:
    assert steps(Seat("seoyeon"), count=2) == [
        ["seat", "0", "listening"],
        ["question", "q0", ""],
        ["question", "q1", ""],
    ]


def test_a_panel_can_begin_with_its_loops_and_the_first_question() -> None:
    made = steps(Seat("mikyung", "executive"), Seat("junho", "technical"), others=1)
    assert made[:3] == [["seat", "0", "listening"], ["seat", "1", "listening"], ["question", "q0", ""]]
    first, second = made.index(["question", "q0", ""]), made.index(["question", "q1", ""])
    between = made[first + 1 : second]
    for step in (["seat", "0", "greeting"], ["seat", "1", "greeting"], ["seat", "0", "right"], ["seat", "1", "left"]):
        assert step in between
    assert made.index(["other", "0", "q0"]) == second + made[second:].index(["other", "0", "q0"]) > second


def test_nothing_is_made_twice_and_others_never_answer_the_last_question() -> None:
    made = steps(Seat("mikyung", "executive"), Seat("junho", "technical"), others=2, count=6)
    assert len({tuple(step) for step in made}) == len(made)
    assert {step[2] for step in made if step[0] == "other"} == {f"q{n}" for n in range(5)}
