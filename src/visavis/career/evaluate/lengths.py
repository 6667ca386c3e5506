"""The items of a cover letter, and how much of the usual limits each fills."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from visavis.career.evaluate.engine import Document, Part, Remark
from visavis.career.evaluate.parts import make_part
from visavis.career.evaluate.stated import Stated, Unit, is_note, read_stated, stated_by
from visavis.career.evaluate.substance import is_nonsense, is_repeated
from visavis.career.evaluate.text import Piece, language_of, piece
from visavis.career.resume.values import Entry
from visavis.career.writing.counting import LIMITS, count
from visavis.kit.text import Text

LEAST_SHARE = 0.8
_ABOUT = 0.1
_TITLE = re.compile(
    r"^[ \t]*(?:#+[ \t]*|\d{1,2}[.)][ \t]*|\[|[■●▶◆*]+[ \t]*)?"
    r"(?:성장[ ]?과정|성격(?:의)?[ ]?장[·, ]?단점|성격|지원[ ]?동기|직무[ ]?(?:경험|역량)|입사[ ]?후[ ]?포부|"
    r"motivation|experience|why (?:us|this company)|strengths? and weakness(?:es)?|about me|goals?)[^\n]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_FITS = Text(ko="'{t}': {n}, {limit}의 {p}%입니다.", en="'{t}': {n}, {p} % of {limit}.")
_SHORT = Text(
    ko="'{t}': {n}, {limit}의 {p}%입니다. 할 말이 더 있는지 보세요.",
    en="'{t}': {n}, {p} % of {limit}. See whether there is more to say.",
)
_OVER = Text(ko="'{t}': {n}, {limit}을(를) 넘습니다.", en="'{t}': {n}, over {limit}.")
_NONSENSE = Text(
    ko="'{t}': 뜻이 있는 글로 읽히지 않습니다. 분량을 채워도 답이 되지 않으니 답을 쓰세요.",
    en="'{t}': this doesn't read as a text that means something; write an answer.",
)
_REPEATED = Text(
    ko="'{t}': 같은 말만 되풀이됩니다. 답을 쓰세요.",
    en="'{t}': the same word comes again and again; write an answer.",
)
_HARDLY = Text(
    ko="'{t}': {n}. 읽을 글이 거의 없습니다. 답을 쓰세요.",
    en="'{t}': {n}. There is hardly any text; write an answer.",
)
FEWEST_WORDS = 8
"""With fewer, an item that is short of its limit isn't answered yet."""
_STATED = Text(ko="문항에 적힌 {limit}", en="the stated {limit}")
_COUNTED: dict[Unit, Text] = {
    "with_spaces": Text(ko="공백 포함 {n}자(공백 제외 {m}자)", en="{n} characters with spaces ({m} without)"),
    "without_spaces": Text(ko="공백 제외 {m}자(공백 포함 {n}자)", en="{m} characters without spaces ({n} with)"),
    "utf8_bytes": Text(ko="{u}바이트(UTF-8)", en="{u} bytes (UTF-8)"),
    "euc_kr_bytes": Text(ko="{e}바이트(한글 2바이트)", en="{e} bytes (2 per Hangul)"),
    "words": Text(ko="{w}단어", en="{w} words"),
}
_UNITS: dict[Unit, Text] = {
    "with_spaces": Text(ko="{n}자", en="{n}"),
    "without_spaces": Text(ko="공백 제외 {n}자", en="{n} without spaces"),
    "utf8_bytes": Text(ko="{n}바이트", en="{n} bytes"),
    "euc_kr_bytes": Text(ko="{n}바이트", en="{n} bytes"),
    "words": Text(ko="{n}단어", en="{n} words"),
}
_UNTITLED = Text(ko="본문", en="Text")


@dataclass(frozen=True)
class Item:
    """One item of a cover letter."""

    title: str
    body: Piece
    stated: Stated | None = None


def items_of(document: Document) -> tuple[Item, ...]:
    """The items as they were read; else cut at the usual headings; else all of it as one."""
    read = tuple(_read(document))
    if read:
        return read
    text = document.text
    heads = list(_TITLE.finditer(text))
    if not heads:
        return (_item(text, _UNTITLED.in_language(document.language), "", 0, len(text)),)
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return tuple(_item(text, head[0], head[0], head.end(), end) for head, end in zip(heads, ends, strict=True))


def judge_lengths(document: Document) -> Part:
    """The share of items that fill 80–100 % of their limit, else of the usual limit nearest to them, with sense."""
    items = [one for one in items_of(document) if one.body.text.strip()]
    if not items:
        return make_part("lengths", document.kind, None)
    remarks = tuple(_remark(one) for one in items)
    return make_part("lengths", document.kind, sum(one.verdict != "mend" for one in remarks) / len(items), remarks)


def why_senseless(item: Item) -> Text | None:
    """Why an item is no answer, whatever its length; None when it can be read."""
    text = item.body.text
    if is_nonsense(text, language_of(text)):
        return _NONSENSE.fill(t=item.title)
    return _REPEATED.fill(t=item.title) if is_repeated(text) else None


def _remark(item: Item) -> Remark:
    senseless = why_senseless(item)
    if senseless:
        return Remark("mend", senseless, item.body.text, item.body.span)
    counted = count(item.body.text)
    stated = item.stated or Stated(min(LIMITS, key=lambda one: abs(one - counted.characters)), None, "with_spaces")
    filled = item.body.words if stated.unit == "words" else counted.in_measure(stated.unit)
    text = _verdict(filled, stated)
    if text is _SHORT and item.body.words < FEWEST_WORDS:
        text = _HARDLY
    limit = stated.most or stated.least or 1
    named = _UNITS[stated.unit].fill(n=limit)
    if item.stated:
        named = Text(ko=_STATED.ko.format(limit=named.ko), en=_STATED.en.format(limit=named.en))
    amount = _COUNTED[stated.unit].fill(
        n=counted.characters,
        m=counted.without_spaces,
        u=counted.utf8_bytes,
        e=counted.euc_kr_bytes,
        w=item.body.words,
    )
    share = round(100 * filled / limit)
    said = Text(
        ko=text.fill(t=item.title, n=amount.ko, limit=named.ko, p=share).ko,
        en=text.fill(t=item.title, n=amount.en, limit=named.en, p=share).en,
    )
    return Remark("note" if text is _FITS else "mend", said, item.body.text, item.body.span)


def _verdict(filled: int, stated: Stated) -> Text:
    most = stated.most and stated.most * (1 + _ABOUT * stated.is_about)
    if most and filled > most:
        return _OVER
    least = stated.least or LEAST_SHARE * (stated.most or 0)
    return _SHORT if filled < least else _FITS


def _item(text: str, title: str, asked: str, start: int, end: int) -> Item:
    """``asked``: the words of the question. A first line that only says the limit is no part of the answer."""
    body = text[start:end].rstrip()
    first = body.lstrip().split("\n", 1)[0]
    if is_note(first):
        asked += "\n" + first
        body = body[: body.index(first)] + " " * len(first) + body[body.index(first) + len(first) :]
    begin = start + len(body) - len(body.lstrip())
    found = piece(text, begin, max(begin, start + len(body)))
    return Item(title.strip(" \t#*[]■●▶◆"), found, read_stated(asked))


def _read(document: Document) -> Iterator[Item]:
    for number, entry in enumerate(document.resume.of("essay")):
        span = next((field.span for field in entry.fields if field.key == "text" and field.span), None)
        if span is not None:
            asked = document.text[_head_of(entry, document.text, span.start) : span.start]
            item = _item(document.text, _titled(entry, document), asked, span.start, span.end)
            limit = document.limit_of(number)
            yield replace(item, stated=stated_by(limit)) if limit else item


def _head_of(entry: Entry, text: str, body: int) -> int:
    """Where the question begins: at its title, else at the last line before the answer."""
    at = next((field.span.start for field in entry.fields if field.key == "title" and field.span), None)
    return text.rfind("\n", 0, len(text[:body].rstrip()) if at is None else at) + 1


def _titled(entry: Entry, document: Document) -> str:
    return entry.get("title") or _UNTITLED.in_language(document.language)
