"""Follow-up questions (꼬리질문): what an interviewer asks next, from the answer that was just given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from visavis.kit.text import Language, Text

LONGEST_ANSWER = 20_000


@dataclass(frozen=True)
class Turn:
    """A question and its answer. ``answer`` is None where nothing is known of its words."""

    question: str
    kind: str
    language: Language
    answer: str | None
    written: tuple[str, ...] = ()
    """What the question's author wrote to be asked next."""
    asked: tuple[str, ...] = ()
    """Every question of the interview so far, so that none comes twice."""
    depth: int = 0
    """How many follow-ups came before this answer."""
    planned: str = ""
    """The question at which the chain of follow-ups began; empty where that is ``question``."""
    followed: tuple[str, ...] = ()
    """The follow-ups of this chain so far: the next one asks for something else."""
    was_repeated: bool = False
    """The candidate was already asked once to answer again."""
    seed: str = ""


@dataclass(frozen=True)
class FollowUp:
    """What is asked next and why. ``asks_again`` tells a plain "could you say that again?" from a real question."""

    text: str
    why: Text
    asks_again: bool = False


class Follower(Protocol):
    """Thinks of follow-up questions, fast: the candidate has just stopped speaking."""

    name: str

    def follow(self, turn: Turn) -> FollowUp | None:
        """None when there is nothing more to ask. Nothing that may not be asked is ever asked."""
        ...
