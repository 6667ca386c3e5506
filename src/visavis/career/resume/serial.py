"""A ``Resume`` as plain values for the database and the wire, and back."""

from __future__ import annotations

from typing import Any

from visavis.career.resume.values import Entry, Field, Flag, Resume, Span
from visavis.kit.text import Text


def to_values(resume: Resume, notes: tuple[Text, ...] = ()) -> dict[str, Any]:
    """All but the text."""
    return {
        "language": resume.language,
        "entries": [
            {"section": entry.section, "fields": [_field_values(field) for field in entry.fields]}
            for entry in resume.entries
        ],
        "flags": [{"what": flag.what, "quote": flag.quote, "span": _span_values(flag.span)} for flag in resume.flags],
        "notes": [{"ko": note.ko, "en": note.en} for note in notes],
    }


def from_values(values: dict[str, Any], text: str) -> Resume:
    """What ``to_values`` was made of."""
    return Resume(
        values["language"],
        text,
        tuple(Entry(one["section"], tuple(_field(field) for field in one["fields"])) for one in values["entries"]),
        tuple(Flag(one["what"], one["quote"], Span(*one["span"])) for one in values["flags"]),
    )


def notes_of(values: dict[str, Any]) -> tuple[Text, ...]:
    """What was left out when the document was read."""
    return tuple(Text(**note) for note in values.get("notes", ()))


def _field_values(field: Field) -> dict[str, Any]:
    span = _span_values(field.span) if field.span else None
    return {"key": field.key, "value": field.value, "span": span, "confidence": field.confidence}


def _span_values(span: Span) -> list[int]:
    return [span.start, span.end]


def _field(values: dict[str, Any]) -> Field:
    span = Span(*values["span"]) if values["span"] else None
    return Field(values["key"], values["value"], span, values["confidence"])
