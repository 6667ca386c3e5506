"""How an interview looks on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, cast

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from visavis.api.jobs import JobView, present_job
from visavis.api.seat_views import (
    OtherCandidateView,
    PersonaChoice,
    SeatChoice,
    SeatView,
    present_others,
    present_seats,
    seat_person,
)
from visavis.api.services import Services
from visavis.interview.panel import seats_of
from visavis.interview.questions import Competence, Kind
from visavis.interview.recording.assembling import has_late_pieces
from visavis.interview.recording.retention import kept_until
from visavis.interview.review.values import Source
from visavis.interview.sessions.states import State
from visavis.interview.tables import Interview, Question, Take
from visavis.jobs import Job
from visavis.kit.text import Language

ClipState = Literal["waiting", "rendering", "ready", "failed"]
AnswerState = Literal["none", "recording", "complete"]


class AccommodationsView(BaseModel):
    """Switches that change the conditions of the interview."""

    model_config = ConfigDict(extra="forbid")

    no_gaze: bool = False
    extra_thinking: bool = False
    captions: bool = False
    typed_answers: bool = False


class Reason(BaseModel):
    """Why a question is asked, in both languages."""

    ko: str = Field(max_length=600)
    en: str = Field(max_length=600)


class PreparedQuestion(BaseModel):
    """A question that was chosen one by one, from a question set or drawn from the candidate's documents."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=600)
    kind: Kind
    competence: Competence | None = None
    source: Literal["set", "material"]
    why: Reason | None = None
    follow_ups: list[Annotated[str, Field(max_length=600)]] = Field(default=[], max_length=2)


class Plan(BaseModel):
    """What the candidate chose."""

    track_id: str | None = Field(default=None, max_length=60, description="null: own questions only")
    language: Language = "ko"
    count: int = Field(default=5, ge=0, le=20, description="questions from the track")
    thinking_s: int = Field(default=30, ge=0, le=600)
    answer_s: int = Field(default=90, ge=15, le=1800)
    interviewer_id: str = Field(max_length=60)
    prepared: list[PreparedQuestion] = Field(default=[], max_length=20)
    own_questions: list[str] = Field(default=[], max_length=20)
    most_follow_ups: int = Field(default=0, ge=0, le=2, description="after each answer")
    follow_up_engine: Literal["rules", "model"] = "rules"
    document_id: str | None = Field(default=None, max_length=40, description="what prepared questions were drawn from")
    accommodations: AccommodationsView = AccommodationsView()
    panel: list[SeatChoice] = Field(
        default=[],
        max_length=3,
        description="two or three seats from left to right, the first of them instead of interviewer_id",
    )
    persona: PersonaChoice | None = Field(default=None, description="how the only interviewer behaves")
    other_candidates: int = Field(default=0, ge=0, le=2, description="simulated, they answer in between")
    reads_expression: bool = Field(
        default=False, description="a model tells classes of expression in the report, with its error rate"
    )


class WordView(BaseModel):
    text: str
    start_s: float
    end_s: float


class ClipView(BaseModel):
    """The interviewer asking this question."""

    state: ClipState
    url: str | None
    duration_s: float | None
    words: list[WordView] = Field(description="for subtitles")


class TakeSummary(BaseModel):
    id: str
    number: int
    state: Literal["recording", "complete"]
    has_video: bool
    continues: str | None = Field(description="the take that this one goes on from")
    created_at: datetime


class AnswerView(BaseModel):
    state: AnswerState
    takes: list[TakeSummary]
    typed_text: str | None
    transcript: str | None
    transcript_source: Source | None
    replay_url: str | None = Field(description="null until the review has joined the takes")
    replay_mime: str | None
    has_late_pieces: bool = Field(description="more of the recording came after the last review: review it again")


class QuestionView(BaseModel):
    id: str = Field(description="stays when a follow-up moves the index on")
    index: int
    kind: str
    competence: str | None
    text: str
    source: Literal["bank", "own", "set", "material", "follow_up"]
    why: Reason | None = Field(description="why it is asked, where there is more to say than that the track has it")
    follows: int | None = Field(description="index of the question whose answer this follow-up goes on from")
    seat: int = Field(description="number of the seat that asks")
    clip: ClipView
    answer: AnswerView


class InterviewView(BaseModel):
    id: str
    state: State
    track_id: str | None
    language: Language
    interviewer_id: str
    interviewer_gone: bool = Field(description="one was deleted: their questions come as text until another is chosen")
    seats: list[SeatView] = Field(description="whoever asks, from left to right; one without a panel")
    others: list[OtherCandidateView]
    thinking_s: int
    answer_s: int
    accommodations: AccommodationsView
    reads_expression: bool = Field(description="whether a model tells classes of expression in the report")
    position: int = Field(description="index of the next question; equal to the number of questions after the last")
    questions: list[QuestionView]
    most_follow_ups: int
    prepare_job: JobView | None
    review_job: JobView | None
    has_report: bool
    recordings_kept_until: datetime | None = Field(
        description="when they are deleted; null for never, or when they were"
    )
    recordings_deleted_at: datetime | None
    created_at: datetime
    finished_at: datetime | None


class InterviewSummary(BaseModel):
    id: str
    state: State
    track_id: str | None
    language: Language
    interviewer_id: str
    question_count: int
    answered_count: int
    has_report: bool
    created_at: datetime
    finished_at: datetime | None


def present_interview(services: Services, session: Session, one: Interview, language: Language) -> InterviewView:
    return InterviewView(
        id=one.id,
        state=cast(State, one.state),
        track_id=one.track_id,
        language=cast(Language, one.language),
        interviewer_id=one.interviewer_id,
        interviewer_gone=any(seat_person(session, one, seat) is None for seat in seats_of(one)),
        seats=present_seats(services, session, one, language),
        others=present_others(services, session, one, language),
        thinking_s=one.thinking_s,
        answer_s=one.answer_s,
        accommodations=AccommodationsView.model_validate(one.accommodations),
        reads_expression=one.reads_expression,
        position=one.position,
        questions=[present_question(one, question) for question in one.questions],
        most_follow_ups=one.most_follow_ups,
        prepare_job=_job(services, session, one.prepare_job_id, language),
        review_job=_job(services, session, one.review_job_id, language),
        has_report=one.has_report,
        recordings_kept_until=kept_until(one, services.options.keep_recordings_days),
        recordings_deleted_at=one.recordings_deleted_at,
        created_at=one.created_at,
        finished_at=one.finished_at,
    )


def present_summary(one: Interview) -> InterviewSummary:
    return InterviewSummary(
        id=one.id,
        state=cast(State, one.state),
        track_id=one.track_id,
        language=cast(Language, one.language),
        interviewer_id=one.interviewer_id,
        question_count=len(one.questions),
        answered_count=sum(_answer_state(question) == "complete" for question in one.questions),
        has_report=one.has_report,
        created_at=one.created_at,
        finished_at=one.finished_at,
    )


def present_question(interview: Interview, question: Question) -> QuestionView:
    base = f"/api/interviews/{interview.id}/questions/{question.number}"
    return QuestionView(
        id=question.id,
        index=question.number,
        kind=question.kind,
        competence=question.competence,
        text=question.text,
        source=cast(Literal["bank", "own", "set", "material", "follow_up"], question.source),
        why=Reason.model_validate(question.why) if question.why else None,
        follows=next((one.number for one in interview.questions if one.id == question.follows_id), None),
        seat=question.seat,
        clip=ClipView(
            state=cast(ClipState, question.clip_state),
            # named after the question, because a follow-up moves the numbers of those behind it
            url=f"{base}/clip.mp4?of={question.id}" if question.clip_state == "ready" else None,
            duration_s=question.clip_duration_s,
            words=[WordView.model_validate(word) for word in question.clip_words],
        ),
        answer=_present_answer(base, question),
    )


def _present_answer(base: str, question: Question) -> AnswerView:
    source = cast(Source | None, question.transcript_source)
    return AnswerView(
        state=_answer_state(question),
        takes=[_present_take(take) for take in question.takes],
        typed_text=question.typed_text,
        transcript=question.transcript,
        transcript_source=source,
        replay_url=f"{base}/replay" if question.replay_key else None,
        replay_mime=question.replay_mime,
        has_late_pieces=has_late_pieces(question),
    )


def _present_take(take: Take) -> TakeSummary:
    return TakeSummary(
        id=take.id,
        number=take.number,
        state=cast(Literal["recording", "complete"], take.state),
        has_video=take.has_video,
        continues=take.continues,
        created_at=take.created_at,
    )


def _answer_state(question: Question) -> AnswerState:
    if question.typed_text or (question.takes and question.takes[-1].state == "complete"):
        return "complete"
    return "recording" if question.takes else "none"


def _job(services: Services, session: Session, job_id: str | None, language: Language) -> JobView | None:
    job = session.get(Job, job_id) if job_id else None
    return present_job(services, job, language) if job is not None else None
