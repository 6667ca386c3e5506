"""The table of personas and the sample answers, read once from their files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from visavis.interview.personas.values import Persona, Settings, Wording
from visavis.interview.questions.values import Kind
from visavis.kit.errors import NotFound
from visavis.kit.text import Text

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Topic:
    """``asked`` are regular expressions that find the topic in a question; None: its name is a question's shape."""

    name: str
    asked: Text | None
    answers: tuple[Text, ...]


class NoSuchPersona(NotFound):
    """No persona has this id."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Words(_Strict):
    ko: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def text(self) -> Text:
        return Text(ko=self.ko, en=self.en)


class _TopicRow(_Strict):
    asked: _Words | None = None
    answers: list[_Words] = Field(min_length=3)

    def topic(self, name: str) -> Topic:
        return Topic(name, self.asked.text() if self.asked else None, tuple(words.text() for words in self.answers))


class _Settings(_Strict):
    rapport: float = Field(ge=0, le=1)
    depth: float = Field(ge=0, le=1)
    pace: float = Field(ge=0.85, le=1.15)


class _Wording(_Strict):
    hello: _Words
    before: list[_Words] = Field(min_length=2)
    turn: list[_Words] = Field(min_length=2)
    detail: list[_Words] = Field(min_length=1)
    heard: list[_Words] = Field(min_length=2)

    def wording(self) -> Wording:
        before, turn, detail, heard = (
            tuple(words.text() for words in many) for many in (self.before, self.turn, self.detail, self.heard)
        )
        return Wording(self.hello.text(), before, turn, detail, heard)


class _Row(_Strict):
    id: str
    title: _Words
    about: _Words
    usual: _Settings
    kinds: dict[Kind, float]
    smile_u: tuple[float, float, float]
    nods_a_minute: tuple[float, float, float]
    brow_u: float
    liveliness: float

    def persona(self, wording: Wording) -> Persona:
        return Persona(
            id=self.id,
            title=self.title.text(),
            about=self.about.text(),
            usual=Settings(**self.usual.model_dump()),
            kinds=self.kinds,
            smile_u=self.smile_u,
            nods_a_minute=self.nods_a_minute,
            brow_u=self.brow_u,
            liveliness=self.liveliness,
            wording=wording,
        )


@cache
def personas() -> tuple[Persona, ...]:
    """All personas, in the order in which they are offered."""
    rows = TypeAdapter(list[_Row]).validate_python(_read("personas.yaml"))
    words = TypeAdapter(dict[str, _Wording]).validate_python(_read("wording.yaml"))
    return tuple(row.persona(words[row.id].wording()) for row in rows)


def find_persona(persona_id: str) -> Persona:
    """The persona of this id. Raises NoSuchPersona."""
    for persona in personas():
        if persona.id == persona_id:
            return persona
    known = ", ".join(persona.id for persona in personas())
    raise NoSuchPersona(
        Text(
            ko="'{p}' 면접관 성격이 없습니다. 고를 수 있는 성격: {k}",
            en="There is no persona '{p}'. Choose one of: {k}.",
        ).fill(p=persona_id, k=known)
    )


@cache
def sample_answers() -> dict[str, tuple[Text, ...]]:
    """Short answers of simulated candidates by the kind of the question, and ``other``."""
    rows = TypeAdapter(dict[str, list[_Words]]).validate_python(_read("samples.yaml"))
    if missing := set(get_args(Kind)) - set(rows):
        raise KeyError(f"samples.yaml has no answers for {sorted(missing)}")
    return {kind: tuple(words.text() for words in many) for kind, many in rows.items()}


@cache
def topics() -> tuple[Topic, ...]:
    """What questions can be about by their words, the first that fits counts, with answers to each."""
    rows = TypeAdapter(dict[str, _TopicRow]).validate_python(_read("topics.yaml"))
    return tuple(row.topic(name) for name, row in rows.items())


def _read(name: str) -> object:
    return yaml.safe_load((_FOLDER / name).read_text("utf-8"))
