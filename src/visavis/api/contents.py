"""Letting one's own language model read an answer: what it would cost, and doing it."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from visavis.api.identity import LanguageDep, Me, ServicesDep
from visavis.api.interview_views import InterviewView, present_interview
from visavis.api.language_engine import UsageView, find_chat, present_usage, required
from visavis.api.pace import Pace
from visavis.api.question_material import material_about
from visavis.api.services import Services
from visavis.interview import reviews, sessions
from visavis.interview.answers import keep_model_reading, words_of
from visavis.interview.content import Spoken
from visavis.interview.content.model import ByModel
from visavis.interview.report.content import content_part
from visavis.interview.sessions.states import check_reviewable
from visavis.kit.errors import Conflict
from visavis.kit.text import Language, Text

router = APIRouter(prefix="/interviews/{interview_id}/questions/{index}/content", tags=["contents"])
PACE = Pace(calls=2)
_Index = Annotated[int, Path(ge=0, le=99_999)]


class NoWords(Conflict):
    """The answer has no words that could be read."""


class AnswerChanged(Conflict):
    """The answer's words were changed while the model read them."""


class EstimateView(BaseModel):
    """What asking costs at most, counted before anything is sent."""

    name: str = Field(description="the model and its host")
    most: UsageView


@router.get("/estimate")
def estimate(interview_id: str, index: _Index, me: Me, services: ServicesDep) -> EstimateView:
    """Which model would read this answer, and for how much at most."""
    reader, spoken = _open(services, me.id, interview_id, index)
    return EstimateView(name=reader.name, most=present_usage(reader.estimate(spoken)))


@router.post("")
def ask(interview_id: str, index: _Index, me: Me, services: ServicesDep, language: LanguageDep) -> InterviewView:
    """Let the account's model read this answer; what it finds comes into the report with the words measured anew."""
    PACE.take(me.id)
    reader, spoken = _open(services, me.id, interview_id, index)
    part = content_part(reader.read(spoken))  # takes a while: no transaction is open
    with services.database.transaction(me.id) as session:
        interview = sessions.find_interview(session, interview_id, me.id)
        if not keep_model_reading(sessions.find_question(interview, index), spoken.text, part):
            raise AnswerChanged(
                Text(
                    ko="모델이 읽는 동안 답변의 글이 바뀌었습니다. 다시 물어봐 주세요.",
                    en="The answer's words were changed while the model read them. Please ask again.",
                )
            )
        reviews.enqueue_words(session, services.jobs, interview)
        return present_interview(services, session, interview, language)


def _open(services: Services, owner_id: str, interview_id: str, index: int) -> tuple[ByModel, Spoken]:
    with services.database.reading() as session:
        spoken = _spoken(session, owner_id, interview_id, index)
        chat = required(find_chat(services, session, owner_id, "model"))
    return ByModel(chat), spoken


def _spoken(session: Session, owner_id: str, interview_id: str, index: int) -> Spoken:
    interview = sessions.find_interview(session, interview_id, owner_id)
    check_reviewable(interview)
    question, material = sessions.find_question(interview, index), material_about(session, interview)
    found = words_of(question, cast(Language, interview.language), material)
    if found.spoken is None:
        raise NoWords(
            Text(
                ko="이 답변에는 읽을 글이 없습니다. 먼저 말한 것을 적어 주세요.",
                en="This answer has no words to read. Write down what you said first.",
            )
        )
    return found.spoken
