"""Finds the passages of a document that are worth a question: sentences, and those with a figure. All word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from visavis.interview.questions.phrases import begins_anew, ends_whole

LONGEST_QUOTE = 60
SHORTEST_QUOTE = 6
_SENTENCE = re.compile(r"[^\n.!?。;·•]+(?:\.(?=\d)[^\n.!?。;·•]+)*")
_UNITS = (
    "%|퍼센트|배|명|건|개월|개|만\\s?원|천만\\s?원|억\\s?원|억|원|시간|분|초|일|주|회|위|점|곳|ms|GB|TB|MB|fps|rps|tps|x\\b|times|"
    "percent|people|users|customers|orders|hours|minutes|seconds|days|weeks|months|won|dollars|k\\b|m\\b"
)
_FIGURE = re.compile(rf"(?<![\d.-])\d[\d,]*(?:\.\d+)?\s?(?:{_UNITS})", re.IGNORECASE)
_CHANGE = re.compile(
    r"줄[였이인임]|단축|감소|절감|개선|향상|증가|늘[렸었어린]|높[였인]|낮[췄춘]|올[렸랐린]|빨라|성장|"
    r"\b(?:reduc|cut|increas|improv|grew|grow|rais|lower|sav|doubl|tripl|halv|faster|boost|shorten)\w*",
    re.IGNORECASE,
)
_PAST_POLITE = re.compile(r"^(?P<stem>.*[가-힣])습니다$")


@dataclass(frozen=True)
class Passage:
    """``quote`` stands in the document word for word. ``is_change`` tells a figure that got better from a plain one."""

    quote: str
    has_figure: bool = False
    is_change: bool = False


def read_passages(text: str) -> Iterator[Passage]:
    """The sentences of a text, shortened at word borders to what can be read out, those with figures around them."""
    for found in _SENTENCE.finditer(text):
        sentence = found[0].strip(" \t-–*,:\"'“”‘’()[]")
        figure = _FIGURE.search(sentence)
        quote = _around(sentence, *(figure.span() if figure else (0, 0)))
        if len(quote) < SHORTEST_QUOTE or len(quote.split()) < 2:
            continue
        shows = _FIGURE.search(quote) is not None
        yield Passage(quote, shows, shows and _CHANGE.search(quote) is not None)


def first_passage(text: str) -> str | None:
    """The first sentence that can be quoted."""
    return next((passage.quote for passage in read_passages(text)), None)


def as_told_in_korean(quote: str) -> str:
    """'응답 시간을 40% 줄였습니다' → '응답 시간을 40% 줄였다고 하셨는데,'; what is no sentence is quoted as written."""
    polite = _PAST_POLITE.match(quote)
    if polite and (ord(polite["stem"][-1]) - ord("가")) % 28 == _SSANG_SIOT:
        return f"{polite['stem']}다고 하셨는데,"
    if re.search(r"[았었였했렸됐쳤졌갔왔켰겼췄꿨뒀줬웠랐냈]다$", quote):
        return f"{quote}고 하셨는데,"
    return ""


_SSANG_SIOT = 20
"""Where ㅆ stands among the 28 final consonants of a syllable."""


def _around(sentence: str, start: int, end: int) -> str:
    """The whole sentence, or the longest piece around ``start:end`` that can be read out.

    It begins and ends where a clause, or at least a part of one, does, if there is such a piece.
    """
    if len(sentence) <= LONGEST_QUOTE:
        return sentence
    words = [found.span() for found in re.finditer(r"\S+", sentence)]
    first = max(at for at, (begins, _) in enumerate(words) if begins <= start)
    last = min((at for at, (_, ends) in enumerate(words) if ends >= end), default=len(words) - 1)
    told = [sentence[begins:ends] for begins, ends in words]
    pieces = [
        (words[at][0], words[until][1], begins_anew(told, at) + ends_whole(told, until))
        for at in range(max(0, first - LONGEST_QUOTE), first + 1)
        for until in range(last, min(len(words), at + LONGEST_QUOTE))
        if words[until][1] - words[at][0] <= LONGEST_QUOTE
    ]
    begins, ends, _ = max(pieces, key=lambda one: (one[2], one[1] - one[0]), default=(*words[first], 0))
    return sentence[begins:ends].strip(" ,;")[:LONGEST_QUOTE]
