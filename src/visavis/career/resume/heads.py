"""What the pieces of a line that names an entry are: school or major, company or title."""

from __future__ import annotations

import re
from collections.abc import Callable

from visavis.career.resume.confidence import NAMED, PATTERN, PLACED
from visavis.career.resume.dates import find_date
from visavis.career.resume.drafting import HOURS, Draft, Head, date_key
from visavis.career.resume.marks import (
    COMPANY,
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
    TEAM,
    TECHNOLOGY,
    TITLE,
)
from visavis.career.resume.pieces import Piece
from visavis.career.resume.values import Section


class Picking:
    """Takes fields out of the pieces of a line, the surest first."""

    def __init__(self, draft: Draft, pieces: list[Piece]) -> None:
        self.draft, self.pieces = draft, pieces

    def take(self, key: str, pattern: re.Pattern[str], confidence: float, group: str | int = 0) -> bool:
        """The first match becomes a field; what stands around it stays."""
        for index, piece in enumerate(self.pieces):
            found = pattern.search(piece.text)
            if found and found[0]:
                self.draft.add(piece.group(found, group).trimmed(), key, confidence)
                self.pieces[index : index + 1] = piece.without(found)
                return True
        return False

    def take_whole(self, key: str, pattern: re.Pattern[str], confidence: float) -> bool:
        """The first piece in which the pattern is found becomes a field."""
        for index, piece in enumerate(self.pieces):
            if pattern.search(piece.text):
                self.draft.add(self.pieces.pop(index), key, confidence)
                return True
        return False

    def take_date(self) -> None:
        for index, piece in enumerate(self.pieces):
            found = find_date(piece.text)
            if found:
                self.draft.add(piece.group(found[0]), date_key(self.draft.section), PATTERN, found[1])
                self.pieces[index : index + 1] = piece.without(found[0])
                return

    def part_last(self, pattern: re.Pattern[str]) -> None:
        """Part the last word of a lone Korean piece, where the pattern knows it: 정보처리기사 한국산업인력공단."""
        if len(self.pieces) == 1:
            whole, _, last = self.pieces[0].text.rpartition(" ")
            if whole and pattern.search(last) and re.search(r"[가-힣]", last):
                piece = self.pieces[0]
                self.pieces = [piece.cut(0, len(whole)), piece.cut(len(whole))]

    def first(self, key: str, confidence: float = PLACED) -> None:
        """What is left first, unless the entry has such a field already."""
        if self.pieces and not self.draft.has(key):
            self.draft.add(self.pieces.pop(0), key, confidence)

    def drop(self, pattern: re.Pattern[str]) -> None:
        """Leave out pieces that are nothing but this."""
        self.pieces = [piece for piece in self.pieces if not pattern.fullmatch(piece.text)]


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
        picking.take_whole("school", SCHOOL_EN, NAMED)
    had_degree = picking.take("degree", DEGREE, NAMED)
    said = picking.take("major", MAJOR_SAID, NAMED, "major") or picking.take("major", MAJOR_KO, NAMED, "major")
    said = said or picking.take("major", MAJOR_EN, NAMED, "major")
    if not draft.has("start") and not draft.has("end"):
        _graduated(picking)
    picking.drop(PLACE)
    # an English piece beside a school may be its town
    if not said and (
        had_degree or (draft.has("school") and any(HANGUL.search(one.text) for one in picking.pieces[:1]))
    ):
        picking.first("major")


def _graduated(picking: Picking) -> None:
    """A single date beside a school is when it ended."""
    for index, piece in enumerate(picking.pieces):
        found = find_date(piece.text)
        if found:
            picking.draft.add(piece.group(found[0]), "end", PATTERN, found[1])
            picking.pieces[index : index + 1] = piece.without(found[0])
            return


def _career(draft: Draft, pieces: list[Piece]) -> None:
    parts = [part for piece in pieces for part in piece.split(re.compile(r"\s+(?:at|@)\s+"))]
    picking = Picking(draft, parts)
    picking.drop(PLACE)
    if len(picking.pieces) == 1 and _KOREAN_WORDS.fullmatch(picking.pieces[0].text) and not draft.has("company"):
        _one_line(picking)
        return
    picking.take_whole("company", _COMPANY_ALONE, NAMED)
    picking.take_whole("title", TITLE, NAMED)
    picking.take_whole("company", COMPANY, NAMED)
    picking.take("team", TEAM, NAMED)
    picking.first("company")
    picking.first("title")


_COMPANY_ALONE = re.compile(r"주식회사|[(（][주유재사][)）]|㈜|\b(?:Inc|Ltd|LLC|GmbH|Corp)\b")
_KOREAN_WORDS = re.compile(r"(?=.*[가-힣])\S+(?: \S+){1,5}")


def _one_line(picking: Picking) -> None:
    """ "가온소프트 백엔드개발팀 인턴": the company first, the title last."""
    piece = picking.pieces[0]
    words = piece.split(re.compile(r" "))
    two = words[0].text in ("주식회사", "㈜", "(주)") or (
        len(words) > 1 and words[1].text in ("주식회사", "(주)", "㈜")
    )
    company = piece.cut(0, words[1 if two else 0].end - piece.start)
    picking.draft.add(company, "company", NAMED if COMPANY.search(company.text) else PLACED)
    rest = piece.cut(company.end - piece.start)
    team = _TEAM_WORD.search(rest.text)
    if team:
        picking.draft.add(rest.group(team), "team", NAMED)
        rest = rest.cut(team.end())
    picking.draft.add(rest, "title", NAMED if TITLE.search(rest.text) else PLACED)


_TEAM_WORD = re.compile(r"\S+(?:팀|본부|사업부|실|파트|부서|그룹|부|병동|지점|사무소)(?![가-힣])")


def _dated_things(name: str, maker: str, maker_pattern: re.Pattern[str]) -> Head:
    def head(draft: Draft, pieces: list[Piece]) -> None:
        picking = Picking(draft, pieces)
        if not draft.has("start"):
            picking.take_date()
        picking.part_last(maker_pattern)
        if not draft.has(name) and picking.pieces and not maker_pattern.search(picking.pieces[0].text):
            picking.first(name, NAMED)
        for index, piece in enumerate(picking.pieces):
            if maker_pattern.search(piece.text) and (draft.has(name) or len(picking.pieces) > 1):
                draft.add(picking.pieces.pop(index), maker, NAMED)
                break
        picking.first(name)
        if draft.section == "training":
            picking.first(maker)

    return head


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
    "career": _career,
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
