"""Practice interviews: made, prepared, held, finished, reviewed and deleted."""

from visavis.interview.sessions.making import Plan, make_interview
from visavis.interview.sessions.states import (
    InterviewNotFound,
    NotPossibleNow,
    QuestionNotFound,
    find_interview,
    find_question,
    list_interviews,
)

__all__ = [
    "InterviewNotFound",
    "NotPossibleNow",
    "Plan",
    "QuestionNotFound",
    "find_interview",
    "find_question",
    "list_interviews",
    "make_interview",
]
