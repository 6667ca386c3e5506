"""What questions can be asked about, composed of a résumé and a posting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.career.resume.dates import months_between
from visavis.career.resume.values import Entry, Resume
from visavis.interview.questions.material import Essay, Experience, Gap, Material, Project
from visavis.kit.clock import now

GAP_MONTHS = 4
"""A shorter time between two entries is no gap: semesters and starts of jobs don't meet to the month."""


def material_of(resume: Resume, posting: str = "") -> Material:
    """Everything as it is written; months are counted where both dates have one."""
    return Material(
        language=resume.language,
        experiences=tuple(_experience(entry) for entry in (*resume.of("career"), *resume.of("unpaid"))),
        projects=tuple(_project(entry) for entry in resume.of("project")),
        gaps=tuple(gaps_of(resume)),
        skills=_values(resume.of("skill"), "name"),
        certificates=_values(resume.of("certificate"), "name"),
        awards=_values(resume.of("award"), "name"),
        activities=(*_values(resume.of("activity"), "name"), *_values(resume.of("volunteering"), "organisation")),
        majors=_values(resume.of("education"), "major"),
        essays=tuple(
            Essay(entry.get("title") or "", entry.get("text") or "")
            for entry in resume.of("essay")
            if entry.get("text")
        ),
        posting=posting,
    )


def gaps_of(resume: Resume) -> Iterator[Gap]:
    """Times of four months and more between entries of education and career that both have their dates."""
    dated = sorted(
        (
            one
            for entry in (*resume.of("education"), *resume.of("career"), *resume.of("military"))
            if (one := _dated(entry))
        ),
    )
    if not dated:
        return
    latest_end, latest_name = dated[0][1], dated[0][2]
    for start, end, name in dated[1:]:
        between = (months_between(latest_end, start) or 0) - 2
        if between >= GAP_MONTHS:
            yield Gap(latest_name, name, between)
        if end > latest_end:
            latest_end, latest_name = end, name


def _dated(entry: Entry) -> tuple[str, str, str] | None:
    """Start, end and name, where both dates have a month; a running entry ends now."""
    start, end = entry.get("start") or "", entry.get("end") or ""
    end = f"{now():%Y-%m}" if end == "now" else end
    name = entry.get("school") or entry.get("company") or entry.get("service") or ""
    return (start, end, name) if len(start) == len(end) == len("2024-03") and name else None


def _experience(entry: Entry) -> Experience:
    start, end = entry.get("start") or "", entry.get("end") or ""
    return Experience(
        organisation=entry.get("company") or entry.get("organisation") or "",
        role=entry.get("title") or entry.get("role") or "",
        start=start,
        end=end,
        months=months_between(start, f"{now():%Y-%m}" if end == "now" else end),
        duties=_joined(entry, "duties"),
        results=_joined(entry, "results"),
    )


def _project(entry: Entry) -> Project:
    stack = [part.strip() for one in _all(entry, "stack") for part in one.replace("/", ",").split(",")]
    return Project(
        name=entry.get("name") or "",
        role=entry.get("role") or "",
        stack=tuple(part for part in stack if part),
        which=_joined(entry, "which"),
        why=_joined(entry, "why"),
        why_technology=_joined(entry, "why_technology"),
        result=_joined(entry, "result"),
        limits=_joined(entry, "limits"),
    )


def _values(entries: Sequence[Entry], key: str) -> tuple[str, ...]:
    return tuple(value for entry in entries if (value := entry.get(key)))


def _all(entry: Entry, key: str) -> list[str]:
    return [field.value for field in entry.fields if field.key == key]


def _joined(entry: Entry, key: str) -> str:
    return "\n".join(_all(entry, key))
