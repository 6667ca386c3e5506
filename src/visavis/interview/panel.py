"""Who sits in an interview: one interviewer or a panel of two or three who take turns, and simulated other candidates.

The row of an interview holds them as plain values. A panel's seats come first in ``Interview.panel``, from left to
right as they are seen, then the simulated candidates; with one interviewer ``Interview.persona`` tells how they behave.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, get_args

from visavis.interview.personas import Persona, Settings, find_persona
from visavis.interview.questions.values import Kind
from visavis.interview.tables import Interview, Question
from visavis.kit.errors import Conflict, Invalid
from visavis.kit.text import Text
from visavis.people.casting import cast
from visavis.people.clips import PLAIN, Style

FEWEST, MOST = 2, 3
MOST_OTHERS = 2
LOOK_DEG = 25.0
"""How far somebody at one's side is looked at: 10° of the head, the rest of the eyes."""
_CANDIDATE = "candidate"


class PanelNotPossible(Invalid):
    """A panel has two or three different people."""


class SitsAlready(Conflict):
    """The person has another seat of the same panel."""


@dataclass(frozen=True)
class Seat:
    """One interviewer: who, and how they behave. Without a persona they speak and listen as ever, and add no words."""

    person_id: str
    persona_id: str | None = None
    settings: Settings | None = None

    @property
    def persona(self) -> Persona | None:
        return find_persona(self.persona_id) if self.persona_id is not None else None

    @property
    def set_to(self) -> Settings:
        """The settings, or the persona's usual ones."""
        usual = self.persona.usual if self.persona else Settings(0.5, 0.5, 1.0)
        return (self.settings or usual).rounded()

    @property
    def style(self) -> Style:
        return self.persona.style(self.set_to) if self.persona else PLAIN


def seats_of(interview: Interview) -> list[Seat]:
    """Whoever asks, from left to right; one seat without a panel."""
    panel = [row for row in interview.panel or [] if row.get("role") != _CANDIDATE]
    if panel:
        return [_seat(str(row["person_id"]), row) for row in panel]
    return [_seat(interview.interviewer_id, interview.persona or {})]


def others_of(interview: Interview) -> list[str]:
    """The people who play other candidates."""
    return [str(row["person_id"]) for row in interview.panel or [] if row.get("role") == _CANDIDATE]


def sit_down(interview: Interview, seats: Sequence[Seat], others: int) -> None:
    """Write who sits there; ``others`` members of the cast who aren't on the panel play other candidates."""
    check_panel(seats, others)
    interview.interviewer_id = seats[0].person_id
    candidates = [{"role": _CANDIDATE, "person_id": one} for one in _casting(seats, others, interview.id)]
    if len(seats) == 1:
        interview.persona = _row(seats[0])
        interview.panel = [{"person_id": seats[0].person_id, **_row(seats[0])}, *candidates] if candidates else []
        return
    interview.persona = {}
    interview.panel = [*({"person_id": seat.person_id, **_row(seat)} for seat in seats), *candidates]


def check_panel(seats: Sequence[Seat], others: int, fewest: int = 1) -> None:
    """Raises PanelNotPossible, and NoSuchPersona for a persona that isn't there."""
    for seat in seats:
        _ = seat.persona
    if not fewest <= len(seats) <= MOST or len({seat.person_id for seat in seats}) < len(seats):
        raise PanelNotPossible(
            Text(
                ko="패널에는 서로 다른 면접관을 {f}명에서 {m}명까지 고를 수 있습니다.",
                en="A panel has {f} to {m} different interviewers.",
            ).fill(f=FEWEST, m=MOST)
        )
    if not 0 <= others <= MOST_OTHERS:
        raise PanelNotPossible(
            Text(
                ko="다른 지원자는 {m}명까지 함께할 수 있습니다.", en="At most {m} other candidates can be simulated."
            ).fill(m=MOST_OTHERS)
        )


def replace_person(interview: Interview, number: int, person_id: str) -> str:
    """Give a seat to somebody else, who behaves as the seat did; returns who left it.

    Raises SitsAlready and PanelNotPossible.
    """
    seats = seats_of(interview)
    if not 0 <= number < len(seats):
        raise PanelNotPossible(Text(ko="이 면접에 없는 자리입니다.", en="This interview has no such seat."))
    if person_id in {seat.person_id for at, seat in enumerate(seats) if at != number} | set(others_of(interview)):
        raise SitsAlready(
            Text(
                ko="이미 이 면접에 함께 있는 인물입니다. 다른 면접관을 골라 주세요.",
                en="This person already sits in this interview. Choose somebody else.",
            )
        )
    if number == 0:
        interview.interviewer_id = person_id
    if interview.panel:
        rows = [dict(row) for row in interview.panel]
        rows[number]["person_id"] = person_id
        interview.panel = rows
    return seats[number].person_id


def shares_of(seats: Sequence[Seat]) -> dict[Kind, float]:
    """How much more or less often than usual each kind is asked when these people ask together."""
    kinds: tuple[Kind, ...] = get_args(Kind)
    return {kind: sum(_liking(seat, kind) for seat in seats) / len(seats) for kind in kinds}


def take_turns(questions: Sequence[Question], seats: Sequence[Seat]) -> None:
    """Give each question to a seat: whoever likes its kind most for the number of questions they have, nobody two more
    than another; the first seat opens and closes."""
    opening = [question for question in questions if question.kind in ("introduction", "closing")]
    asked = Counter({0: len(opening)})
    for question in questions:
        question.seat = 0
        if question in opening:
            continue
        least = min(asked[at] for at in range(len(seats)))
        free = [at for at in range(len(seats)) if asked[at] <= least + 1]
        question.seat = max(free, key=lambda at: (_liking(seats[at], question.kind) / (asked[at] + 1), -at))
        asked[question.seat] += 1


def directions(seats: int, number: int, others: int) -> tuple[str, ...]:
    """To which sides this seat ever looks; simulated candidates sit to the right of the panel."""
    left = number > 0
    right = number < seats - 1 or others > 0
    return (*(["left"] if left else []), *(["right"] if right else []))


def facing_deg(direction: str) -> float:
    """The angle of a direction, positive to the right as seen."""
    return -LOOK_DEG if direction == "left" else LOOK_DEG


def _liking(seat: Seat, kind: str) -> float:
    return seat.persona.share_of(kind) if seat.persona else 1.0


def _seat(person_id: str, row: Mapping[str, Any]) -> Seat:
    persona_id = row.get("persona")
    if persona_id is None:
        return Seat(person_id)
    return Seat(person_id, persona_id, Settings(row["rapport"], row["depth"], row["pace"]))


def _row(seat: Seat) -> dict[str, Any]:
    return {"persona": seat.persona_id, **asdict(seat.set_to)} if seat.persona_id is not None else {}


def _casting(seats: Sequence[Seat], others: int, seed: str) -> list[str]:
    free = [member.id for member in cast() if member.id not in {seat.person_id for seat in seats}]
    return sorted(free, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).digest())[:others]
