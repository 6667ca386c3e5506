"""What the pieces of a line that names an entry are: school or major, company or title."""

from __future__ import annotations

import re
from collections.abc import Callable

from visavis.career.resume.careers import read_career
from visavis.career.resume.certificates import IS_NAME
from visavis.career.resume.confidence import NAMED, PATTERN, PLACED
from visavis.career.resume.dates import find_date
from visavis.career.resume.drafting import HOURS, Draft, Head
from visavis.career.resume.marks import (
    COUNTRY,
    DEGREE,
    GPA,
    GPA_ALONE,
    HANGUL,
    ISSUER,
    MAJOR_EN,
    MAJOR_KO,
    MAJOR_SAID,
    MINOR,
    PLACE,
    PURPOSE,
    ROLE,
    SCHOOL_EN,
    SCHOOL_KO,
    SERVICE,
    STATUS,
    TECHNOLOGY,
    TITLE,
)
from visavis.career.resume.picking import Picking
from visavis.career.resume.pieces import Piece
from visavis.career.resume.values import Section


def _education(draft: Draft, pieces: list[Piece]) -> None:
    picking = Picking(draft, pieces)
    for index, piece in enumerate(pieces):
        found = GPA.search(piece.text)
        if found and not draft.has("gpa"):
            draft.add(piece.group(found, "gpa"), "gpa", PATTERN)
            draft.add(piece.group(found, "scale"), "gpa_scale", PATTERN)
            pieces[index : index + 1] = piece.without(found)
            break
    else:
        picking.take("gpa", GPA_ALONE, PATTERN, "gpa")
    picking.pieces = [piece for piece in picking.pieces if not MINOR.search(piece.text)]
    picking.take("status", STATUS, PATTERN)
    if not picking.take("school", SCHOOL_KO, NAMED):
        picking.take_whole("school", SCHOOL_EN, NAMED) or picking.take("school", _ACRONYM_FIRST, PLACED)
    ahead = _ahead_of_degree(picking)
    had_degree = picking.take("degree", DEGREE, NAMED)
    said = picking.take("major", MAJOR_SAID, NAMED, "major") or picking.take("major", MAJOR_KO, NAMED, "major")
    said = said or picking.take("major", MAJOR_EN, NAMED, "major")
    if not draft.has("start") and not draft.has("end"):
        _graduated(picking)
    picking.drop(PLACE)
    picking.drop_towns()
    if not draft.has("school"):
        _school_by_place(picking, ahead, said)
    # an English piece beside a school may be its town
    if not said and (
        had_degree or (draft.has("school") and any(HANGUL.search(one.text) for one in picking.pieces[:1]))
    ):
        picking.first("major")


_ACRONYM = re.compile(r"[A-Z]{2,6}(?: [A-Z]\w+)?")
_ACRONYM_FIRST = re.compile(r"^[A-Z]{3,7}(?= [가-힣])")


def _ahead_of_degree(picking: Picking) -> Piece | None:
    """The piece before the one that holds the degree, if that is the second: "MIT" in "MIT, BSc Physics"."""
    degrees = [index for index, piece in enumerate(picking.pieces) if DEGREE.search(piece.text)]
    return picking.pieces[0] if degrees[:1] == [1] else None


def _school_by_place(picking: Picking, ahead: Piece | None, said: bool) -> None:
    """A school that no word names: it stands before the degree and the subject, or it is letters alone."""
    for index, piece in enumerate(picking.pieces):
        other = said or len(picking.pieces) > 1 or picking.draft.has("major")
        if other and (piece == ahead or _ACRONYM.fullmatch(piece.text)):
            picking.draft.add(picking.pieces.pop(index), "school", PLACED)
            return


def _graduated(picking: Picking) -> None:
    """A single date beside a school is when it ended."""
    for index, piece in enumerate(picking.pieces):
        found = find_date(piece.text)
        if found:
            picking.draft.add(piece.group(found[0]), "end", PATTERN, found[1])
            picking.pieces[index : index + 1] = piece.without(found[0])
            return


def _dated_things(name: str, maker: str, maker_pattern: re.Pattern[str]) -> Head:
    def head(draft: Draft, pieces: list[Piece]) -> None:
        picking = Picking(draft, pieces)
        if not draft.has("start"):
            picking.take_date()
        picking.part_last(maker_pattern)
        if not draft.has(name) and picking.pieces and _is_name(picking.pieces[0].text, maker_pattern):
            picking.first(name, NAMED)
        # "AWS Solutions Architect, Amazon": of two that could be the maker the last is it
        for index, piece in reversed(list(enumerate(picking.pieces))):
            if maker_pattern.search(piece.text) and (draft.has(name) or len(picking.pieces) > 1):
                draft.add(picking.pieces.pop(index), maker, NAMED)
                break
        picking.first(name)
        if draft.section == "training":
            picking.first(maker)

    return head


def _is_name(text: str, maker: re.Pattern[str]) -> bool:
    return maker.search(text) is None or IS_NAME.search(text) is not None


def _activity(draft: Draft, pieces: list[Piece]) -> None:
    picking = Picking(draft, pieces)
    picking.take_date() if not draft.has("start") else None
    picking.part_last(ROLE)
    picking.take_whole("role", ROLE, NAMED)
    picking.first("name")
    for piece in picking.pieces:
        draft.add(piece, "detail", PLACED)


def _volunteering(draft: Draft, pieces: list[Piece]) -> None:
    picking = Picking(draft, pieces)
    picking.take("hours", HOURS, PATTERN, "hours")
    picking.take_date() if not draft.has("start") else None
    picking.first("organisation")
    for piece in picking.pieces:
        draft.add(piece, "detail", PLACED)


def _unpaid(draft: Draft, pieces: list[Piece]) -> None:
    picking = Picking(draft, pieces)
    picking.take_whole("role", TITLE, NAMED) or picking.take_whole("role", ROLE, NAMED)
    picking.first("organisation")
    picking.first("role")


def _abroad(draft: Draft, pieces: list[Piece]) -> None:
    picking = Picking(draft, pieces)
    picking.take_date() if not draft.has("start") else None
    picking.take("country", COUNTRY, NAMED)
    picking.take("purpose", PURPOSE, NAMED)


def _military(draft: Draft, pieces: list[Piece]) -> None:
    picking = Picking(draft, pieces)
    picking.take("service", SERVICE, NAMED)


def _project(draft: Draft, pieces: list[Piece]) -> None:
    picking = Picking(draft, pieces)
    if not draft.has("name"):
        picking.first("name")
    technologies = [piece for piece in picking.pieces if TECHNOLOGY.fullmatch(piece.text)]
    for piece in technologies:
        draft.add(piece, "stack", NAMED)
    picking.pieces = [piece for piece in picking.pieces if piece not in technologies]
    picking.take_date() if not draft.has("start") else None
    if not picking.take_whole("role", ROLE, NAMED):
        picking.take_whole("role", TITLE, NAMED)


HEADS: dict[Section, Callable[[Draft, list[Piece]], None]] = {
    "education": _education,
    "career": read_career,
    "unpaid": _unpaid,
    "certificate": _dated_things("name", "issuer", ISSUER),
    "award": _dated_things("name", "issuer", ISSUER),
    "training": _dated_things("name", "provider", ISSUER),
    "activity": _activity,
    "volunteering": _volunteering,
    "abroad": _abroad,
    "military": _military,
    "project": _project,
}
