"""The items of a cover letter, and how much of the usual limits each fills."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from visavis.career.evaluate.engine import Document, Part, Remark
from visavis.career.evaluate.parts import make_part
from visavis.career.evaluate.text import Piece, piece
from visavis.career.resume.values import Entry
from visavis.career.writing.counting import LIMITS, count
from visavis.kit.text import Text

LEAST_SHARE = 0.8
_TITLE = re.compile(
    r"^[ \t]*(?:#+[ \t]*|\d{1,2}[.)][ \t]*|\[|[■●▶◆*]+[ \t]*)?"
    r"(?:성장[ ]?과정|성격(?:의)?[ ]?장[·, ]?단점|성격|지원[ ]?동기|직무[ ]?(?:경험|역량)|입사[ ]?후[ ]?포부|"
    r"motivation|experience|why (?:us|this company)|strengths? and weakness(?:es)?|about me|goals?)[^\n]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_FITS = Text(
    ko="'{t}': 공백 포함 {n}자(공백 제외 {m}자), {limit}자의 {p}%입니다.",
    en="'{t}': {n} characters with spaces ({m} without), {p} % of {limit}.",
)
_SHORT = Text(
    ko="'{t}': 공백 포함 {n}자(공백 제외 {m}자)로 {limit}자의 {p}%입니다. 할 말이 더 있는지 보세요.",
    en="'{t}': {n} characters with spaces ({m} without), {p} % of {limit}. See whether there is more to say.",
)
_OVER = Text(
    ko="'{t}': 공백 포함 {n}자(공백 제외 {m}자)로 {limit}자를 넘습니다.",
    en="'{t}': {n} characters with spaces ({m} without), over {limit}.",
)
_UNTITLED = Text(ko="본문", en="Text")


@dataclass(frozen=True)
class Item:
    """One item of a cover letter."""

    title: str
    body: Piece


def items_of(document: Document) -> tuple[Item, ...]:
    """The items as they were read; else cut at the usual headings; else all of it as one."""
    read = tuple(_read(document))
    if read:
        return read
    text = document.text
    heads = list(_TITLE.finditer(text))
    if not heads:
        return (_item(text, _UNTITLED.in_language(document.language), 0, len(text)),)
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return tuple(_item(text, head[0], head.end(), end) for head, end in zip(heads, ends, strict=True))


def judge_lengths(document: Document) -> Part:
    """The share of items that fill 80–100 % of the limit nearest to them."""
    items = [one for one in items_of(document) if one.body.text.strip()]
    if not items:
        return make_part("lengths", document.kind, None)
    remarks = tuple(_remark(one) for one in items)
    return make_part("lengths", document.kind, sum(one.verdict != "mend" for one in remarks) / len(items), remarks)


def _remark(item: Item) -> Remark:
    counted = count(item.body.text)
    limit = min(LIMITS, key=lambda one: abs(one - counted.characters))
    share = counted.characters / limit
    text = _OVER if share > 1 else _SHORT if share < LEAST_SHARE else _FITS
    said = text.fill(t=item.title, n=counted.characters, m=counted.without_spaces, limit=limit, p=round(100 * share))
    return Remark("note" if text is _FITS else "mend", said, item.body.text, item.body.span)


def _item(text: str, title: str, start: int, end: int) -> Item:
    body = text[start:end]
    begin = start + len(body) - len(body.lstrip())
    return Item(title.strip(" \t#*[]■●▶◆"), piece(text, begin, max(begin, start + len(body.rstrip()))))


def _read(document: Document) -> Iterator[Item]:
    for entry in document.resume.of("essay"):
        span = next((field.span for field in entry.fields if field.key == "text" and field.span), None)
        if span is not None:
            yield Item(_titled(entry, document), piece(document.text, span.start, span.end))


def _titled(entry: Entry, document: Document) -> str:
    return entry.get("title") or _UNTITLED.in_language(document.language)
