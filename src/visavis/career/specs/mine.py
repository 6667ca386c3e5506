"""One's own specs out of a résumé that was read before, to be set beside a group's in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from visavis.career.resume.dates import months_between
from visavis.career.resume.values import Entry, Resume, Section
from visavis.career.specs.fields import Spec
from visavis.career.specs.rows import CellRefused, read_cell, scale_gpa
from visavis.kit.clock import now

_COUNTED: dict[Section, Spec] = {"certificate": "certificates", "award": "awards"}
_INTERN = re.compile(r"인턴|\bintern(?:ship)?s?\b", re.IGNORECASE)
_ENGLISH = re.compile(r"toeic|토익|opic|오픽|toefl|토플|teps|텝스|ielts|아이엘츠|telp|텔프|english|영어", re.IGNORECASE)
_OWN = re.compile(r"native|mother tongue|모국어|원어민", re.IGNORECASE)
_KOREAN = re.compile(r"korean|한국어", re.IGNORECASE)
_POINTS = re.compile(r"\s*(?:/\s*\d+|points?|점)\s*$", re.IGNORECASE)


def specs_of(resume: Resume) -> dict[Spec, float]:
    """What a résumé says of the specs; what it doesn't say is left out. Of several scores the best counts, of several
    grades the one that stands first."""
    counted = ((spec, float(len(resume.of(section)))) for section, spec in _COUNTED.items())
    found: dict[Spec, float] = {spec: count for spec, count in counted if count}
    for spec, value in (*_tests(resume), *_times(resume)):
        found[spec] = max(value, found.get(spec, 0.0))
    for spec, value in _grades(resume):
        found.setdefault(spec, value)
    return found


def _grades(resume: Resume) -> Iterator[tuple[Spec, float]]:
    for entry in resume.of("education"):
        gpa, scale = _number("gpa", entry.get("gpa")), _number("gpa_scale", entry.get("gpa_scale"))
        if scale is None and resume.language == "en":
            continue  # without a scale 4.5 is the convention in Korea alone
        try:
            scaled = scale_gpa(gpa, scale)
        except CellRefused:
            continue
        if scaled is not None:
            yield "gpa", scaled


def _tests(resume: Resume) -> Iterator[tuple[Spec, float]]:
    others: set[str] = set()
    for entry in resume.of("language_test"):
        test, score = entry.get("test") or "", entry.get("score") or ""
        spec = _spec_of(test)
        value = _number(spec, _POINTS.sub("", score)) if spec else None
        if spec and value:
            yield spec, value
        if test and not (_ENGLISH.search(test) or _KOREAN.search(test) or _OWN.search(score)):
            others.add(test.casefold())
    if others:
        yield "second_language", float(len(others))


def _spec_of(test: str) -> Spec | None:
    name = test.casefold()
    if "opic" in name or "오픽" in name:
        return "opic"
    if not re.search(r"toeic|토익|토스", name):
        return None
    return "toeic_speaking" if re.search(r"speaking|스피킹|토스", name) else "toeic"


def _times(resume: Resume) -> Iterator[tuple[Spec, float]]:
    internships = sum(_is_internship(entry) for entry in (*resume.of("career"), *resume.of("unpaid")))
    hours = sum(_number("volunteering_hours", entry.get("hours")) or 0.0 for entry in resume.of("volunteering"))
    months = sum(_months(entry) for entry in resume.of("abroad"))
    found: tuple[tuple[Spec, float], ...] = (
        ("internships", internships),
        ("volunteering_hours", hours),
        ("abroad_months", months),
    )
    yield from ((spec, float(value)) for spec, value in found if value)


def _is_internship(entry: Entry) -> bool:
    return any(_INTERN.search(entry.get(key) or "") for key in ("title", "role", "team", "company", "organisation"))


def _months(entry: Entry) -> int:
    end = entry.get("end") or ""
    return months_between(entry.get("start") or "", f"{now():%Y-%m}" if end == "now" else end) or 0


def _number(key: str, cell: str | None) -> float | None:
    try:
        value = read_cell(key, (cell or "").strip())
    except CellRefused:
        return None
    return value if isinstance(value, float) else None
