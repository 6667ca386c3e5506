"""Follow-up questions during an interview, and the clips that bridge the moment until they can be heard."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from visavis.api.identity import LanguageDep, Me, ServicesDep
from visavis.api.interview_views import InterviewView, present_interview
from visavis.api.language_engine import EngineName, find_chat
from visavis.api.services import Services
from visavis.interview import preparations, sessions
from visavis.interview.follow_up_clips import take_ready_clip
from visavis.interview.questions.following import FollowUp, choose_follower
from visavis.interview.sessions import following_up
from visavis.interview.tables import Question
from visavis.kit.errors import Unavailable

router = APIRouter(prefix="/interviews/{interview_id}", tags=["follow_ups"])


class AnswerEnded(BaseModel):
    """The answer is over; its words, if there are any, were written before."""

    is_empty: bool = Field(default=False, description="nothing was said or typed")


class FollowedView(BaseModel):
    """The interview with its follow-up, if there is one."""

    index: int | None = Field(description="of the follow-up; null when there is nothing more to ask")
    interview: InterviewView


@router.post("/questions/{index}/follow-up")
def follow_up(
    interview_id: str,
    index: Annotated[int, Path(ge=0, le=99_999)],
    ended: AnswerEnded,
    me: Me,
    services: ServicesDep,
    language: LanguageDep,
) -> FollowedView:
    """Ask on from the answer that has just ended. Its text comes at once, its clip when it is made; at most two
    seconds pass in here. Asking twice gives the same follow-up."""
    asked = _think(services, interview_id, index, me.id, ended)
    with services.database.transaction(me.id) as session:
        interview = sessions.find_interview(session, interview_id, me.id)
        question = sessions.find_question(interview, index)
        added = following_up.find_follow_up(interview, question)
        if added is None and asked is not None and not following_up.has_gone_on(interview, question):
            added = following_up.add_follow_up(session, interview, question, asked)
            if not take_ready_clip(services.blobs, session, added):
                preparations.enqueue_one(session, services.jobs, added)
        found = added if added is not None and not _is_answered(added) else None
        return FollowedView(
            index=found.number if found is not None else None,
            interview=present_interview(services, session, interview, language),
        )


def _think(services: Services, interview_id: str, index: int, owner_id: str, ended: AnswerEnded) -> FollowUp | None:
    """Outside of any transaction, because a language model may take its time."""
    with services.database.reading() as session:
        interview = sessions.find_interview(session, interview_id, owner_id)
        question = sessions.find_question(interview, index)
        if following_up.find_follow_up(interview, question) is not None:
            return None
        turn = following_up.turn_to_follow(interview, question, ended.is_empty)
        if turn is None:
            return None
        engine: EngineName = "model" if interview.follow_up_engine == "model" else "rules"
        try:
            chat = find_chat(services, session, owner_id, engine)
        except Unavailable:
            chat = None  # it was there when the interview was made; nobody is left without a question now
    return choose_follower(chat).follow(turn)


def _is_answered(question: Question) -> bool:
    return bool(question.takes or question.typed_text or question.transcript)
