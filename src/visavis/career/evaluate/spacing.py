"""Spacing errors of Korean that are sure: Kiwi's suggestions, less all that the rules allow either way.

Kiwi.space alone changes many correct texts (compound nouns may stand together by article 50 of the orthography, units
by 43, auxiliary verbs by 47). A suggestion counts only where Kiwi wants a space AND the morphemes on both sides leave
no choice; the bench has the false alarms of both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from visavis.career.evaluate.text import lines_of
from visavis.career.resume.values import Span
from visavis.kit.text import Text
from visavis.language.korean import kiwi

if TYPE_CHECKING:
    from kiwipiepy import Token

_BOUND = {"수", "것", "줄", "바", "적", "때문", "뿐", "만큼"}
"""Nouns that lean on a verb form before them (할 수, 한 것): always apart, article 42."""
_CASES = {"JKS", "JKO", "JKG", "JKB", "JX"}
_STARTS = {"NNG", "NNP", "VV", "VA", "MAG", "MM"}
_NOUNS = {"NNG", "NNP"}
_HELPERS = {"하", "보", "주", "있", "없", "가", "오", "지", "내", "두", "놓", "버리", "나", "대", "싶", "말"}
"""Verbs that may help the one before them: joined or apart, article 47."""
_BE = {"있", "없"}
_BEHIND_BOUND = {"수": _BE, "줄": {"알", "모르"}, "것": {"같", *_BE}, "적": _BE, "바": _BE, "리": {"없"}}
"""Verbs that stand behind such a noun, apart (할 수 있다, 한 것 같다): article 2."""
_BOUND_RULE = Text(
    ko="의존 명사 '{w}'은(는) 앞말과 띄어 씁니다(한글 맞춤법 제42항).",
    en="The bound noun '{w}' stands apart from what is before it (Korean orthography, art. 42).",
)
_PARTICLE_RULE = Text(
    ko="조사 '{w}' 뒤에서 띄어 씁니다(한글 맞춤법 제2항).", en="A space follows the particle '{w}' (art. 2)."
)
_ENDING_RULE = Text(
    ko="어미 '{w}' 뒤에서 띄어 씁니다(한글 맞춤법 제2항).", en="A space follows the ending '{w}' (art. 2)."
)
_WORD_RULE = Text(
    ko="'{w}'은(는) 앞말과 띄어 씁니다(한글 맞춤법 제2항).",
    en="'{w}' is a word of its own: a space comes before it (art. 2).",
)
_JOIN_RULE = Text(
    ko="조사 '{w}'은(는) 앞말에 붙여 씁니다(한글 맞춤법 제41항).",
    en="The particle '{w}' is joined to the word before it (art. 41).",
)
_LINKS = {"어", "아", "여"}
"""These make compound verbs (받아쓰다, 건너뛰다)."""
_FINALS = {"ᆫ": "ㄴ", "ᆯ": "ㄹ"}
_SURE_PARTICLES = {"을", "를", "에서", "에게", "으로"}
"""은, 이, 가, 도, 만 and 의 are words of their own as well."""


@dataclass(frozen=True)
class _Gap:
    begin: int
    end: int
    rule: Text


@dataclass(frozen=True)
class Misspaced:
    """A place where a space is missing or too many, with the words around it."""

    quote: str
    span: Span
    right: str
    rule: Text


def find_misspaced(text: str) -> Iterator[Misspaced]:
    """What is surely spaced wrongly in Korean lines, in the order of the text."""
    for line in lines_of(text):
        if re.search("[가-힣]", line.text):
            yield from _in_line(line.text, line.span.start)


def _in_line(line: str, start: int) -> Iterator[Misspaced]:
    wanted = wanted_spaces(line)
    tokens = kiwi().tokenize(line)
    gaps: list[_Gap] = []
    for stem, (before, after) in zip([None, *tokens], pairwise(tokens), strict=False):
        gap = line[before.start + before.len : after.start]
        rule = _rule(stem, before, after, gap, after.start in wanted)
        if rule is not None:
            gaps.append(_Gap(after.start - len(gap), after.start, rule.fill(w=_named(rule, before, after))))
    for _, same in groupby(gaps, lambda gap: _word_around(line, gap)):
        yield _misspaced(line, start, list(same))


def wanted_spaces(line: str) -> frozenset[int]:
    """Where Kiwi puts a space that isn't there, as places in the line."""
    wanted, at = set(), 0
    for char in kiwi().space(line):
        if at < len(line) and char == line[at]:
            at += 1
        elif char == " ":
            wanted.add(at)
        else:  # it took a space away
            while at < len(line) and line[at] != char:
                at += 1
            at += 1
    return frozenset(wanted)


def _rule(stem: Token | None, before: Token, after: Token, gap: str, wanted: bool) -> Text | None:
    if gap.isspace():
        joins = after.form in _SURE_PARTICLES and after.tag in ("JKO", "JKB") and before.tag in _NOUNS
        return _JOIN_RULE if joins and "\n" not in gap else None
    if not wanted or gap:
        return None
    if before.tag == "ETM" and after.tag == "NNB" and after.form in _BOUND:
        return _BOUND_RULE
    if before.tag == "NNB" and after.tag[0] == "V" and after.form in _BEHIND_BOUND.get(before.form, ()):
        return _WORD_RULE
    if after.tag == "VCN" and before.tag in (*_CASES, "JKC"):
        return _WORD_RULE
    if after.tag not in _STARTS or after.form == "요" or (after.tag in _NOUNS and len(after.form) < 2):
        return None
    if before.tag in _CASES and before.len:
        return _PARTICLE_RULE
    return _ENDING_RULE if _ends(stem, before) and before.len and after.form not in _HELPERS else None


def _ends(stem: Token | None, ending: Token) -> bool:
    """A bare consonant ends a verb for sure only behind 하 and 되: else it may be part of a name (나린, 가온)."""
    if ending.tag == "ETM" and ending.form in _FINALS:
        return stem is not None and stem.form in ("하", "되")
    return ending.tag == "ETM" or (ending.tag == "EC" and ending.form not in _LINKS)


def _named(rule: Text, before: Token, after: Token) -> str:
    """The ending as its consonant shows it: Kiwi gives a final consonant as a letter of its own (ᆯ)."""
    if rule in (_PARTICLE_RULE, _ENDING_RULE):
        return unicodedata.normalize("NFC", _FINALS.get(before.form, before.form))
    return f"{after.form}다" if after.tag[0] == "V" else str(after.form)


def _word_around(line: str, gap: _Gap) -> tuple[int, int]:
    """What the blanks around set apart."""
    right = line.find(" ", gap.end)
    return line.rfind(" ", 0, gap.begin) + 1, len(line) if right < 0 else right


def _misspaced(line: str, start: int, gaps: list[_Gap]) -> Misspaced:
    """All that is wrong in one word, mended at once: 할수있다 is 할 수 있다."""
    left, right = _word_around(line, gaps[0])
    mended, at = "", left
    for gap in gaps:
        mended += line[at : gap.begin] + ("" if gap.end > gap.begin else " ")
        at = gap.end
    rules = list(dict.fromkeys(gap.rule for gap in gaps))
    rule = Text(ko=" ".join(rule.ko for rule in rules), en=" ".join(rule.en for rule in rules))
    return Misspaced(line[left:right], Span(start + left, start + right), mended + line[at:right], rule)
