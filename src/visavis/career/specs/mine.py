"""One's own specs out of a résumé that was read before, to be set beside a group's in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from visavis.career.specs.fields import OPIC_LEVELS, Spec
from visavis.career.specs.rows import CellRefused, read_cell, scale_gpa

_COUNTED: dict[str, Spec] = {"certificate": "certificates", "award": "awards"}
_ENGLISH = re.compile(r"toeic|토익|opic|오픽|toefl|토플|teps|텝스|ielts|아이엘츠", re.IGNORECASE)


def specs_of(read: Mapping[str, Any]) -> dict[Spec, float]:
    """What a résumé as it is kept (``CareerDocument.read``) says of the specs; what it doesn't say is left out."""
    entries = [entry for entry in read.get("entries", []) if isinstance(entry, dict)]
    found: dict[Spec, float] = {}
    for section, spec in _COUNTED.items():
        count = sum(entry.get("section") == section for entry in entries)
        if count:
            found[spec] = float(count)
    for entry in entries:
        found.update(_education(entry) if entry.get("section") == "education" else _language(entry))
    others = sum(1 for entry in entries if _is_second(entry))
    return {**found, "second_language": float(others)} if others else found


def _education(entry: Mapping[str, Any]) -> Iterator[tuple[Spec, float]]:
    gpa, scale = _number("gpa", _get(entry, "gpa")), _number("gpa_scale", _get(entry, "gpa_scale"))
    try:
        scaled = scale_gpa(gpa, scale)
    except CellRefused:
        return
    if scaled is not None:
        yield "gpa", scaled


def _language(entry: Mapping[str, Any]) -> Iterator[tuple[Spec, float]]:
    if entry.get("section") != "language_test":
        return
    test, score = _get(entry, "test").lower(), _get(entry, "score")
    spec: Spec | None = None
    if "opic" in test or "오픽" in test:
        spec = "opic" if score.upper() in OPIC_LEVELS else None
    elif "speaking" in test or "스피킹" in test:
        spec = "toeic_speaking"
    elif "toeic" in test or "토익" in test:
        spec = "toeic"
    value = _number(spec, score) if spec else None
    if spec and value:
        yield spec, value


def _is_second(entry: Mapping[str, Any]) -> bool:
    test = _get(entry, "test")
    return entry.get("section") == "language_test" and bool(test) and not _ENGLISH.search(test)


def _number(key: str, cell: str) -> float | None:
    try:
        value = read_cell(key, cell)
    except CellRefused:
        return None
    return value if isinstance(value, float) else None


def _get(entry: Mapping[str, Any], key: str) -> str:
    fields = entry.get("fields", [])
    return next((str(field["value"]).strip() for field in fields if field.get("key") == key), "")
