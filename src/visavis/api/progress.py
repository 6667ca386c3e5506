"""Goals of one's own practice, and what to practise next."""

from __future__ import annotations

import datetime as dt
from typing import Literal, cast

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from visavis.accounts.tables import Account
from visavis.api.identity import Me, ServicesDep, SessionDep
from visavis.api.services import Services
from visavis.interview import reviews, sessions
from visavis.interview.goals import goals, planning
from visavis.interview.goals.tables import Goal
from visavis.interview.report.schema import Bilingual, Report
from visavis.interview.sessions.making import LONGEST_QUESTION
from visavis.interview.tables import Interview
from visavis.kit.errors import NotFound
from visavis.kit.text import Language
from visavis.observe.values import Family
from visavis.people.casting import cast as cast_members
from visavis.storage.blobs import BlobNotFound

router = APIRouter(prefix="/progress", tags=["progress"])
_FROM_TRACK = 2
"""Questions from the track beside the one to be answered again."""


class GoalForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    measure_key: str | None = Field(default=None, max_length=80, description="null: interviews in seven days")
    side: Literal["at_most", "at_least"]
    target: float = Field(allow_inf_nan=False, description="in the measure's unit, or interviews")
    due: dt.date


class GoalView(BaseModel):
    id: str
    measure_key: str | None
    side: Literal["at_most", "at_least"]
    target: float
    due: dt.date
    created_at: dt.datetime
    value: float | None = Field(
        description="median over the newest interview's answers, or interviews in the last seven days"
    )
    counted: int = Field(description="over how many answers or interviews")
    reached: bool


class StartView(BaseModel):
    """What POST /interviews takes to practise this."""

    track_id: str | None
    language: Language
    count: int
    thinking_s: int
    answer_s: int
    interviewer_id: str
    own_questions: list[str]
    accommodations: dict[str, bool]


class PlanItemView(BaseModel):
    """One thing to practise next."""

    measure_key: str
    family: Family
    text: Bilingual
    why: Bilingual
    seen: int = Field(description="in how many of the reports that were looked at it was suggested")
    interview_id: str = Field(description="whose report suggested it last")
    answer_index: int
    start: StartView


class PracticePlanView(BaseModel):
    looked_at: int = Field(description="how many of the newest reports the plan was drawn from, at most three")
    week_count: int = Field(description="interviews finished in the last seven days")
    items: list[PlanItemView]


@router.get("/goals")
def list_goals(me: Me, session: SessionDep) -> list[GoalView]:
    """One's own goals with how they stand, the next due first."""
    answers = list(reviews.list_answers(session, me.id))
    recent = goals.count_recent(session, me.id)
    return [_present(goal, goals.stand(goal, answers, recent)) for goal in goals.list_goals(session, me.id)]


@router.post("/goals", status_code=201)
def make_goal(asked: GoalForm, me: Me, session: SessionDep) -> GoalView:
    """Set a goal."""
    answers = list(reviews.list_answers(session, me.id))
    wish = goals.Wish(asked.measure_key, asked.side, asked.target, asked.due)
    goal = goals.make_goal(session, me.id, wish, answers)
    return _present(goal, goals.stand(goal, answers, goals.count_recent(session, me.id)))


@router.delete("/goals/{goal_id}", status_code=204)
def delete_goal(goal_id: str, me: Me, session: SessionDep) -> None:
    """Give a goal up."""
    goals.delete_goal(session, me.id, goal_id)


@router.get("/plan")
def read_plan(me: Me, session: SessionDep, services: ServicesDep) -> PracticePlanView:
    """What to practise next, out of the newest reports' suggestions by a fixed rule."""
    found = _newest_reports(session, services, me)
    items = planning.plan_next([report for _, report in found])
    by_report = {id(report): interview for interview, report in found}
    return PracticePlanView(
        looked_at=len(found),
        week_count=goals.count_recent(session, me.id),
        items=[_item(session, services, item, by_report[id(item.report)]) for item in items],
    )


def _newest_reports(session: Session, services: Services, me: Account) -> list[tuple[Interview, Report]]:
    found: list[tuple[Interview, Report]] = []
    for interview in sessions.list_interviews(session, me.id):
        if len(found) == planning.LOOKED_AT:
            break
        if interview.has_report:
            try:
                data = services.blobs.get(reviews.report_key(interview, "json"))
            except BlobNotFound:  # it is being deleted
                continue
            found.append((interview, Report.model_validate_json(data)))
    return found


def _item(session: Session, services: Services, item: planning.Item, interview: Interview) -> PlanItemView:
    return PlanItemView(
        measure_key=item.suggestion.measure_key,
        family=item.suggestion.family,
        text=item.suggestion.text,
        why=item.suggestion.why,
        seen=item.seen,
        interview_id=interview.id,
        answer_index=item.suggestion.answer_index,
        start=_start(session, services, item.question, interview),
    )


def _start(session: Session, services: Services, question: str, interview: Interview) -> StartView:
    """The same question once more, so that one compares with oneself, and two others of the track."""
    return StartView(
        track_id=interview.track_id,
        language=cast(Language, interview.language),
        count=_FROM_TRACK if interview.track_id else 0,
        thinking_s=interview.thinking_s,
        answer_s=interview.answer_s,
        interviewer_id=_interviewer(session, services, interview),
        own_questions=[question[:LONGEST_QUESTION]] if question else [],
        accommodations=interview.accommodations,
    )


def _interviewer(session: Session, services: Services, interview: Interview) -> str:
    try:
        services.check_interviewer(session, interview.interviewer_id, interview.owner_id)
    except NotFound:
        return cast_members()[0].id
    return interview.interviewer_id


def _present(goal: Goal, standing: goals.Standing) -> GoalView:
    return GoalView(
        id=goal.id,
        measure_key=goal.measure_key,
        side=cast(Literal["at_most", "at_least"], goal.side),
        target=goal.target,
        due=goal.due,
        created_at=goal.created_at,
        value=standing.value,
        counted=standing.counted,
        reached=standing.reached,
    )
