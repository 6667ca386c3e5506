"""Results that are told in figures."""

from __future__ import annotations

import re
from collections.abc import Iterable

from visavis.career.evaluate.engine import Document, Part, Remark
from visavis.career.evaluate.parts import make_part
from visavis.career.evaluate.text import Piece
from visavis.career.evaluate.verbs import is_about_work
from visavis.kit.text import Text

MOST_REMARKS = 6
_ENOUGH = 1 / 3
_NO_RESULT = re.compile(
    r"(?:19|20)\d{2}\s*[년./-]\s*\d{0,2}\s*[월./-]?\s*(?:\d{1,2}\s*일?)?|\b(?:19|20)\d{2}\b|"
    r"0\d{1,2}[-. ]\d{3,4}[-. ]\d{4}|\S+@\S+|https?://\S+|\d(?:\.\d+)?\s*/\s*4\.[35]|\b\d{1,2}\s*(?:학년|학기)|"
    r"\d{1,2}\s*월(?!\s*(?:평균|매출))|\d{1,2}\s*일(?=부터|까지|에|\s|$)|[A-Za-z]+[\d.]*\d[A-Za-z]*|GPA\s*:?\s*[\d.]+",
)
"""Dates, phone numbers, addresses, grades and names with digits in them (S3, Python 3) are no results."""
_MATES = r"(?:팀원|조원|동료|친구|개발자|기획자|디자이너|학우|동기|선배|후배)"
_SPAN = r"(?:년|개월|달|주일?|일|시간|분)"
_N = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten)"
_EN_MATES = r"(?:team ?mates|colleagues|classmates|friends|developers|engineers|members|peers|others)"
_TEAM = (
    (
        rf"(?<!\d)\d+\s*(?:명|인)(?=(?:이|의|으로|과|이서)?\s*(?:함께\s*(?:한|하|진행|만들|개발|모여)|"
        rf"팀(?:을|의|원|이|에|으로|\s|$)|한\s?팀|규모|구성|이루어진|{_MATES}|협업|협력|조(?:를|로|\s)))"
    ),
    r"\d+\s*(?:명|인)과\s",
    (
        rf"(?:{_MATES}|저|본인|나|팀|조|총원|인원)(?:은|는|이|을|를|와|과|까지)?\s*(?:포함\s*)?(?:해\s*)?(?:총\s*)?"
        r"\d+\s*(?:명|인)"
    ),
    rf"\b(?:team|group|squad|crew) of (?:about )?{_N}\b",
    rf"\b{_N}[- ](?:person|people|man|member)s?[- ](?:team|group|squad)\b",
    rf"\bwith {_N} (?:other )?{_EN_MATES}\b",
)
_TIME = (
    rf"\d+\s*{_SPAN}\s*(?:만에|동안|간(?![가-힣])|째|차(?![가-힣])|여간|내내|씩)",
    r"\d+\s*(?:회|번)\s*씩",
    rf"\b(?:for|over|within|in|after|every|during) (?:the (?:last|past) )?{_N} (?:year|month|week|day|hour)s?\b",
    r"\b\d+[- ](?:year|month|week|day)\b",
)
_FRAME = re.compile("|".join((*_TEAM, *_TIME)), re.IGNORECASE)
"""How many were in the team, how long it took and how often they met frame the work; they aren't its result."""
_FIGURE = re.compile(
    r"\d[\d,.]*\s*(?:%|퍼센트|percent|배|명|건|개|원|만|억|천|시간|분|초|점|위|회|번|대|톤|kg|km|times|users|people|hours|"
    r"minutes|seconds|ms|days|weeks|months|x\b|k\b|[A-Za-z]+)?|(?:두|세|네|다섯|절반|반)\s*(?:배|으로 줄)|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|half|doubled|tripled|twice)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"줄였|줄여|줄었|늘렸|늘려|늘었|높였|높아|낮췄|낮아|개선|향상|단축|절감|증가|감소|성장|빨라|"
    r"\b(?:improv|increas|reduc|decreas|cut|boost|grew|rais|lower|sav|faster|optimi[sz])\w*",
    re.IGNORECASE,
)
_UNIT = r"(?:\s?(?:천|만|억))?\s?(?:%p?|[가-힣]{1,3}|[A-Za-z]{1,7})?"
_EN_AMOUNT = r"\S{0,3}\d[\d,.]*(?:\s?(?!(?:to|with|in|within|by|for|and|over|per|a|at|on|while)\b)[A-Za-z%]+)?"
_FROM_TO = re.compile(
    rf"\d[\d,.]*{_UNIT}(?:에서|을|를|이던|였던|이었던)\s[^.!?\n]{{0,20}}?\d[\d,.]*{_UNIT}(?:으로|로)(?![가-힣])|"
    rf"\d[\d,.]*{_UNIT}\s*(?:→|->|=>|⇒)\s*\d[\d,.]*{_UNIT}|"
    rf"\bfrom {_EN_AMOUNT} to {_EN_AMOUNT}",
    re.IGNORECASE,
)
"""What changed, from what to what: the result itself."""
_MEND = Text(
    ko="무엇이 나아졌는지는 있지만 얼마나인지 없습니다. 측정한 값이 있으면 쓰세요.",
    en="It says that something got better, not by how much. Give a measured figure if you have one.",
)
_MEND_WORDS = Text(
    ko="___에서 ___(으)로 ___% 바뀌었습니다(기간: ___) — 수치를 채워 주세요.",
    en="From ___ to ___ (___ %) within ___ — fill in the figures.",
)
_GOOD = Text(ko="결과를 수치로 말했습니다: {n}", en="Says the result in a figure: '{n}'.")
_NONE = Text(
    ko="한 일을 말하는 문장을 찾지 못했습니다. 맡은 일과 결과를 문장으로 쓰세요.",
    en="No sentence about work was found. Tell what you did and what came of it.",
)
_FEW = Text(
    ko="한 일을 말하는 문장 {all}개 가운데 {n}개에 수치가 있습니다. 셋 중 하나가 목표입니다.",
    en="{n} of {all} sentences about work hold a figure; one in three is the aim.",
)


def judge_results(document: Document, sentences: Iterable[Piece]) -> Part:
    """The share of sentences about work that hold a figure, against one in three."""
    work = [one for one in sentences if is_about_work(one, document.language) or _CHANGE.search(one.text)]
    if not work:
        return make_part("results", document.kind, 0.0, [Remark("mend", _NONE)])
    told = [(one, figure) for one in work if (figure := figure_in(one.text))]
    vague = [one for one in work if _CHANGE.search(one.text) and not figure_in(one.text)]
    remarks = [Remark("mend", _MEND, one.text, one.span, _MEND_WORDS) for one in vague[:MOST_REMARKS]]
    remarks += [Remark("good", _GOOD.fill(n=figure), one.text, one.span) for one, figure in told[:3]]
    share = len(told) / len(work) / _ENOUGH
    if share < 1:
        remarks.insert(0, _few(work, len(told)))
    return make_part("results", document.kind, share, remarks)


def figure_in(sentence: str) -> str | None:
    """The figure that tells the result best, as written: from what to what; else the one beside a word of change
    (before it in Korean, behind it in English); else the first."""
    cleared = _FRAME.sub(_blank, _NO_RESULT.sub(_blank, sentence))
    pair = _FROM_TO.search(cleared)
    if pair:
        return sentence[pair.start() : pair.end()].strip()
    figures = list(_FIGURE.finditer(cleared))
    change = _CHANGE.search(cleared)
    if change and len(figures) > 1:
        before = [one for one in figures if one.end() <= change.start()]
        behind = [one for one in figures if one.start() >= change.end()]
        korean = "가" <= change[0][0] <= "힣"
        figures = (before[-1:] or behind[:1]) if korean else (behind[:1] or before[-1:])
    return figures[0][0].strip() if figures else None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _few(work: list[Piece], told: int) -> Remark:
    first = work[0]
    return Remark("note", _FEW.fill(n=told, all=len(work)), first.text, first.span)
