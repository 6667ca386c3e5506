"""Reading what an answer says: does it meet the question, how is it built, what is missing. Facts with quotes.

Nothing here judges a person: it says what stands in the words, where, and what could be added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from visavis.interview.questions.material import Material
from visavis.kit.text import Language, Text
from visavis.language.chat import Usage

Element = Literal["situation", "task", "action", "result"]
"""The parts of a told experience (STAR)."""
ELEMENTS: tuple[Element, ...] = get_args(Element)

Shape = Literal["story", "plan", "view", "opening", "closing"]
"""What kind of answer a question asks for: something that happened, what one would do, what one thinks or knows, an
introduction, closing words."""

State = Literal["answer", "empty", "short", "unknown", "nonsense", "copied"]
"""'short' is too short to be an answer ("yes"), 'unknown' says that it doesn't know."""
Level = Literal["on", "partly", "off"]
Grade = Literal["good", "weak", "nonsense"]
Source = Literal["answer", "material", "blank"]


@dataclass(frozen=True)
class Timed:
    """A spoken word with its time in the replay, in seconds."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Spoken:
    """An answer and what it answers. ``words`` are the timed words of the text where a recogniser gave them;
    ``counts_fillers`` is False for a text from which fillers are missing (typed, or recognised)."""

    text: str
    question: str
    kind: str | None
    language: Language
    words: tuple[Timed, ...] = ()
    counts_fillers: bool = False
    material: Material | None = None
    asked_before: str = ""
    """The question that ``question`` goes on from: its words count for relevance, too."""
    limit_s: float | None = None
    """How long one may speak."""


@dataclass(frozen=True)
class Quote:
    """``text`` stands at ``start:end`` of the answer, word for word; and in the replay, where times are known."""

    start: int
    end: int
    text: str
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True)
class Relevance:
    """How far the answer speaks of what was asked. ``level`` None: not measured. ``share`` 0–1."""

    level: Level | None
    share: float
    confidence: float
    matched: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    is_by_shape: bool = False
    """None of the question's words or topics come up; it is only the kind of answer that was asked for."""


@dataclass(frozen=True)
class Length:
    """``seconds`` is measured from the words' times, or estimated at a usual pace."""

    words: int
    seconds: float
    is_estimated: bool


@dataclass(frozen=True)
class Check:
    """One thing that was looked for. ``met`` None: it doesn't apply, or can't be told. ``points`` of ``of``."""

    key: str
    title: Text
    met: bool | None
    why: Text
    points: int
    of: int
    quotes: tuple[Quote, ...] = ()
    advice: Text | None = None
    """What to add, where it isn't met."""


@dataclass(frozen=True)
class OutlineLine:
    """One line of a better answer: the candidate's own words, a line of their own documents, or a blank to fill."""

    title: Text
    text: str
    source: Source
    origin: str = ""
    """Which document entry, for a line of the documents."""


@dataclass(frozen=True)
class Content:
    """All that one engine found in an answer. ``advice`` is ordered, the most useful first."""

    engine: str
    state: State
    shape: Shape
    headline: Text
    relevance: Relevance
    elements: dict[Element, tuple[Quote, ...]]
    numbers: tuple[Quote, ...]
    names: tuple[Quote, ...]
    vague: tuple[Quote, ...]
    length: Length
    fillers: tuple[Quote, ...]
    repeated: tuple[tuple[str, int], ...]
    checks: tuple[Check, ...]
    advice: tuple[Text, ...]
    outline: tuple[OutlineLine, ...]
    dropped: int = 0
    """Statements of a model that were left out, because what they quote doesn't stand in the answer."""
    usage: Usage | None = None
    """What asking cost; None for the rules."""

    @property
    def points(self) -> int:
        return sum(check.points for check in self.checks if check.met is not None)

    @property
    def most_points(self) -> int:
        return sum(check.of for check in self.checks if check.met is not None)


class ContentReader(Protocol):
    """Reads one answer."""

    name: str

    def read(self, spoken: Spoken) -> Content:
        """Every quote stands in the answer word for word."""
        ...
