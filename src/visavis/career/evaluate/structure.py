"""What a résumé needs: who, where from, what done, what able; latest first; with periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from visavis.career.evaluate.engine import Document, Part, Remark
from visavis.career.evaluate.parts import make_part
from visavis.career.resume.values import Entry, Field, Section, Span
from visavis.kit.text import Text

_DONE: tuple[Section, ...] = ("career", "unpaid", "project", "activity")
_HEADS: dict[str, re.Pattern[str]] = {
    "education": re.compile(r"학력|학교|대학|education|university|college|school", re.IGNORECASE),
    "doing": re.compile(r"경력|경험|인턴|프로젝트|활동|experience|employment|intern|project|career", re.IGNORECASE),
    "skill": re.compile(r"기술|스킬|역량|자격증|skills?|technolog|certificat", re.IGNORECASE),
}
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_PHONE = re.compile(r"(?:\+\d{1,3}[- ]?)?\(?\d{2,4}\)?[- .]?\d{3,4}[- .]\d{4}")
_PERIOD = re.compile(r"(?:19|20)\d{2}\s*[.년/-]?\s*\d{0,2}")
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
        if span := checks[key]:
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
        return _place(_PERIOD, text)
    sections: tuple[Section, ...] = (
        _DONE if key == "doing" else ("skill", "certificate") if key == "skill" else ("education",)
    )
    read = [entry for section in sections for entry in document.resume.of(section)]
    return (_span_of(read[0]) or Span(0, 0)) if read else _place(_HEADS[key], text)


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
