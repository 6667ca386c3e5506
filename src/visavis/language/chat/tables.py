"""The tables of connected language models: the connections of each account, and what each use of one cost."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from visavis.kit.clock import now
from visavis.kit.ids import new_id
from visavis.storage.database import Base, Moment


class ModelConnection(Base):
    """A connection of one account. Where ``shared`` is set, address, model, key and prices are the installation's."""

    __tablename__ = "model_connections"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("mdl"))
    owner_id: Mapped[str] = mapped_column(String(40), index=True)
    service: Mapped[str] = mapped_column(String(16))
    """Which preset it was made from: 'ollama', 'openai', 'other' or 'shared'."""
    base_url: Mapped[str] = mapped_column(String(300), default="")
    model: Mapped[str] = mapped_column(String(120), default="")
    sealed_key: Mapped[str | None] = mapped_column(Text)
    """Encrypted (``secrets``); None for a service without a key."""
    local: Mapped[bool] = mapped_column(default=False)
    """Whether it was allowed to lie within the server's own network when it was made."""
    won_per_million_input: Mapped[float | None]
    won_per_million_output: Mapped[float | None]
    monthly_won: Mapped[float | None]
    timeout_s: Mapped[float] = mapped_column(default=60.0)
    most_context_tokens: Mapped[int] = mapped_column(default=32_000)
    most_output_tokens: Mapped[int] = mapped_column(default=2_000)
    mode: Mapped[str] = mapped_column(String(8), default="schema")
    chosen: Mapped[bool] = mapped_column(default=False)
    """Whether it is the one that is asked; at most one of an account is."""
    agreed_at: Mapped[datetime] = mapped_column(Moment, default=now)
    """When the account agreed that what it asks about is sent to this address."""
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class ModelUse(Base):
    """One question and what it cost; until it is answered, the most that it can cost. Nothing of what was asked."""

    __tablename__ = "model_uses"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("use"))
    owner_id: Mapped[str] = mapped_column(String(40), index=True)
    connection_id: Mapped[str] = mapped_column(String(40), index=True)
    model: Mapped[str] = mapped_column(String(400))
    input_tokens: Mapped[int]
    output_tokens: Mapped[int]
    won: Mapped[float | None]
    settled: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(Moment, default=now, index=True)
