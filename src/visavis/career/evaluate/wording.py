"""Clichés, and what comes back too often."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from visavis.career.evaluate.engine import Document, Part, Remark
from visavis.career.evaluate.lists import cliches
from visavis.career.evaluate.parts import make_part
from visavis.career.evaluate.text import Piece
from visavis.career.resume.values import Span
from visavis.kit.text import Language, Text
from visavis.language import read_transcript

_CLICHE = Text(
    ko="'{c}'은(는) 누구나 쓰는 말입니다. 본인만의 사실로 바꾸세요.",
    en="'{c}' is what everybody writes. Put a fact of your own in its place.",
)
_CLICHE_MEND = Text(
    ko="___(언제, 어디서) ___을(를) 했고, ___이(가) 달라졌습니다 — 실제 있었던 일로 채워 주세요.",
    en="When ___, I ___, and ___ changed — fill in what really happened.",
)
_REPEATED = Text(ko="'{w}'이(가) {n}번 나옵니다.", en="'{w}' comes {n} times.")
_OPENING = Text(ko="{n}개 문장이 '{w}'(으)로 시작합니다.", en="{n} sentences begin with '{w}'.")
_SHORTEST = 60
"""Content words that a text needs before repetition says anything."""
_OPENINGS = 4


def judge_wording(document: Document, sentences: tuple[Piece, ...]) -> Part:
    """A tenth of the points off for each."""
    remarks = tuple(find_worn(document.text, document.language, sentences))
    return make_part("wording", document.kind, 1 - len(remarks) / 10, remarks)


def find_worn(text: str, language: Language, sentences: tuple[Piece, ...]) -> Iterator[Remark]:
    """Clichés in the order of the text, then words and openings that come back."""
    for found in _pattern(language).finditer(text):
        span = Span(found.start(), found.end())
        yield Remark("mend", _CLICHE.fill(c=found[0]), found[0], span, _CLICHE_MEND)
    yield from _repeated(text, language, sentences)
    yield from _openings(sentences)


def _repeated(text: str, language: Language, sentences: tuple[Piece, ...]) -> Iterator[Remark]:
    """Over sentences alone: forms and lists name the same thing often."""
    read = read_transcript("\n".join(one.text for one in sentences), language)
    if read.content_words < _SHORTEST:
        return
    for one in read.repeated:
        stem = one.word.removesuffix("다") if language == "ko" else one.word
        found = re.search(re.escape(stem), text, re.IGNORECASE)
        if found and len(stem) > 1:
            span = Span(found.start(), found.end())
            yield Remark("note", _REPEATED.fill(w=one.word, n=one.count), found[0], span)


def _openings(sentences: Iterable[Piece]) -> Iterator[Remark]:
    by_opening: dict[str, list[Piece]] = defaultdict(list)
    for sentence in sentences:
        by_opening[sentence.text.split()[0].lower().strip(",.")].append(sentence)
    for same in by_opening.values():
        if len(same) >= _OPENINGS:
            opening = same[0].text.split()[0]
            span = Span(same[0].span.start, same[0].span.start + len(opening))
            yield Remark("note", _OPENING.fill(w=opening, n=len(same)), opening, span)


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    some = "|".join(
        re.escape(one).replace(r"\ ", r"\s{0,2}") for one in sorted(cliches(language), key=len, reverse=True)
    )
    return re.compile(rf"(?<![가-힣])(?:{some})" if language == "ko" else rf"\b(?:{some})\b", re.IGNORECASE)
