"""Goals of one's own practice: a figure of one's own answers, or so many interviews in seven days. Never a standard
that anybody else has set."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visavis.interview.goals.tables import Goal
from visavis.interview.reviews import AnswerFigures
from visavis.interview.tables import Interview
from visavis.kit.clock import now
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text
from visavis.storage.ownership import find_owned

Side = Literal["at_most", "at_least"]
MOST_GOALS = 20
MOST_A_WEEK = 21
LONGEST_DAYS = 366
WEEK = dt.timedelta(days=7)


class GoalRefused(Invalid):
    """The goal can't be kept as it was asked for."""


class GoalNotFound(NotFound):
    """There is no such goal of this account."""


@dataclass(frozen=True)
class Wish:
    """A goal as it is asked for; ``measure_key`` None: interviews in seven days."""

    measure_key: str | None
    side: Side
    target: float
    due: dt.date


@dataclass(frozen=True)
class Standing:
    """How a goal stands now. ``value``: the median over the answers of the newest interview that has the measure, or
    the interviews finished in the last seven days; None before there is any. ``counted``: over how many."""

    value: float | None
    counted: int
    reached: bool


def make_goal(session: Session, owner_id: str, wish: Wish, answers: Iterable[AnswerFigures]) -> Goal:
    """Keep a goal. ``answers``: the account's measured ones. Raises GoalRefused."""
    _check(wish, {key for answer in answers for key in answer.figures})
    if len(list_goals(session, owner_id)) >= MOST_GOALS:
        raise GoalRefused(
            Text(ko="목표는 {m}개까지 둘 수 있습니다.", en="At most {m} goals can be kept.").fill(m=MOST_GOALS)
        )
    goal = Goal(
        owner_id=owner_id,
        kind="practice" if wish.measure_key is None else "measure",
        measure_key=wish.measure_key,
        side=wish.side,
        target=wish.target,
        due=wish.due,
    )
    session.add(goal)
    session.flush()
    return goal


def list_goals(session: Session, owner_id: str) -> list[Goal]:
    """The account's goals, the next due first."""
    return list(session.scalars(select(Goal).where(Goal.owner_id == owner_id).order_by(Goal.due, Goal.created_at)))


def delete_goal(session: Session, owner_id: str, goal_id: str) -> None:
    """Raises GoalNotFound."""
    goal = find_owned(session, Goal, owner_id, goal_id)
    if goal is None:
        raise GoalNotFound(Text(ko="목표를 찾을 수 없습니다.", en="There is no such goal."))
    session.delete(goal)


def count_recent(session: Session, owner_id: str) -> int:
    """How many of the account's interviews were finished in the last seven days."""
    mine = (Interview.owner_id == owner_id, Interview.finished_at >= now() - WEEK)
    return session.scalar(select(func.count()).select_from(Interview).where(*mine)) or 0


def stand(goal: Goal, answers: Iterable[AnswerFigures], recent: int) -> Standing:
    """How a goal stands. ``answers``: the account's, oldest first; ``recent``: see ``count_recent``."""
    if goal.measure_key is None:
        return Standing(recent, recent, recent >= goal.target)
    found = [answer for answer in answers if goal.measure_key in answer.figures]
    newest = [one.figures[goal.measure_key] for one in found if one.interview_id == found[-1].interview_id]
    if not newest:
        return Standing(None, 0, False)
    value = median(newest)
    return Standing(value, len(newest), value <= goal.target if goal.side == "at_most" else value >= goal.target)


def _check(wish: Wish, measured: set[str]) -> None:
    today = now().date()
    # A day of grace: it may be yesterday still, or tomorrow already, where the user is.
    if not today - dt.timedelta(days=1) <= wish.due <= today + dt.timedelta(days=LONGEST_DAYS):
        raise GoalRefused(
            Text(ko="기한은 오늘부터 1년 안이어야 합니다.", en="The day must lie between today and a year from now.")
        )
    if wish.measure_key is None:
        if wish.side != "at_least" or wish.target % 1 or not 1 <= wish.target <= MOST_A_WEEK:
            raise GoalRefused(
                Text(ko="일주일에 1번에서 {m}번까지 정할 수 있습니다.", en="It takes 1 to {m} interviews a week.").fill(
                    m=MOST_A_WEEK
                )
            )
    elif wish.measure_key not in measured:
        raise GoalRefused(
            Text(
                ko="아직 측정된 적이 없는 항목입니다. 면접을 한 번 본 뒤에 목표로 정해 주세요.",
                en="This has not been measured in any answer of yours yet. Hold an interview first.",
            )
        )
    if not math.isfinite(wish.target) or abs(wish.target) > 1e6:
        raise GoalRefused(Text(ko="목표 값을 다시 확인해 주세요.", en="Please check the goal's value."))
