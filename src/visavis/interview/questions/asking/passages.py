"""Finds the passages of a document that are worth a question: sentences, and those with a figure. All word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
        quote = _around(sentence, figure.start() if figure else 0)
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


def _around(sentence: str, at: int) -> str:
    """The whole sentence, or the clause around ``at``: cut at commas and links first, at words after that."""
    if len(sentence) <= LONGEST_QUOTE:
        return sentence
    for clause in re.finditer(
        r".+?(?:,\s|(?<=[가-힣])(?:하고|하며|으며|이며|해서|하여|지만)\s|\s(?:and|which|while)\s|$)", sentence
    ):
        part = clause[0].rstrip(", ")
        if clause.start() <= at < clause.end() and SHORTEST_QUOTE <= len(part) <= LONGEST_QUOTE:
            return part
    words = list(re.finditer(r"\S+", sentence))
    last = max((w for w in words if w.start() <= at), key=lambda w: w.start())
    chosen = words.index(last)
    start = next(w for w in words if last.end() - w.start() <= LONGEST_QUOTE - 12).start()
    end = max((w.end() for w in words[chosen:] if w.end() - start <= LONGEST_QUOTE), default=last.end())
    return sentence[start:end]
