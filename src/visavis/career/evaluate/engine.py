"""What an evaluation is: parts with points, remarks with their evidence, a total that follows from the parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from visavis.career.resume.values import Resume, Span
from visavis.career.writing.counting import Limit
from visavis.kit.text import Language, Text
from visavis.language.chat import Usage

Kind = Literal["resume", "cover_letter", "portfolio"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Verdict = Literal["good", "mend", "note"]
LONGEST = 60_000
"""Characters of a document that are evaluated: some forty dense pages. What comes after is left out, and said so."""


@dataclass(frozen=True)
class Document:
    """What is evaluated. ``resume.text`` is what all spans point into; entries may be missing."""

    kind: Kind
    resume: Resume
    limits: tuple[Limit | None, ...] = ()
    """What each of its essays may hold, where a form says so."""

    def limit_of(self, essay: int) -> Limit | None:
        return self.limits[essay] if essay < len(self.limits) else None

    @property
    def text(self) -> str:
        return self.resume.text

    @property
    def language(self) -> Language:
        return self.resume.language


@dataclass(frozen=True)
class Remark:
    """One thing found. ``quote`` is ``text[span.start:span.end]``, its evidence; both are None only where the remark
    is that something isn't there at all."""

    verdict: Verdict
    text: Text
    quote: str | None = None
    span: Span | None = None
    suggestion: Text | None = None


@dataclass(frozen=True)
class Part:
    """One thing that was looked at. ``points`` is None where it couldn't be measured: then it doesn't count."""

    key: str
    title: Text
    definition: Text
    points: float | None
    most: int
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Statistics:
    """The document in figures. ``euc_kr_bytes``: one for ASCII, two for everything else, as application forms count."""

    characters: int
    characters_without_spaces: int
    utf8_bytes: int
    euc_kr_bytes: int
    sentences: int
    words: int
    words_per_sentence: float | None


@dataclass(frozen=True)
class Matched:
    """A term of the posting that the document has, with both places."""

    term: str
    posting_quote: str
    quote: str
    span: Span


@dataclass(frozen=True)
class Missing:
    """A term of the posting that the document doesn't have, in no spelling that we know."""

    term: str
    posting_quote: str


@dataclass(frozen=True)
class Match:
    """The terms of a posting against a document."""

    matched: tuple[Matched, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class Assessment:
    """What an engine found. ``total`` is out of 100 and follows from the parts; None when nothing could be measured."""

    engine: str
    parts: tuple[Part, ...]
    statistics: Statistics
    total: int | None
    match: Match | None = None
    notices: tuple[Text, ...] = ()
    usage: Usage | None = None
    """What a language model took; None for engines that cost nothing."""


class Evaluator(Protocol):
    """An engine that evaluates documents."""

    name: str

    def assess(self, document: Document, posting: str | None = None) -> Assessment:
        """Every quote of the result stands in the document, word for word."""
        ...


def total_of(parts: Iterable[Part]) -> int | None:
    """100 × the points of all measured parts / the most that these parts could have, rounded; None without any."""
    measured = [(part.points, part.most) for part in parts if part.points is not None]
    most = sum(most for _, most in measured)
    return round(100 * sum(points for points, _ in measured) / most) if most else None
