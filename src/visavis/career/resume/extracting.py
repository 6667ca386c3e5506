"""From text to fields. Nothing is made up: a field is a piece of the text, or a date of it written alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from visavis.career.resume.drafting import Reader
from visavis.career.resume.essays import read_essay
from visavis.career.resume.flags import find_flags
from visavis.career.resume.heads import HEADS
from visavis.career.resume.identity import read_identity
from visavis.career.resume.listing import has_test, read_links, read_skills, read_spoken, read_tests
from visavis.career.resume.masking import mask_resident_numbers
from visavis.career.resume.pieces import Line, lines_of
from visavis.career.resume.splitting import Part, parts_of
from visavis.career.resume.values import SECTIONS, Entry, Flag, Resume, Section
from visavis.kit.text import Language

Kind = Literal["resume", "cover_letter", "portfolio"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_TESTED: frozenset[str | None] = frozenset({"language_test", "certificate", "skill"})
_KOREAN_SHARE = 0.2


def extract(text: str, kind: Kind = "resume", has_photo: bool = False) -> Resume:
    """The fields of a document's text; resident numbers are masked in all of it."""
    text = mask_resident_numbers(text)
    lines = list(lines_of(text))
    parts = parts_of(lines, is_letter=kind == "cover_letter")
    entries = [entry for part in parts for entry in _entries(part, text)]
    top = [line for part in parts if part.section in (None, "identity") for line in part.lines]
    identity = read_identity(top, [line for part in parts if part.section != "essay" for line in part.lines])
    tests = [line for part in parts if part.section in _TESTED for line in part.lines]
    entries += [*read_tests(tests), *read_links(lines)]
    flags = find_flags(parts, text, has_photo)
    ordered = [*([identity] if identity else []), *sorted(entries, key=_place)]
    flagged = _flagged(flags, len(text))
    kept = (_without_flagged(entry, flagged) for entry in ordered)
    return Resume(language_of(text), text, tuple(entry for entry in kept if entry.fields), flags)


def _without_flagged(entry: Entry, flagged: bytearray) -> Entry:
    """Without the fields in which something flagged stands; what is told in a letter is left alone."""
    if entry.section == "essay":
        return entry
    kept = (one for one in entry.fields if one.span is None or not any(flagged[one.span.start : one.span.end]))
    return Entry(entry.section, tuple(kept))


def _flagged(flags: Sequence[Flag], length: int) -> bytearray:
    """For each character whether something flagged stands there."""
    marks = bytearray(length)
    for flag in flags:
        marks[flag.span.start : flag.span.end] = b"\x01" * (flag.span.end - flag.span.start)
    return marks


def language_of(text: str) -> Language:
    """Korean when a fifth of the letters are."""
    korean = len(re.findall(r"[가-힣]", text))
    latin = len(re.findall(r"[A-Za-z]", text))
    return "ko" if korean > _KOREAN_SHARE * (korean + latin) else "en"


def _entries(part: Part, text: str) -> Iterator[Entry]:
    section = part.section
    if section == "essay":
        essay = read_essay(part.heading, part.lines, text)
        if essay is not None:
            yield essay
    elif section == "skill":
        yield from read_skills([line for line in part.lines if not has_test(line)])
    elif section == "language_test":
        yield from read_spoken(part.lines)
    elif section in HEADS:
        yield from _read(section, _without_tests(part) if section == "certificate" else part.lines, text)


def _read(section: Section, lines: Sequence[Line], text: str) -> list[Entry]:
    return Reader(section, HEADS[section], text).read(lines)


def _without_tests(part: Part) -> list[Line]:
    return [line for line in part.lines if not has_test(line)]


def _place(entry: Entry) -> tuple[int, int]:
    first = min((field.span.start for field in entry.fields if field.span), default=0)
    return SECTIONS.index(entry.section), first
