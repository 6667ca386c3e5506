"""Making, holding and finishing interviews."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field

from visavis.api.identity import LanguageDep, Me, ServicesDep, SessionDep, SharesMachine
from visavis.api.interview_views import (
    InterviewSummary,
    InterviewView,
    Plan,
    PreparedQuestion,
    QuestionView,
    present_interview,
    present_question,
    present_summary,
)
from visavis.career import documents
from visavis.interview import coaching, expressions, interviewers, preparations, reviews, sessions
from visavis.interview.recording.room import check_room
from visavis.interview.sessions import making, presence, states
from visavis.interview.tables import Interview, Question
from visavis.kit.text import Text

router = APIRouter(prefix="/interviews", tags=["interviews"])


class Position(BaseModel):
    position: int = Field(ge=0, le=60)


class ChosenInterviewer(BaseModel):
    interviewer_id: str = Field(max_length=60)


class ExpressionWish(BaseModel):
    wanted: bool


class AnswerText(BaseModel):
    """A typed answer, or the words of a spoken one. A missing field leaves a thing as it is, "" removes it."""

    typed_text: str | None = Field(default=None, max_length=20_000)
    transcript: str | None = Field(default=None, max_length=20_000)
    source: Literal["typed", "pasted", "browser"]


_Times = Annotated[int, Field(ge=0, le=100_000)]
_Seconds = Annotated[float, Field(ge=0, le=36_000)]


class Coached(BaseModel):
    """What the live coach in the browser counted over one answer (docs/coaching.md)."""

    watched_s: _Seconds
    face_s: _Seconds
    away_times: _Times
    away_s: _Seconds
    touching_times: _Times
    touching_s: _Seconds
    swaying_times: _Times
    swaying_s: _Seconds
    corners_raised_s: _Seconds
    cues: _Times
    continues: bool = Field(default=False, description="adds to what was counted before an interruption")


def own_interview(interview_id: str, session: SessionDep, me: Me) -> Interview:
    return sessions.find_interview(session, interview_id, me.id)


OwnInterview = Annotated[Interview, Depends(own_interview, scope="function")]


def own_question(index: Annotated[int, Path(ge=0, le=99_999)], interview: OwnInterview) -> Question:
    return sessions.find_question(interview, index)


OwnQuestion = Annotated[Question, Depends(own_question, scope="function")]


@router.post("", status_code=201)
def make(plan: Plan, me: Me, session: SessionDep, services: ServicesDep, language: LanguageDep) -> InterviewView:
    """Make an interview; its question clips are rendered as a job."""
    for person_id in [seat.person_id for seat in plan.panel] or [plan.interviewer_id]:
        services.check_interviewer(session, person_id, me.id)
    if plan.document_id is not None:
        documents.find_document(session, me.id, plan.document_id)
    # told before the interview rather than in its midst: nothing of it could be recorded
    check_room(session, services.blobs, me.id, 1, services.options.room)
    interview = sessions.make_interview(session, me.id, _plan(plan))
    preparations.enqueue(session, services.jobs, interview)
    return present_interview(services, session, interview, language)


@router.get("")
def list_own(me: Me, session: SessionDep) -> list[InterviewSummary]:
    """One's own interviews, newest first."""
    return [present_summary(one) for one in sessions.list_interviews(session, me.id)]


@router.get("/{interview_id}")
def read(one: OwnInterview, session: SessionDep, services: ServicesDep, language: LanguageDep) -> InterviewView:
    """The whole interview as it stands."""
    return present_interview(services, session, one, language)


@router.delete("/{interview_id}", status_code=204)
def delete(one: OwnInterview, session: SessionDep, services: ServicesDep) -> None:
    """Delete the interview with its recordings and report, for good."""
    reviews.cancel_jobs(session, services.jobs, one)
    presence.note_absence(session, one)
    session.delete(one)
    session.flush()  # before the blobs, so that a job that is writing one finds out (see jobs.keeping)
    services.blobs.delete_all(one.space)


@router.put("/{interview_id}/position")
def move(
    asked: Position, one: OwnInterview, session: SessionDep, services: ServicesDep, language: LanguageDep
) -> InterviewView:
    """Remember which question comes next, so that a reload goes on there."""
    states.move_to(one, asked.position)
    return present_interview(services, session, one, language)


@router.put("/{interview_id}/presence", status_code=204)
def be_present(one: OwnInterview, session: SessionDep, on_this_machine: SharesMachine) -> None:
    """Somebody is being interviewed right now: other work holds back where it would disturb. Say so every 10 s."""
    presence.note_presence(session, one, on_this_machine)


@router.put("/{interview_id}/interviewer")
def change_interviewer(
    asked: ChosenInterviewer,
    one: OwnInterview,
    me: Me,
    session: SessionDep,
    services: ServicesDep,
    language: LanguageDep,
) -> InterviewView:
    """Let another interviewer ask, as after the one that was chosen has been deleted; the clips are made anew."""
    services.check_interviewer(session, asked.interviewer_id, me.id)
    interviewers.change_interviewer(session, services.jobs, services.blobs, one, asked.interviewer_id)
    return present_interview(services, session, one, language)


@router.put("/{interview_id}/questions/{index}/text")
def write_text(asked: AnswerText, one: OwnInterview, question: OwnQuestion) -> QuestionView:
    """Keep a typed answer or a transcript; a transcript may also come after the interview."""
    states.write_text(question, asked.typed_text, asked.transcript, asked.source)
    return present_question(one, question)


@router.put("/{interview_id}/questions/{index}/coaching", status_code=204)
def keep_coaching(asked: Coached, one: OwnInterview, question: OwnQuestion) -> None:
    """Keep what the live coach counted over an answer, for the report."""
    states.check_open(one)
    counts = coaching.CoachCounts(**asked.model_dump(exclude={"continues"}))
    coaching.keep_counts(question, counts, asked.continues)


@router.post("/{interview_id}/finish")
def finish(one: OwnInterview, session: SessionDep, services: ServicesDep, language: LanguageDep) -> InterviewView:
    """End the interview; its review is queued. Finishing twice is harmless."""
    if one.state in states.OPEN:
        states.finish(one)
        presence.note_absence(session, one)
        reviews.enqueue(session, services.jobs, one)
    return present_interview(services, session, one, language)


@router.post("/{interview_id}/review")
def review_again(one: OwnInterview, session: SessionDep, services: ServicesDep, language: LanguageDep) -> InterviewView:
    """Review a finished interview once more, from its recordings."""
    states.review_again(one)
    reviews.enqueue(session, services.jobs, one)
    return present_interview(services, session, one, language)


@router.put("/{interview_id}/expression")
def read_expression(
    asked: ExpressionWish, one: OwnInterview, session: SessionDep, services: ServicesDep, language: LanguageDep
) -> InterviewView:
    """Let a model tell classes of expression in the report, or forget what it told. A finished interview is reviewed
    once more to turn it on; turning it off deletes it at once."""
    if asked.wanted:
        expressions.turn_on(session, services.jobs, one)
    else:
        expressions.turn_off(services.blobs, one)
    return present_interview(services, session, one, language)


@router.post("/{interview_id}/words")
def measure_words(
    one: OwnInterview, session: SessionDep, services: ServicesDep, language: LanguageDep
) -> InterviewView:
    """Measure the words alone once more, as after adding a transcript; the report can be read meanwhile."""
    reviews.enqueue_words(session, services.jobs, one)
    return present_interview(services, session, one, language)


def _plan(plan: Plan) -> making.Plan:
    return making.Plan(
        language=plan.language,
        interviewer_id=plan.interviewer_id,
        track_id=plan.track_id,
        count=plan.count if plan.track_id else 0,
        thinking_s=plan.thinking_s,
        answer_s=plan.answer_s,
        prepared=tuple(_prepared(one) for one in plan.prepared),
        own_questions=tuple(plan.own_questions),
        most_follow_ups=plan.most_follow_ups,
        follow_up_engine=plan.follow_up_engine,
        document_id=plan.document_id,
        accommodations=making.Accommodations(**plan.accommodations.model_dump()),
        panel=tuple(seat.seat(seat.person_id) for seat in plan.panel),
        persona=plan.persona.seat(plan.interviewer_id) if plan.persona else None,
        other_candidates=plan.other_candidates,
        reads_expression=plan.reads_expression,
    )


def _prepared(one: PreparedQuestion) -> making.PreparedQuestion:
    why = Text(ko=one.why.ko, en=one.why.en) if one.why else None
    return making.PreparedQuestion(one.text, one.kind, one.competence, one.source, why, tuple(one.follow_ups))
