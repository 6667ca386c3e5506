"""Reads a transcript in its own language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from visavis.kit.text import Language
from visavis.language import english, korean
from visavis.language.values import Repeated, Transcript

OFTEN = 4
OFTEN_SHARE = 0.04
"""A word counts as repeated from four uses on, when these are also more than 4 % of the content words: short answers
must name their subject, and long ones name it often. A convention of this project."""


def read_transcript(text: str, language: Language) -> Transcript:
    """Counts words, syllables, fillers and repetitions of a transcript; an empty text gives zeros.

    Only what is written can be counted: a recogniser that leaves fillers out makes them 0.
    """
    reader = korean if language == "ko" else english
    fillers, content = reader.read(text)
    spoken = [word for word in re.findall(r"\S+", text) if any(c.isalnum() for c in word)]
    return Transcript(
        words=len(spoken),
        syllables=sum(reader.count_syllables(word) for word in spoken),
        content_words=len(content),
        fillers=fillers,
        repeated=_repeated(content),
        stumbles=_stumbles(spoken, {f.word for f in fillers}),
    )


def _repeated(content: Iterable[str]) -> tuple[Repeated, ...]:
    counts = Counter(content)
    least = max(OFTEN, OFTEN_SHARE * counts.total())
    often = [Repeated(word, n) for word, n in counts.items() if n >= least]
    return tuple(sorted(often, key=lambda r: (-r.count, r.word)))


def _stumbles(words: list[str], fillers: set[str]) -> int:
    bare = [re.sub(r"\W+", "", word).lower() for word in words]
    return sum(a == b and a not in fillers and not a.isdigit() for a, b in pairwise(bare))
