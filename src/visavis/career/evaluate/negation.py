"""안 and 않 mixed up, told by the morphemes beside them: 않 is a verb behind -지, 안 stands before a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from visavis.career.evaluate.spelling import Misspelling
from visavis.career.evaluate.text import lines_of
from visavis.career.resume.values import Span
from visavis.kit.text import Text
from visavis.language.korean import kiwi

if TYPE_CHECKING:
    from kiwipiepy import Token

_SOURCE = "한글 맞춤법 제39항·표준국어대사전"
_BEFORE_VERB = Text(
    ko="용언 앞에는 '아니'가 준 '안'을 띄어 씁니다. '않-'은 '아니하-'가 준 말로 '-지' 뒤에 옵니다.",
    en="Before a verb it is '안' (short for 아니), apart; '않-' (short for 아니하-) comes behind '-지'.",
)
_BEHIND_JI = Text(ko="'-지' 뒤에는 '아니하-'가 준 '않-'을 씁니다.", en="Behind '-지' it is '않-' (short for 아니하-).")
_VERBS = ("VV", "VA", "VX", "NNG", "XR", "MAG")


def find_negations(text: str) -> Iterator[Misspelling]:
    """Every 않 before a verb (않 쓰는, 않먹었다) and every 안 behind -지 (하지 안았다), in the order of the text."""
    for line in lines_of(text):
        if re.search("[안않]", line.text):
            yield from _in_line(line.text, line.span.start)


def _in_line(line: str, start: int) -> Iterator[Misspelling]:
    tokens = kiwi().tokenize(line)
    for at, (one, after) in enumerate(pairwise(tokens)):
        begin = one.start
        if begin and not line[begin - 1].isspace():
            continue
        end = _word_end(line, after.start)
        if line[begin] == "않" and _stands_before_a_verb(one, after, tokens[:at]):
            right = f"안 {line[after.start : end]}"
            yield _mended(line, start, begin, end, right, _BEFORE_VERB)
        elif line[begin] == "안" and one.tag == "VV" and one.form == "안" and _is_behind_ji(tokens[:at]):
            end = _word_end(line, begin)
            yield _mended(line, start, begin, end, f"않{line[begin + 1 : end]}", _BEHIND_JI)


def _stands_before_a_verb(one: Token, after: Token, before: list[Token]) -> bool:
    """No ending behind it, and no -지 before it, behind which its ending may only have been torn off."""
    return one.len == 1 and after.tag.split("-")[0] in _VERBS and not _is_behind_ji(before)


def _is_behind_ji(before: list[Token]) -> bool:
    """Behind -지, or a particle on it: 하지는."""
    bare = before[:-1] if before and before[-1].tag in ("JX", "JKO", "JKS") else before
    return bool(bare) and bare[-1].form == "지" and bare[-1].tag in ("EC", "EF")


def _word_end(line: str, begin: int) -> int:
    found = re.compile(r"[가-힣]+").match(line, begin)
    return found.end() if found else begin


def _mended(line: str, start: int, begin: int, end: int, right: str, rule: Text) -> Misspelling:
    return Misspelling(line[begin:end], Span(start + begin, start + end), right, rule, _SOURCE)
