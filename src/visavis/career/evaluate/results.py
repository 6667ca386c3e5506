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
    """The first figure that can be a result, as written."""
    cleared = _NO_RESULT.sub(lambda found: " " * len(found[0]), sentence)
    found = _FIGURE.search(cleared)
    return found[0].strip() if found else None


def _few(work: list[Piece], told: int) -> Remark:
    first = work[0]
    return Remark("note", _FEW.fill(n=told, all=len(work)), first.text, first.span)
