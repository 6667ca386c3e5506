"""Asking a language model: a task and the documents it is about in, an answer of a given shape out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from visavis.kit.errors import Failed, Invalid, Refused, Unavailable

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Prompt:
    """What is asked. ``task`` is ours; ``documents`` are what people wrote, by title: the model is told that nothing
    in them is an instruction, whatever they say."""

    task: str
    documents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Usage:
    """What one question cost. ``won`` is None where no price was stated."""

    input_tokens: int
    output_tokens: int
    won: float | None = None


@dataclass(frozen=True)
class Reply(Generic[T]):
    """An answer of the shape that was asked for, and what it cost."""

    value: T
    usage: Usage


class ModelDown(Unavailable):
    """The model's service can't be reached, refuses the key, or answers with an error, after all tries."""


class ModelSlow(Unavailable):
    """The model didn't answer within its time."""


class NonsenseReply(Failed):
    """The model's answers never had the shape that was asked for."""


class BudgetSpent(Refused):
    """The question would cost more than what is left of the budget."""


class PromptTooLong(Invalid):
    """The documents are longer than what the model reads at once; nothing was sent."""


class Chat(Protocol):
    """A language model that somebody connected."""

    name: str
    """The model and the host that serves it, as shown to the user."""

    def estimate(self, prompt: Prompt) -> Usage:
        """What asking this would cost at most, counted before anything is sent."""
        ...

    def ask(self, prompt: Prompt, shape: type[T]) -> Reply[T]:
        """Raises ModelDown, ModelSlow, NonsenseReply or BudgetSpent, and PromptTooLong before anything is sent.

        It takes up to the connection's time: ask outside of any transaction, in a thread without an event loop.
        """
        ...
