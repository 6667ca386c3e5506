"""The embedded follower: asks for what an answer lacks, and takes up its own words."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from visavis.interview.questions.following.aspects import asked_for, wanted
from visavis.interview.questions.following.engine import FollowUp, Turn
from visavis.interview.questions.following.replies import Reply, reply_of
from visavis.interview.questions.following.shapes import are_alike, is_grave
from visavis.interview.questions.following.words import pick_phrase
from visavis.kit.text import Language, Text

_MAY_COME_AGAIN = frozenset({"unheard"})
"""Its variants ask for different things."""
_AFTER: dict[Reply, str] = {
    "silence": "unheard_of",
    "babble": "unheard_of",
    "short": "again",
    "repeat": "repeat",
    "wait": "wait",
    "unknown": "unknown",
    "none": "close_by",
    "copied": "own_words",
    "instructs": "back",
    "beside": "back",
}
_ASKING_AGAIN = ("again", "unheard_of", "repeat", "wait", "back", "unknown", "recall", "close_by", "own_words")
_STANDING = ("again", "unheard_of")
"""Said in the same words to everybody."""
_NEVER_AFTER = frozenset({"closing"})
_AS_WRITTEN_AFTER = frozenset({"english"})
"""Answered in another language than the interview's: its words aren't read."""
_WRITTEN = Text(ko="이 질문과 함께 준비된 꼬리질문입니다.", en="This follow-up was written together with the question.")


class _Variants(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ko: list[str] = Field(min_length=1)
    en: list[str] = Field(min_length=1)


class _Template(BaseModel):
    model_config = ConfigDict(extra="forbid")

    plain: _Variants
    taking_up: _Variants | None = Field(default=None, alias="with")
    why: dict[Language, str]


class RuleFollower:
    """See ``Follower``. Free, at once, and the same answer is always followed by the same question."""

    name = "rules"

    def follow(self, turn: Turn) -> FollowUp | None:
        """See ``Follower.follow``."""
        if turn.kind in _NEVER_AFTER:
            return None
        if turn.answer is None or turn.kind in _AS_WRITTEN_AFTER:
            return _written(turn) or _ask("unheard", turn, None)
        answer = " ".join(turn.answer.split())
        if is_grave(answer):
            return None
        reply = reply_of(turn)
        if reply is not None:
            return None if turn.was_repeated else _once_more(reply, turn)
        aspects, phrase = wanted(answer, turn), pick_phrase(answer)
        asked = (_ask(aspect, turn, phrase) for aspect in aspects)
        return next((one for one in asked if one is not None), None) or _written(turn)


def _once_more(reply: Reply, turn: Turn) -> FollowUp | None:
    """How the same is asked once more after no answer. Nobody is pressed who declined, or has said it before."""
    if reply == "unknown" and asked_for(turn) == "story":
        return _ask("recall", turn, None, asks_again=True)
    template = _AFTER.get(reply)
    return _ask(template, turn, None, asks_again=True) if template else None


def standing_questions(language: Language) -> tuple[str, ...]:
    """What is asked after an empty answer, in the same words every time, so that it can be made ahead."""
    plain = [_templates()[name].plain for name in _STANDING]
    return tuple(text for variants in plain for text in (variants.ko if language == "ko" else variants.en))


def asks_again(text: str) -> bool:
    """Whether this is how the rules ask a candidate to answer once more."""
    return any(_spoken_patterns()[name].fullmatch(text) for name in _ASKING_AGAIN)


def _written(turn: Turn) -> FollowUp | None:
    fresh = [text for text in turn.written if text not in turn.asked]
    return FollowUp(fresh[0], _WRITTEN) if fresh else None


def _ask(aspect: str, turn: Turn, phrase: str | None, asks_again: bool = False) -> FollowUp | None:
    """A variant that wasn't asked in this interview yet, the phrase taken up where there is one; else None."""
    if aspect not in _MAY_COME_AGAIN and aspect in map(_aspect_of, turn.followed):
        return None
    template = _templates()[aspect]
    taking_up = _fill(template.taking_up, turn, phrase) if template.taking_up and phrase else []
    fresh = [text for text in (*taking_up, *_fill(template.plain, turn, None)) if _is_fresh(text, turn)]
    return FollowUp(fresh[0], Text(**template.why), asks_again) if fresh else None


def _is_fresh(text: str, turn: Turn) -> bool:
    return text not in turn.asked and not any(are_alike(text, earlier) for earlier in turn.followed)


def _aspect_of(text: str) -> str | None:
    """Which aspect a follow-up of the rules asked for, whatever phrase it took up."""
    return next((aspect for aspect, pattern in _spoken_patterns().items() if pattern.fullmatch(text)), None)


@lru_cache(maxsize=1)
def _spoken_patterns() -> dict[str, re.Pattern[str]]:
    told: dict[str, re.Pattern[str]] = {}
    for aspect, template in _templates().items():
        kinds = [kind for kind in (template.plain, template.taking_up) if kind is not None]
        texts = [text for kind in kinds for text in (*kind.ko, *kind.en)]
        told[aspect] = re.compile("|".join(map(_spoken_pattern, texts)))
    return told


def _spoken_pattern(text: str) -> str:
    """A variant with anything for its phrase and the particle behind it."""
    parts = re.split(r"(\{phrase\}['”’]?(?:[가-힣]*\([가-힣]+\)[가-힣]*)?|\{question\})", text)
    return "".join(re.escape(part) if index % 2 == 0 else ".+" for index, part in enumerate(parts))


def _fill(variants: _Variants, turn: Turn, phrase: str | None) -> list[str]:
    """All variants in the interview's language, in an order that the seed shuffles."""
    texts = variants.ko if turn.language == "ko" else variants.en
    filled = [Text(ko=t, en=t).fill(phrase=phrase, question=turn.question).in_language(turn.language) for t in texts]
    return sorted(filled, key=lambda text: hashlib.sha256(f"{turn.seed}\n{turn.question}\n{text}".encode()).digest())


@lru_cache(maxsize=1)
def _templates() -> dict[str, _Template]:
    rows = yaml.safe_load((Path(__file__).parent / "templates.yaml").read_text("utf-8"))
    return TypeAdapter(dict[str, _Template]).validate_python(rows)
