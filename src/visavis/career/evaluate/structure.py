"""What a résumé needs: who, where from, what done, what able; latest first; with periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from visavis.career.evaluate.engine import Document, Part, Remark
from visavis.career.evaluate.parts import make_part
from visavis.career.evaluate.text import lines_of
from visavis.career.resume.dates import DATE, find_period
from visavis.career.resume.values import Entry, Field, Section, Span
from visavis.kit.text import Text

_DONE: tuple[Section, ...] = ("career", "unpaid", "project", "activity")
_HEADS: dict[str, re.Pattern[str]] = {
    "education": re.compile(r"학력|학교|대학|education|university|college|school", re.IGNORECASE),
    "doing": re.compile(r"경력|경험|인턴|프로젝트|활동|experience|employment|intern|project|career", re.IGNORECASE),
    "skill": re.compile(r"기술|스킬|역량|자격증|skills?|technolog|certificat", re.IGNORECASE),
}
_FAR_APART = 8
"""Characters between the start and the end of one period: " ~ ", " until "."""
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_PHONE = re.compile(r"(?:\+\d{1,3}[- ]?)?\(?\d{2,4}\)?[- .]?\d{3,4}[- .]\d{4}")
_PERSONAL = re.compile(
    r"생\s?년\s?월\s?일|생년|생일|출생|년생|일생|나이|연령|주민|만\s?\d{2}\s?세|\bborn\b|\bbirth|\bD\.?O\.?B\b|\bage\b",
    re.IGNORECASE,
)
"""A line that says when somebody was born: its date is no period."""
_BEFORE = re.compile(r"[\w,-]$")
_BEHIND = re.compile(r"\d|-\d|,\d|\s?(?:명|원|건|개|만|회|자|호|번|대|시간|%|kg|km|ms|cm)")
"""Beside these 2000 is no year: 2000명, A-2024-1234."""
_MISSING = {
    "contact": Text(
        ko="이메일과 전화번호를 모두 찾지는 못했습니다. 문서 앞쪽에 적으세요.",
        en="Email and phone weren't both found. Put them near the top.",
    ),
    "education": Text(ko="학력을 찾지 못했습니다.", en="No education was found."),
    "doing": Text(ko="경력이나 프로젝트, 활동을 찾지 못했습니다.", en="No work, project or activity was found."),
    "skill": Text(ko="기술이나 자격을 찾지 못했습니다.", en="No skills or certificates were found."),
    "periods": Text(ko="기간이 적힌 곳을 찾지 못했습니다.", en="No periods were found."),
}
_THERE = {
    "contact": Text(ko="연락처가 있습니다.", en="Contact details are there."),
    "periods": Text(ko="기간이 적혀 있습니다.", en="Periods are given."),
}
_ORDER = Text(
    ko="'{a}' 다음에 더 최근인 '{b}'이(가) 나옵니다. 최근 것부터 쓰는 것이 보통입니다.",
    en="'{b}' is later than '{a}' before it; the usual order is latest first.",
)


def judge_structure(document: Document) -> Part:
    """Six checks of equal weight: contact, education, doing, skills, periods, order."""
    order = list(_out_of_order(document))
    checks = {key: _found(key, document) for key in ("contact", "education", "doing", "skill", "periods")}
    remarks = [Remark("mend", _MISSING[key]) for key, span in checks.items() if span is None]
    remarks += order
    for key, text in _THERE.items():
        if (span := checks[key]) and span.end > span.start:
            remarks.append(Remark("good", text, document.text[span.start : span.end], span))
    passed = sum(span is not None for span in checks.values()) + (checks["periods"] is not None and not order)
    return make_part("structure", document.kind, passed / 6, remarks)


def _found(key: str, document: Document) -> Span | None:
    """Where it is; the place 0–0 for what was typed into the form."""
    text = document.text
    if key == "contact":
        email, phone = _EMAIL.search(text), _PHONE.search(text)
        return Span(*email.span()) if email and phone else None
    if key == "periods":
        return _period(document)
    sections: tuple[Section, ...] = (
        _DONE if key == "doing" else ("skill", "certificate") if key == "skill" else ("education",)
    )
    read = [entry for section in sections for entry in document.resume.of(section)]
    return (_span_of(read[0]) or Span(0, 0)) if read else _place(_HEADS[key], text)


def _period(document: Document) -> Span | None:
    """A period that was read, else one in the text, else a date that isn't the birth date."""
    dated = [entry for entry in document.resume.entries if entry.get("start") or entry.get("end")]
    read = next((span for entry in dated if (span := _period_of(entry))), None)
    return read or _period_in(document.text) or (Span(0, 0) if dated else None)


def _period_of(entry: Entry) -> Span | None:
    """From its start to its end where both stand side by side, else the one that there is."""
    spans = sorted(
        (field.span for field in entry.fields if field.key in ("start", "end") and field.span),
        key=lambda span: span.start,
    )
    if not spans:
        return None
    together = spans[-1].start - spans[0].end <= _FAR_APART
    return Span(spans[0].start, spans[-1].end) if together else spans[0]


def _period_in(text: str) -> Span | None:
    lines = list(lines_of(text))
    for line in lines:
        found = find_period(line.text)
        if found and _is_date(line.text, found[0]) and not _PERSONAL.search(line.text[: found[0].start()]):
            return _within(line.span, *found[0].span())
    for line in lines:
        dates = [one for one in DATE.finditer(line.text) if _is_date(line.text, one)]
        if dates and not _PERSONAL.search(line.text):
            return _within(line.span, *dates[0].span())
    return None


def _is_date(line: str, found: re.Match[str]) -> bool:
    return not _BEHIND.match(line, found.end()) and not _BEFORE.search(line[: found.start()])


def _within(line: Span, start: int, end: int) -> Span:
    return Span(line.start + start, line.start + end)


def _place(pattern: re.Pattern[str], text: str) -> Span | None:
    found = pattern.search(text)
    return Span(*found.span()) if found else None


def _span_of(entry: Entry) -> Span | None:
    return next((field.span for field in entry.fields if field.span), None)


def _out_of_order(document: Document) -> Iterator[Remark]:
    for section in ("education", "career", "project"):
        dated = [(entry, start) for entry in document.resume.of(section) if (start := _start(entry))]
        for (_, earlier), (_, later) in pairwise(dated):
            if later.value > earlier.value and later.span:
                said = _ORDER.fill(a=earlier.value, b=later.value)
                yield Remark("mend", said, document.text[later.span.start : later.span.end], later.span)


def _start(entry: Entry) -> Field | None:
    return next((field for field in entry.fields if field.key == "start"), None)
