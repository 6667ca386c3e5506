"""Follow-up questions: the rules that are always there, and a language model's with the rules behind it."""

from __future__ import annotations

from visavis.interview.questions.following.engine import Follower, FollowUp, Turn
from visavis.interview.questions.following.model import ModelFollower
from visavis.interview.questions.following.rules import RuleFollower, asks_again, standing_questions
from visavis.language.chat import Chat

__all__ = ["FollowUp", "Follower", "Turn", "asks_again", "choose_follower", "standing_questions"]


def choose_follower(chat: Chat | None = None) -> Follower:
    """The rules, or a connected language model that has two seconds before the rules serve."""
    return RuleFollower() if chat is None else ModelFollower(chat, RuleFollower())
