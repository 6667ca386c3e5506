"""Telling a sentence from a name: a line that says something is no name of an award, a certificate or a project."""

from __future__ import annotations

import re

LONGEST_NAME = 40
"""A name that is longer holds no full stop."""
_KOREAN_END = re.compile(
    r"[가-힣](?:다|라|요|까|죠|오)\s*[.!?。]+$|(?:습니다|[가-힣]니다|하라|하시오|하세요|십시오|주세요|했다|였다|이다|한다|된다|있다|없다)$"
)
_ABBREVIATION = re.compile(
    r"\b(?:Inc|Ltd|Co|Corp|Univ|Dept|Dr|Mr|Ms|Prof|St|No|vs|etc|Jr|Sr|Ph\.D|M\.Sc|B\.Sc|[A-Z])\."
)
_STOP_INSIDE = re.compile(r"[.!?。][\"'”’)]?\s+\S|[.!?。]$")
_STOP_AT_END = re.compile(r"[.!?。]$")
_FEWEST_WORDS = 5


def is_sentence(text: str) -> bool:
    """Whether a line is a sentence, by its Korean ending or its stops; abbreviations and numbers have none."""
    bare = _ABBREVIATION.sub(lambda found: found[0][:-1], text.strip().strip("\"'“”‘’").strip())
    if len(bare.split()) > 1 and _KOREAN_END.search(bare):
        return True
    if _STOP_AT_END.search(bare) and len(bare.split()) >= _FEWEST_WORDS:
        return True
    return len(bare) > LONGEST_NAME and _STOP_INSIDE.search(bare) is not None
