"""Follow-up questions: the rules that are always there, and a language model's with the rules behind it."""

from __future__ import annotations

from visavis.interview.questions.following.engine import Follower, FollowUp, Turn
from visavis.interview.questions.following.model import ModelFollower
from visavis.interview.questions.following.rules import RuleFollower, asks_again, standing_questions
from visavis.kit.text import Language, Text
from visavis.language.chat import Chat

_ACKNOWLEDGED = (
    Text(ko="네, 한 가지 더 여쭤보겠습니다.", en="All right. There is one more thing I'd like to ask."),
    Text(ko="네, 이어서 하나 더 여쭙겠습니다.", en="Thank you. Let me ask about that."),
)

__all__ = ["FollowUp", "Follower", "Turn", "acknowledgements", "asks_again", "choose_follower", "standing_questions"]


def acknowledgements(language: Language) -> tuple[str, ...]:
    """What is said while a follow-up is being made, in turn."""
    return tuple(text.in_language(language) for text in _ACKNOWLEDGED)


def choose_follower(chat: Chat | None = None) -> Follower:
    """The rules, or a connected language model that has two seconds before the rules serve."""
    return RuleFollower() if chat is None else ModelFollower(chat, RuleFollower())
