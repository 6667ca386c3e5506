"""What a question asks for, and answers after which nobody is asked on: read by the lists in shapes.yaml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

from visavis.kit.text import Language

Shape = Literal["introduction", "application", "theirs", "plan", "case", "story", "traits", "motive", "subject"]
"""'case' asks what one would do, 'subject' for a thing to know, 'theirs' gives the candidate the word."""
COPIED = 0.75
"""Share of the answer's four-letter pieces that stand in the question, too."""
ALIKE = 0.6
"""Share of the words that two questions have in common, from which on they are nearly the same."""
_PIECE = 4
_NAMED = tuple(shape for shape in get_args(Shape) if shape != "subject")
_FIRST: tuple[Shape, ...] = ("introduction", "application", "theirs")
"""No other words of the question change these."""


def shape_of(question: str, language: Language) -> Shape | None:
    """The first shape whose words a question holds; None where none does.

    A question about nothing of the candidate's own asks for a thing to know, even with "why" in it.
    """
    found: Shape | None = next(
        (shape for shape in _NAMED if _pattern("shapes", shape, language).search(question)), None
    )
    if found in _FIRST:
        return found
    if not _pattern("own", None, language).search(question):
        is_known = any(_pattern(part, None, language).search(question) for part in ("asks_to_know", "subject"))
        return "subject" if is_known and found != "story" else found
    is_open = found not in ("story", "traits", "plan")
    return "subject" if is_open and _pattern("subject", None, language).search(question) else found


def is_grave(answer: str) -> bool:
    """Whether an answer speaks of illness, death, grief, depression or an accident, in either language."""
    return any(_pattern("grave", None, language).search(answer) for language in ("ko", "en"))


def is_copied(answer: str, question: str) -> bool:
    """Whether an answer says little but the question back."""
    said, asked = _bare(answer), _bare(question)
    pieces = [said[i : i + _PIECE] for i in range(len(said) - _PIECE + 1)]
    return bool(pieces) and sum(piece in asked for piece in pieces) / len(pieces) >= COPIED


def are_alike(one: str, other: str) -> bool:
    """Whether two questions are nearly the same words."""
    words, others = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return bool(words) and len(words & others) >= ALIKE * min(len(words), len(others))


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


@lru_cache(maxsize=64)
def _pattern(part: str, name: str | None, language: str) -> re.Pattern[str]:
    rows = _lists()[part] if name is None else _lists()[part][name]
    words = "|".join(rows[language])
    return re.compile(words if language == "ko" else rf"\b(?:{words})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    read = yaml.safe_load((Path(__file__).parent / "shapes.yaml").read_text("utf-8"))
    return cast(dict[str, Any], read)
