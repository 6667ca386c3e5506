"""Test documents: what stands in them, how they are laid out, and what a reader should find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import dedent

from visavis.career.resume import Kind
from visavis.kit.text import Language


@dataclass(frozen=True)
class Table:
    """Rows of cells; ``ruled``: with lines around the cells."""

    rows: Sequence[Sequence[str]]
    ruled: bool = True


@dataclass(frozen=True)
class Columns:
    """Two columns side by side, each with a text of its own; ``share`` of the width is the left one's."""

    left: str
    right: str
    share: float = 0.33


@dataclass(frozen=True)
class Box:
    """A text box."""

    text: str


@dataclass(frozen=True)
class Photo:
    """A picture as large as an ID photo."""


Block = str | Table | Columns | Box | Photo
"""Text is lines: "# " before a heading, "- " before a point, a tab where a line is aligned."""


@dataclass(frozen=True)
class Sheet:
    """One document. ``truth``: section, then keys and values; a value of several is a list.

    ``flags``: what is flagged.
    """

    name: str
    language: Language
    form: str
    blocks: Sequence[Block]
    truth: Sequence[tuple[str, dict[str, str | list[str]]]]
    flags: frozenset[str] = field(default_factory=frozenset)
    kind: Kind = "resume"
    held_out: bool = False

    def pairs(self) -> list[tuple[str, str, str]]:
        """Every section, key and value that should be found."""
        return [
            (section, key, value)
            for section, fields in self.truth
            for key, values in fields.items()
            for value in ([values] if isinstance(values, str) else values)
        ]


def lines_in(text: str) -> list[str]:
    return dedent(text).strip("\n").split("\n")
