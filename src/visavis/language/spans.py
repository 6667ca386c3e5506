"""Where things stand in a text: its sentences, and its words in dictionary form, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from visavis.kit.text import Language
from visavis.language import english, korean

Sort = Literal["word", "name", "number", "foreign", "grammar"]
"""'foreign' are Latin letters in Korean; 'grammar' are particles, endings and the like."""

_ENDS = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d[\d.,]*")
_KOREAN_SORTS: tuple[tuple[tuple[str, ...], Sort], ...] = (
    (("NNP",), "name"),
    (("SN", "NR"), "number"),
    (("SL",), "foreign"),
    (("NNG", "VV", "VA", "MAG", "XR"), "word"),
    (("J", "E", "X", "VCP", "VCN", "VX", "NP", "NNB", "MM", "MAJ"), "grammar"),
)


@dataclass(frozen=True)
class Span:
    """``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True)
class Word(Span):
    """A word of a text. ``form`` is its dictionary form: lower case and a rough stem in English."""

    form: str
    sort: Sort


def language_of(text: str, otherwise: Language) -> Language:
    """The language that most letters are written in; ``otherwise`` for a text without letters of either."""
    hangul = sum("가" <= c <= "힣" or "ㄱ" <= c <= "ㆎ" for c in text)
    latin = sum(c.isascii() and c.isalpha() for c in text)
    if not hangul and not latin:
        return otherwise
    # a syllable says about as much as two and a half Latin letters
    return "ko" if hangul * 2.5 >= latin else "en"


def sentences(text: str, language: Language) -> tuple[Span, ...]:
    """The sentences in order, without the space around them. Korean needs no punctuation for it, English does."""
    if language == "ko" and text.strip():
        found = [Span(one.start, one.end) for one in korean.kiwi().split_into_sents(text)]
    else:
        cuts = [0, *(m.end() for m in _ENDS.finditer(text)), len(text)]
        found = [Span(a, b) for a, b in pairwise(cuts)]
    return tuple(one for one in (_stripped(text, one) for one in found) if one.end > one.start)


def words(text: str, language: Language) -> tuple[Word, ...]:
    """Every word with its sort, in order; in Korean, every morpheme."""
    return tuple(_korean_words(text)) if language == "ko" else tuple(_english_words(text))


def _stripped(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    return Span(span.start + len(piece) - len(piece.lstrip()), span.end - len(piece) + len(piece.rstrip()))


def _korean_words(text: str) -> list[Word]:
    found = []
    for token in korean.kiwi().tokenize(text):
        sort = next((s for tags, s in _KOREAN_SORTS if token.tag.startswith(tags)), None)
        if sort is not None:
            form = token.form + "다" if token.tag.startswith(("VV", "VA")) else token.form
            found.append(Word(token.start, token.start + token.len, str(form).lower(), sort))
    return found


def _english_words(text: str) -> list[Word]:
    first = {span.start for span in sentences(text, "en")}
    return [
        Word(m.start(), m.end(), _stem(m[0]), _english_sort(m[0], m.start() in first)) for m in _ENGLISH.finditer(text)
    ]


def _english_sort(word: str, is_first: bool) -> Sort:
    if word[0].isdigit():
        return "number"
    if word.lower().replace("’", "'") in english.STOP:
        return "grammar"
    return "name" if word[0].isupper() and not is_first else "word"


def _stem(word: str) -> str:
    """Endings off, so that *managed*, *managing* and *manages* are one word; a rough rule that is the same for both
    sides of a comparison."""
    bare = word.lower().replace("’", "'").removesuffix("'s")
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ies",
        "ied",
        "ers",
        "er",
        "ed",
        "es",
        "s",
        "ly",
        "e",
        "y",
    ):
        if bare.endswith(ending) and len(bare) - len(ending) >= 4:
            return bare[: -len(ending)]
    return bare
