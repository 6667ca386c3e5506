"""The looks of the list, from presets.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from visavis.kit.errors import NotFound
from visavis.kit.text import Text
from visavis.studio.makeup.engine import Look

NONE = "none"
_FILE = Path(__file__).parent / "presets.yaml"


class NoSuchMakeup(NotFound):
    """No make-up of the list has this id."""


@cache
def presets() -> tuple[Look, ...]:
    """All, in the order of the list."""
    return TypeAdapter(tuple[Look, ...]).validate_python(yaml.safe_load(_FILE.read_text("utf-8")))


def find_preset(name: str) -> Look:
    """By its id or its title in either language: 가을 and Autumn are autumn. Raises NoSuchMakeup."""
    wanted = name.strip().casefold()
    for look in presets():
        if wanted in (look.id, look.title.ko, look.title.en.casefold()):
            return look
    raise NoSuchMakeup(
        Text(
            ko="'{n}' 화장은 없습니다. 고를 수 있는 화장: {k}",
            en="There is no make-up '{n}'. Choose one of {k}.",
        ).fill(n=name, k=", ".join(look.id for look in presets()))
    )
