"""The cast: the interviewers that ship with Visavis, whose faces are nobody's (docs/models/cast.md)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from visavis.kit.errors import NotFound
from visavis.kit.text import Text
from visavis.media.image import load_image
from visavis.media.values import RGB

_FOLDER = Path(__file__).parent / "cast"


class NoSuchMember(NotFound):
    """No member of the cast has this id."""

    def __init__(self, member_id: str) -> None:
        known = ", ".join(member.id for member in cast())
        super().__init__(
            Text(
                ko="'{m}' 면접관이 없습니다. 고를 수 있는 면접관: {k}",
                en="There is no interviewer '{m}'. Interviewers: {k}.",
            ).fill(m=member_id, k=known)
        )


@dataclass(frozen=True)
class CastMember:
    """One interviewer. ``voice`` is the name of a voice of the ``speak`` capability that suits the face."""

    id: str
    name: Text
    title: Text
    persona: Text
    gender: Literal["female", "male"]
    voice: str

    @property
    def portrait_path(self) -> Path:
        """The JPEG of the portrait, 768 px square, one frontal face with a closed mouth."""
        return _FOLDER / f"{self.id}.jpg"

    def portrait(self) -> RGB:
        """The portrait, uint8 (768, 768, 3)."""
        return load_image(self.portrait_path)


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ko: str
    en: str

    def text(self) -> Text:
        return Text(ko=self.ko, en=self.en)


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    name: _Words
    title: _Words
    persona: _Words
    gender: Literal["female", "male"]
    voice: str

    def member(self) -> CastMember:
        words = (self.name.text(), self.title.text(), self.persona.text())
        return CastMember(self.id, *words, self.gender, self.voice)


@cache
def cast() -> tuple[CastMember, ...]:
    """All interviewers, in the order of the gallery."""
    rows = TypeAdapter(list[_Row]).validate_python(yaml.safe_load((_FOLDER / "cast.yaml").read_text("utf-8")))
    return tuple(row.member() for row in rows)


def find_member(member_id: str) -> CastMember:
    """The interviewer of this id; raises NoSuchMember."""
    for member in cast():
        if member.id == member_id:
            return member
    raise NoSuchMember(member_id)
