"""Which language model is asked, when one is wanted, and what that costs: the one place that opens a connection."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel
from sqlalchemy.orm import Session

from visavis.api.services import Services
from visavis.kit.errors import Unavailable
from visavis.kit.text import Text
from visavis.language.chat import Chat, Usage
from visavis.language.chat.keeping import open_chat_for

EngineName = Literal["rules", "model"]


class UsageView(BaseModel):
    """Tokens and what they cost; ``won`` is null where no price was stated."""

    input_tokens: int
    output_tokens: int
    won: float | None


class NoModelConnected(Unavailable):
    """A language model was named, and none is connected."""


def find_chat(services: Services, session: Session, owner_id: str, engine: EngineName) -> Chat | None:
    """The account's language model; None for the rules, which need none. Raises NoModelConnected and KeyUnreadable.

    The chat outlives the session; ask only after every writing transaction has ended.
    """
    if engine == "rules":
        return None
    return required(open_chat_for(session, owner_id, services.models))


def required(chat: Chat | None) -> Chat:
    """The same, and never none. Raises NoModelConnected."""
    if chat is not None:
        return chat
    raise NoModelConnected(
        Text(
            ko="연결된 언어 모델이 없습니다. 내 페이지의 '언어 모델'에서 연결하거나 규칙을 골라 주세요.",
            en="No language model is connected. Connect one under Language models on your page, or choose the rules.",
        )
    )


def present_usage(usage: Usage) -> UsageView:
    return UsageView(input_tokens=usage.input_tokens, output_tokens=usage.output_tokens, won=usage.won)
