"""Which language model asks, when one is wanted: the one place that knows how an account's connection is opened."""

from __future__ import annotations

from typing import Literal

from sqlalchemy.orm import Session

from visavis.api.services import Services
from visavis.kit.errors import Unavailable
from visavis.kit.text import Text
from visavis.language.chat import Chat
from visavis.language.chat.keeping import open_chat_for

EngineName = Literal["rules", "model"]


class NoModelConnected(Unavailable):
    """A language model was named, and none is connected."""


def find_chat(services: Services, session: Session, owner_id: str, engine: EngineName) -> Chat | None:
    """The account's language model; None for the rules, which need none. Raises NoModelConnected and KeyUnreadable.

    The chat outlives the session; ask only after every writing transaction has ended.
    """
    if engine == "rules":
        return None
    chat = open_chat_for(session, owner_id, services.models)
    if chat is not None:
        return chat
    raise NoModelConnected(
        Text(
            ko="연결된 언어 모델이 없습니다. 언어 모델을 연결하거나 규칙을 골라 주세요.",
            en="No language model is connected. Connect one, or choose the rules.",
        )
    )
