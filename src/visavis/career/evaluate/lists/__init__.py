"""The word lists of the rules, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import TypeAdapter

from visavis.kit.text import Language

Verbs = dict[str, list[str]]


@cache
def cliches(language: Language) -> tuple[str, ...]:
    return tuple(TypeAdapter(dict[str, list[str]]).validate_python(_read("cliches"))[language])


@cache
def verbs(language: Language) -> Verbs:
    return TypeAdapter(dict[str, Verbs]).validate_python(_read("verbs"))[language]


@cache
def skills() -> tuple[tuple[str, ...], ...]:
    """Names of one skill in each row, the one that is shown first."""
    return tuple(tuple(row) for row in TypeAdapter(list[list[str]]).validate_python(_read("skills")))


@cache
def spelling() -> dict[str, list[dict[str, Any]]]:
    return TypeAdapter(dict[str, list[dict[str, Any]]]).validate_python(_read("spelling"))


def _read(name: str) -> object:
    return yaml.safe_load((files(__package__) / f"{name}.yaml").read_text("utf-8"))
