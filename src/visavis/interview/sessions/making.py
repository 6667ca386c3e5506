"""Making an interview: its questions are chosen once and kept with it."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass, field
from typing import Literal

from sqlalchemy.orm import Session

from visavis.interview.panel import FEWEST, Seat, check_panel, shares_of, sit_down, take_turns
from visavis.interview.questions import Competence, Kind, choose_questions
from visavis.interview.questions.phrases import letters_of
from visavis.interview.tables import Interview, Question
from visavis.kit.errors import Invalid
from visavis.kit.ids import new_id
from visavis.kit.text import Language, Text
from visavis.storage.ownership import blob_prefix

MOST_QUESTIONS = 20
LONGEST_QUESTION = 300


class QuestionNotUsable(Invalid):
    """An own question is empty or too long."""


class NothingToAsk(Invalid):
    """The plan holds no question, or too many."""


@dataclass(frozen=True)
class Accommodations:
    """Switches that change the conditions, never the judgement."""

    no_gaze: bool = False
    extra_thinking: bool = False
    captions: bool = False
    typed_answers: bool = False


@dataclass(frozen=True)
class PreparedQuestion:
    """A question that was chosen one by one: from a question set, or drawn from the candidate's documents."""

    text: str
    kind: Kind
    competence: Competence | None
    source: Literal["set", "material"]
    why: Text | None = None
    follow_ups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What the candidate chose: ``count`` questions of the track, then the prepared ones, then own questions.

    ``panel`` holds two or three seats, or none: then ``interviewer_id`` asks alone, as ``persona`` says.
    """

    language: Language
    interviewer_id: str
    track_id: str | None = None
    count: int = 0
    thinking_s: int = 30
    answer_s: int = 90
    prepared: tuple[PreparedQuestion, ...] = ()
    own_questions: tuple[str, ...] = ()
    most_follow_ups: int = 0
    follow_up_engine: str = "rules"
    document_id: str | None = None
    accommodations: Accommodations = field(default_factory=Accommodations)
    panel: tuple[Seat, ...] = ()
    persona: Seat | None = None
    other_candidates: int = 0
    reads_expression: bool = False

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Whoever asks, from left to right."""
        return self.panel or (self.persona or Seat(self.interviewer_id),)


def make_interview(session: Session, owner_id: str, plan: Plan) -> Interview:
    """Write an interview in state "preparing".

    Raises NothingToAsk, QuestionNotUsable, PanelNotPossible, NoSuchPersona, and what choosing raises.
    """
    check_panel(plan.seats, plan.other_candidates, FEWEST if plan.panel else 1)
    interview_id = new_id("int")
    questions = _questions(plan, interview_id)
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise NothingToAsk(
            Text(ko="질문은 1개에서 {m}개까지 고를 수 있습니다.", en="Choose between 1 and {m} questions.").fill(
                m=MOST_QUESTIONS
            )
        )
    interview = Interview(
        id=interview_id,
        owner_id=owner_id,
        space=f"{blob_prefix(owner_id)}/interviews/{interview_id}",
        track_id=plan.track_id,
        language=plan.language,
        interviewer_id=plan.interviewer_id,
        thinking_s=plan.thinking_s,
        answer_s=plan.answer_s,
        accommodations=asdict(plan.accommodations),
        most_follow_ups=plan.most_follow_ups,
        follow_up_engine=plan.follow_up_engine,
        document_id=plan.document_id,
        reads_expression=plan.reads_expression,
        questions=questions,
    )
    sit_down(interview, plan.seats, plan.other_candidates)
    take_turns(questions, plan.seats)
    session.add(interview)
    session.flush()
    return interview


def _questions(plan: Plan, seed: str) -> list[Question]:
    """The track's opening stays first and its closing words last; all others stand before the closing."""
    shares, track = shares_of(plan.seats), plan.track_id if plan.count else None
    chosen = choose_questions(track, plan.language, plan.count, seed, shares) if track else ()
    asked = [
        Question(
            kind=q.kind,
            competence=q.competence,
            text=q.text.in_language(plan.language),
            source="bank",
            follow_ups=[f.in_language(plan.language) for f in q.follow_ups],
        )
        for q in chosen
    ]
    own = [Question(kind="own", competence=None, text=_clean(text), source="own") for text in plan.own_questions]
    at = len(asked) - 1 if asked and asked[-1].kind == "closing" else len(asked)
    ordered = [*asked[:at], *map(_prepared, plan.prepared), *own, *asked[at:]]
    for number, question in enumerate(ordered):
        question.number = number
    return ordered


def _prepared(one: PreparedQuestion) -> Question:
    return Question(
        kind=one.kind,
        competence=one.competence,
        text=_clean(one.text),
        source=one.source,
        why=asdict(one.why) if one.why else None,
        follow_ups=[_clean(text) for text in one.follow_ups],
    )


def _clean(text: str) -> str:
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    printable = "".join(c for c in tidy if unicodedata.category(c)[0] != "C")
    if not letters_of(printable) or len(printable) > LONGEST_QUESTION:
        raise QuestionNotUsable(
            Text(
                ko="직접 추가하는 질문은 글자가 있어야 하고 {m}자를 넘을 수 없습니다.",
                en="An own question needs words, and at most {m} characters.",
            ).fill(m=LONGEST_QUESTION)
        )
    return printable
