"""Sentences that are too long to be read in one go."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.career.evaluate.engine import Document, Part, Remark
from visavis.career.evaluate.lengths import items_of, why_senseless
from visavis.career.evaluate.parts import make_part
from visavis.career.evaluate.text import Piece
from visavis.kit.text import Language, Text

LONGEST_WORDS: dict[Language, int] = {"ko": 25, "en": 30}
"""A convention: plain-language guides ask for 15–20 English words; a Korean word holds more."""
_LONG = Text(
    ko="한 문장이 {n}어절입니다. 두 문장으로 나눠 보세요.", en="One sentence of {n} words. Try making two of it."
)


def judge_readability(document: Document, sentences: tuple[Piece, ...]) -> Part:
    """Long sentences cost twice their share, and an item of a letter that makes no sense costs its own."""
    if not sentences:
        return make_part("readability", document.kind, None)
    long = tuple(find_long(sentences, document.language))
    items = [one for one in items_of(document) if one.body.text.strip()] if document.kind == "cover_letter" else []
    senseless = [Remark("mend", why, one.body.text, one.body.span) for one in items if (why := why_senseless(one))]
    share = 1 - 2 * len(long) / len(sentences) - len(senseless) / max(len(items), 1)
    return make_part("readability", document.kind, share, (*long, *senseless))


def find_long(sentences: tuple[Piece, ...], language: Language) -> Iterator[Remark]:
    for one in sentences:
        if one.words > LONGEST_WORDS[language]:
            yield Remark("mend", _LONG.fill(n=one.words), one.text, one.span)
