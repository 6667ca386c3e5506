"""Company, team and title out of the pieces of a line."""

from __future__ import annotations

import re
from dataclasses import replace

from visavis.career.resume.confidence import NAMED, PLACED
from visavis.career.resume.drafting import Draft
from visavis.career.resume.marks import COMPANY, PLACE, TEAM, TITLE
from visavis.career.resume.picking import Picking
from visavis.career.resume.pieces import Piece
from visavis.career.resume.values import Span

_COMPANY_ALONE = re.compile(r"주식회사|[(（][주유재사][)）]|㈜|\b(?:Inc|Ltd|LLC|GmbH|Corp)\b")
_KOREAN_WORDS = re.compile(r"(?=.*[가-힣])\S+(?: \S+){1,5}")
_TEAM_WORD = re.compile(r"\S+(?:팀|본부|사업부|실|파트|부서|그룹|부|병동|지점|사무소)(?![가-힣])")
_TEAM_BEHIND = re.compile(
    r"(?P<company>\S.*?) (?P<team>(?:\S{2,}(?:팀|본부|사업부|실|파트|부서|부|센터|셀) )*"
    r"\S{2,}(?:팀|본부|사업부|파트|부서|부|셀|실))"
)
"""A company and its team in one piece: "(주)라온테크 플랫폼개발팀"."""


def read_career(draft: Draft, pieces: list[Piece]) -> None:
    """See ``Head``."""
    parts = [part for piece in pieces for part in piece.split(re.compile(r"\s+(?:at|@)\s+"))]
    if draft.has("company") and any(TITLE.search(part.text) for part in parts):
        _drop_guess(draft)
    picking = Picking(draft, parts)
    picking.drop_towns()
    picking.drop(PLACE)
    if len(picking.pieces) == 1 and _KOREAN_WORDS.fullmatch(picking.pieces[0].text) and not draft.has("company"):
        _one_line(picking)
        return
    _part_teams(picking)
    picking.take_whole("company", _COMPANY_ALONE, NAMED)
    picking.take_whole("title", TITLE, NAMED)
    picking.take_whole("company", COMPANY, NAMED)
    picking.take("team", TEAM, NAMED)
    picking.first("company")
    picking.first("title")


def _drop_guess(draft: Draft) -> None:
    """A title that only its place told gives way to a known one; directly behind a company that only its place told it
    was the company's second word: "네이버 클라우드"."""
    title = next((one for one in draft.fields if one.key == "title" and one.confidence <= PLACED), None)
    company = next(one for one in draft.fields if one.key == "company")
    if title is None or title.span is None or company.span is None:
        return
    draft.fields.remove(title)
    if company.confidence <= PLACED and title.span.start == company.span.end + 1:
        whole = Span(company.span.start, title.span.end)
        longer = replace(company, value=f"{company.value} {title.value}", span=whole)
        draft.fields[draft.fields.index(company)] = longer


def _part_teams(picking: Picking) -> None:
    """Part a team from the company before it."""
    for index, piece in enumerate(picking.pieces):
        found = None if picking.draft.has("company") else _TEAM_BEHIND.fullmatch(piece.text)
        if found and not TITLE.search(piece.text):
            picking.pieces[index : index + 1] = [piece.group(found, "company")]
            picking.draft.add(piece.group(found, "team"), "team", NAMED)
            return


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
