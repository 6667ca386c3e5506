"""Questions about the candidate's own documents: the rules that are always there, and a language model's."""

from __future__ import annotations

from visavis.interview.questions.asking.engine import MOST, Drawn, DrawnQuestion, NothingToAskAbout, Questioner
from visavis.interview.questions.asking.model import ModelQuestioner
from visavis.interview.questions.asking.rules import RuleQuestioner
from visavis.language.chat import Chat

__all__ = [
    "MOST",
    "Drawn",
    "DrawnQuestion",
    "ModelQuestioner",
    "NothingToAskAbout",
    "Questioner",
    "choose_questioner",
]


def choose_questioner(chat: Chat | None = None) -> Questioner:
    """The rules; with a connected language model, that one, which is never silently replaced."""
    return RuleQuestioner() if chat is None else ModelQuestioner(chat)
