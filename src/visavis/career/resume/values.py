"""What is read from a résumé: fields, each with the place in the text where it stands and how sure the reading is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from visavis.kit.text import Language

Section = Literal[
    "identity",
    "education",
    "career",
    "unpaid",
    "certificate",
    "language_test",
    "award",
    "training",
    "activity",
    "volunteering",
    "abroad",
    "skill",
    "project",
    "portfolio",
    "military",
    "essay",
]
SECTIONS: tuple[Section, ...] = get_args(Section)

FIELDS: dict[Section, tuple[str, ...]] = {
    "identity": ("name", "email", "phone", "address"),
    "education": ("school", "major", "degree", "gpa", "gpa_scale", "start", "end", "status"),
    "career": ("company", "team", "title", "start", "end", "duties", "results"),
    "unpaid": ("organisation", "role", "start", "end", "duties"),
    "certificate": ("name", "issuer", "date"),
    "language_test": ("test", "score", "date", "expiry"),
    "award": ("name", "issuer", "date"),
    "training": ("name", "provider", "start", "end"),
    "activity": ("name", "role", "start", "end", "detail"),
    "volunteering": ("organisation", "hours", "start", "end", "detail"),
    "abroad": ("country", "purpose", "start", "end"),
    "skill": ("name", "level"),
    "project": (
        "name",
        "role",
        "stack",
        "start",
        "end",
        "which",
        "why",
        "technology",
        "why_technology",
        "result",
        "limits",
    ),
    "portfolio": ("link",),
    "military": ("service", "start", "end"),
    "essay": ("title", "text"),
}
"""The keys that a field of each section can have. Dates are "2024-03" or "2024"; a running one ends with "now"."""

Forbidden = Literal[
    "photo",
    "birth",
    "age",
    "sex",
    "height",
    "weight",
    "appearance",
    "origin",
    "marriage",
    "religion",
    "property",
    "family",
    "resident_number",
]
"""What employers may not ask for (Fair Hiring Procedure Act, art. 4-3), or what has no place in a résumé."""


@dataclass(frozen=True)
class Span:
    """A place in the text of the document: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True)
class Field:
    """One thing that the document says. ``span`` is None for what was typed into the form; its confidence is 1."""

    key: str
    value: str
    span: Span | None
    confidence: float


@dataclass(frozen=True)
class Entry:
    """What belongs together: one school, one job, one project."""

    section: Section
    fields: tuple[Field, ...]

    def get(self, key: str) -> str | None:
        """The first value of a key, or None."""
        return next((field.value for field in self.fields if field.key == key), None)


@dataclass(frozen=True)
class Flag:
    """A thing in the document that an employer may not ask for."""

    what: Forbidden
    quote: str
    span: Span


@dataclass(frozen=True)
class Resume:
    """A document as it was read. ``text`` is what all spans point into."""

    language: Language
    text: str
    entries: tuple[Entry, ...] = ()
    flags: tuple[Flag, ...] = ()

    def of(self, section: Section) -> tuple[Entry, ...]:
        """The entries of one section, in the order of the document."""
        return tuple(entry for entry in self.entries if entry.section == section)
