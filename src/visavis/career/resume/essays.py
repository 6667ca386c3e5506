"""Cover-letter items: their titles and what was written under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from visavis.career.resume.confidence import LABELLED, UNDER
from visavis.career.resume.headings import heading_of, normalised
from visavis.career.resume.pieces import Line, Piece
from visavis.career.resume.values import Entry, Field, Span

_TITLES = frozenset(
    [
        "성장과정",
        "성장배경",
        "성격의장단점",
        "성격장단점",
        "성격및장단점",
        "장단점",
        "성격",
        "지원동기",
        "지원동기및포부",
        "지원동기및입사후포부",
        "지원동기와포부",
        "입사후포부",
        "입사포부",
        "장래포부",
        "포부",
        "직무경험",
        "직무역량",
        "직무관련경험및역량",
        "직무수행경험",
        "직무강점",
        "경험및역량",
        "학창시절",
        "학교생활",
        "생활신조",
        "가치관",
        "사회활동",
        "도전경험",
        "도전과성취",
        "협업경험",
        "문제해결경험",
        "실패경험",
        "갈등해결경험",
        "나의강점",
        "강점",
        "직업관",
        "motivation",
        "whyus",
        "whythiscompany",
        "whyme",
        "mymotivation",
        "strengthsandweaknesses",
        "strengths",
        "growth",
        "relevantexperienceandmotivation",
        "futureplans",
        "careergoals",
        "goals",
        "growingup",
        "biggestchallenge",
        "teamwork",
        "futuregoals",
        "personalbackground",
    ]
)
_IN_LETTERS = frozenset(
    [
        "직무관련경험",
        "경험사항",
        "활동사항",
        "해외경험",
        "봉사활동",
        "기타",
        "나의역량",
        "experience",
        "skills",
        "leadership",
    ]
)
"""Titles of items in a cover letter which are headings of a résumé elsewhere."""
_ASKED = re.compile(
    r"^(?:\(?\d{1,2}[.)]|Q\d{0,2}[.):]?|[①-⑳]|문항\s?\d{0,2}[.):]?|\[?항목\s?\d{1,2}\]?[.):]?)\s*\S.*"
    r"(?:시오|세요|주십시오|바랍니다|\?|[0-9,]+\s*(?:자|characters|words|"
    r"bytes?)[^)]{0,12}\))\s*[.)]?\s*(?:[(\[].{0,40}[)\]])?\s*$"
)
_ASKED_BARE = re.compile(
    r"^(?:(?:\(?\d{1,2}[.)]|Q\d{0,2}[.):]?)\s*)?(?:Why|What|How|Describe|Tell us|Tell me|Explain|Give an "
    r"example)\b.{8,160}[?.]"
    r"\s*(?:\(.{0,40}\))?$"
)
_LIMIT = re.compile(
    r"\s*(?:[(\[（][^()\[\]（）]{0,24}?|(?:공백\s?(?:포함|제외)[,\s]*)?)[0-9,]+\s*(?:자|characters|words|byte|"
    r"bytes)[^)\]）]{0,20}[)\]）]?\s*$"
)
_NUMBER = re.compile(r"^(?:\(?\d{1,2}[.)]|Q\d{0,2}[.):]?|[①-⑳]|문항\s?\d{0,2}[.):]?)\s*")
_LONGEST = 250


def essay_title(body: Piece, is_letter: bool) -> Piece | None:
    """The title that a line is, or None. Without ``is_letter`` only the usual titles count."""
    text = body.text
    if "\t" in text or len(text) > _LONGEST:
        return None
    bare = _LIMIT.sub("", text)
    name = normalised(bare) if len(text) < 60 else ""
    usual = name in _TITLES or (is_letter and name in _IN_LETTERS)
    if usual or (is_letter and (_ASKED.match(text) or _ASKED_BARE.match(text))):
        return _without_ornaments(body)
    return None


def _without_ornaments(body: Piece) -> Piece:
    number = _NUMBER.match(body.text)
    bare = body.cut(number.end()) if number else body
    limit = _LIMIT.search(bare.text)
    if limit and limit.start() > 0:
        bare = bare.cut(0, limit.start())
    return bare.trimmed(" \t[]【】<>《》〈〉『』「」■□◆◇●○▶▷▪•※*#:：'\"“”")


def read_essay(title: Piece | None, lines: Sequence[Line], text: str) -> Entry | None:
    """One item: its title and its text, which runs to the next title."""
    filled = [line for line in lines if not line.is_empty]
    if not filled:
        return None
    start, end = filled[0].body.start, filled[-1].body.end
    fields: list[Field] = []
    if title is not None and heading_of(title.text) != "essay":
        fields.append(title.field("title", LABELLED))
    sure = LABELLED if fields else UNDER
    fields.append(Field("text", paragraphs(text[start:end]), Span(start, end), sure))
    return Entry("essay", tuple(fields))


def paragraphs(text: str) -> str:
    """Lines that a page broke joined again; an empty line stays."""
    blocks = re.split(r"\n[ \t]*\n", text)
    return "\n\n".join(" ".join(line.strip() for line in block.split("\n")) for block in blocks)
