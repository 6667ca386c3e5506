"""The states of an interview and the moves between them.

    preparing ──prepared──▶ ready ──first take or position──▶ running ──finish──▶ reviewing ──▶ reviewed
        ╰────────────────start early────────────────────────▶    ▲                  ╰──▶ review_failed
                                                                 ╰── (a reviewed interview can be reviewed again)

Answers are recorded in ready and running (and in preparing: a candidate who can't wait reads the question instead).
"""

from __future__ import annotations

from typing import Literal, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from visavis.interview.tables import Interview, Question
from visavis.kit.clock import now
from visavis.kit.errors import Conflict, NotFound
from visavis.kit.text import Text
from visavis.storage.ownership import find_owned

State = Literal["preparing", "ready", "running", "reviewing", "reviewed", "review_failed"]
STATES: tuple[State, ...] = get_args(State)
OPEN: tuple[State, ...] = ("preparing", "ready", "running")
FINISHED: tuple[State, ...] = ("reviewing", "reviewed", "review_failed")


class InterviewNotFound(NotFound):
    """There is no such interview, or it isn't yours."""


class QuestionNotFound(NotFound):
    """The interview has no question with this number."""


class NotPossibleNow(Conflict):
    """The interview is in a state that doesn't allow this."""


class AnswerStays(Conflict):
    """The interview has gone on from this answer, so other words can't take its place."""


def find_interview(session: Session, interview_id: str, owner_id: str) -> Interview:
    """The account's interview. Raises InterviewNotFound."""
    found = find_owned(session, Interview, owner_id, interview_id)
    if found is None:
        raise InterviewNotFound(Text(ko="면접을 찾을 수 없습니다.", en="There is no such interview."))
    return found


def list_interviews(session: Session, owner_id: str) -> list[Interview]:
    """The account's interviews, newest first."""
    query = select(Interview).where(Interview.owner_id == owner_id).order_by(Interview.created_at.desc())
    with_answers = selectinload(Interview.questions).selectinload(Question.takes)
    return list(session.scalars(query.options(with_answers)))


def find_question(interview: Interview, number: int) -> Question:
    """Raises QuestionNotFound."""
    if not 0 <= number < len(interview.questions):
        raise QuestionNotFound(Text(ko="이 면접에 없는 질문입니다.", en="This interview has no such question."))
    return interview.questions[number]


def check_open(interview: Interview) -> None:
    """Raises NotPossibleNow once the interview is finished."""
    if interview.state not in OPEN:
        raise NotPossibleNow(
            Text(
                ko="이미 끝난 면접입니다. 다시 연습하려면 새 면접을 시작해 주세요.",
                en="This interview is over. Start a new one to practise again.",
            )
        )


def start_running(interview: Interview) -> None:
    """Note that the candidate has begun."""
    check_open(interview)
    interview.state = "running"


def move_to(interview: Interview, position: int) -> None:
    """Remember which question comes next; one past the last means all were asked. Raises QuestionNotFound."""
    if position != len(interview.questions):
        find_question(interview, position)
    start_running(interview)
    interview.position = position


def note_prepared(interview: Interview) -> None:
    """All clips are there, or have failed for good."""
    if interview.state == "preparing":
        interview.state = "ready"


def note_preparing(interview: Interview) -> None:
    """Clips are being made; a candidate who has begun goes on meanwhile."""
    if interview.state == "ready":
        interview.state = "preparing"


def note_unprepared(interview: Interview, seat: int) -> None:
    """The clips of a seat are being made anew."""
    note_preparing(interview)
    for question in interview.questions:
        if question.seat == seat:
            question.clip_state = "waiting"


def finish(interview: Interview) -> None:
    """End the interview and go over to its review; finishing twice changes nothing."""
    if interview.state in OPEN:
        interview.state = "reviewing"
        interview.position = len(interview.questions)
        interview.finished_at = now()


def review_again(interview: Interview) -> None:
    """Go back to reviewing; one that is being reviewed stays as it is.

    Raises NotPossibleNow before the interview is finished, or without its recordings.
    """
    check_reviewable(interview)
    if interview.state == "reviewing":
        return
    interview.state = "reviewing"
    for question in interview.questions:
        question.replay_key = None  # joined anew, because pieces may have come late


def check_reviewable(interview: Interview) -> None:
    """Raises NotPossibleNow before the interview is finished, or without its recordings."""
    if interview.state in OPEN or interview.recordings_deleted_at is not None:
        raise NotPossibleNow(
            Text(
                ko="끝난 면접만, 녹화가 남아 있을 때 다시 분석할 수 있습니다.",
                en="Only a finished interview whose recordings are still there can be reviewed again.",
            )
        )


def note_reviewed(interview: Interview, succeeded: bool) -> None:
    """The review is over. A report from an earlier review stays readable when a later one fails."""
    interview.state = "reviewed" if succeeded or interview.has_report else "review_failed"
    interview.has_report = interview.has_report or succeeded


def write_text(
    question: Question, typed_text: str | None, transcript: str | None, source: Literal["typed", "pasted", "browser"]
) -> None:
    """Keep a typed answer or the words of a spoken one; None leaves a thing as it is, "" removes it.

    Raises NotPossibleNow for a typed answer once the interview is finished, and AnswerStays for other words than an
    answer has which was asked on from or left behind while the interview goes on. The same words do no harm.
    """
    _check_writable(question, typed_text, transcript)
    if typed_text is not None:
        question.typed_text = typed_text or None
    if transcript is not None:
        question.transcript = transcript or None
        question.transcript_source = source if transcript else None
        question.transcript_words = []


def _check_writable(question: Question, typed_text: str | None, transcript: str | None) -> None:
    types_anew = typed_text is not None and typed_text != (question.typed_text or "")
    tells_anew = transcript is not None and transcript != (question.transcript or "")
    if types_anew:
        check_open(question.interview)
    if (types_anew or tells_anew) and question.interview.state in OPEN and _is_left_behind(question):
        raise AnswerStays(
            Text(
                ko="면접이 이미 다음 질문으로 넘어가서 이 대답은 바꿀 수 없습니다. 새로 고쳐서 이어 가 주세요.",
                en="The interview has gone on from this answer, so it stays as it is. Reload to go on from there.",
            )
        )


def _is_left_behind(question: Question) -> bool:
    is_followed = any(one.follows_id == question.id for one in question.interview.questions)
    return is_followed or question.interview.position > question.number
