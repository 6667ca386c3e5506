"""The follower that asks a connected language model, with the rules behind it: nobody waits more than two seconds."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate

from pydantic import BaseModel

from visavis.interview.questions.following.engine import Follower, FollowUp, Turn
from visavis.interview.questions.following.replies import reply_of
from visavis.interview.questions.following.shapes import are_alike
from visavis.interview.questions.forbidden import is_forbidden
from visavis.kit.errors import VisavisError
from visavis.kit.text import Text
from visavis.language.chat import Chat, Prompt

BUDGET_S = 2.0
LONGEST = 200
_TASK = """\
You are an interviewer. Ask one short follow-up question in {language} about the candidate's last answer: for a missing
result, figure, own part, reason or what was learned, or about a passage of it. One polite spoken sentence, at most 120
characters. "quote": the words of the answer that it takes up, word for word, or "" when it asks for something missing.
"reason_ko" and "reason_en": why, one short sentence each. Never ask about looks, age, sex, origin, marriage, family,
religion, health, property or politics.
"""
_FELL_BACK = Text(
    ko="언어 모델이 2초 안에 쓸 수 있는 질문을 내지 못해 규칙으로 물었습니다.",
    en="The language model gave no usable question within two seconds, so the rules asked.",
)
# few, so that a service that hangs can't take all threads of the process; each call ends by the chat's own time-out
_WAITING = ThreadPoolExecutor(max_workers=4, thread_name_prefix="follow-up")


class _One(BaseModel):
    text: str
    quote: str = ""
    reason_ko: str
    reason_en: str


class ModelFollower:
    """See ``Follower``. When the model is late, down or unusable, ``rules`` asks, and ``why`` says so."""

    def __init__(self, chat: Chat, rules: Follower, budget_s: float = BUDGET_S) -> None:
        self._chat = chat
        self._rules = rules
        self._budget_s = budget_s
        self.name = chat.name

    def follow(self, turn: Turn) -> FollowUp | None:
        """See ``Follower.follow``. Answers within the budget, whatever the model does."""
        by_rules = self._rules.follow(turn)
        if by_rules is None or not turn.answer or reply_of(turn) not in (None, "beside"):
            return by_rules
        asked = _WAITING.submit(self._chat.ask, prompt_of(turn), _One)
        try:
            one = asked.result(self._budget_s).value
        except (TooLate, VisavisError):
            asked.cancel()
            return _instead(by_rules)
        text = " ".join(one.text.split())
        usable = _is_usable(one, text, turn)
        return (
            FollowUp(text, Text(ko=one.reason_ko[:LONGEST], en=one.reason_en[:LONGEST]))
            if usable
            else _instead(by_rules)
        )


def prompt_of(turn: Turn) -> Prompt:
    """The question and the answer go as documents, never as part of the task."""
    task = _TASK.format(language="Korean" if turn.language == "ko" else "English")
    return Prompt(task, (("question", turn.question), ("answer", turn.answer or "")))


def _instead(by_rules: FollowUp) -> FollowUp:
    why = Text(ko=f"{by_rules.why.ko} {_FELL_BACK.ko}", en=f"{by_rules.why.en} {_FELL_BACK.en}")
    return FollowUp(by_rules.text, why, by_rules.asks_again)


def _is_usable(one: _One, text: str, turn: Turn) -> bool:
    quote = " ".join(one.quote.split())
    return (
        8 <= len(text) <= LONGEST
        and text not in turn.asked
        and not any(are_alike(text, earlier) for earlier in turn.followed)
        and bool(re.search("[가-힣]", text)) == (turn.language == "ko")
        and quote in " ".join((turn.answer or "").split())
        and not is_forbidden(text)
    )
