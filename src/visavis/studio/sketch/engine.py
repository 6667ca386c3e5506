"""The capability that makes a face of a drawing: the drawing is refined part by part, then coloured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text
from visavis.media.values import RGB

Gray: TypeAlias = NDArray[np.uint8]
"""A drawing: uint8 (SKETCH_PX, SKETCH_PX), 0 = ink, 255 = paper."""

SKETCH_PX = 512
PICTURE_PX = 256
MOST_NEIGHBOURS = 50
GENDERS = ("female", "male")


class Part(StrEnum):
    """What is refined on its own. Left and right are the person's; ``OUTLINE`` is all that remains."""

    LEFT_EYE = "left-eye"
    RIGHT_EYE = "right-eye"
    NOSE = "nose"
    MOUTH = "mouth"
    OUTLINE = "outline"


@dataclass(frozen=True)
class Choice:
    """Something to choose: ``id`` for programs, ``title`` for people."""

    id: str
    title: Text


HAIR: tuple[Choice, ...] = (
    Choice("black", Text(ko="검정", en="Black")),
    Choice("brown", Text(ko="갈색", en="Brown")),
    Choice("red", Text(ko="붉은색", en="Red")),
    Choice("blonde", Text(ko="금발", en="Blonde")),
    Choice("silver", Text(ko="은색", en="Silver")),
    Choice("pink", Text(ko="분홍", en="Pink")),
    Choice("blue", Text(ko="파랑", en="Blue")),
)
SKIN: tuple[Choice, ...] = (
    Choice("light", Text(ko="밝은 톤", en="Light")),
    Choice("medium", Text(ko="중간 톤", en="Medium")),
    Choice("brown", Text(ko="갈색 톤", en="Brown")),
    Choice("dark", Text(ko="짙은 톤", en="Dark")),
)
MAKEUP: tuple[Choice, ...] = (
    Choice("bare", Text(ko="민낯", en="Bare")),
    Choice("natural", Text(ko="자연스럽게", en="Natural")),
    Choice("rosy", Text(ko="생기 있게", en="Rosy")),
    Choice("bold", Text(ko="강렬하게", en="Bold")),
    Choice("smoky", Text(ko="스모키", en="Smoky")),
)


class UnknownChoice(NotFound):
    """No such gender, hair, skin or make-up."""

    def __init__(self, given: str, known: tuple[str, ...]) -> None:
        super().__init__(
            Text(ko="'{g}'은(는) 고를 수 없습니다. 가능한 값: {k}", en="'{g}' can't be chosen. Choices: {k}.").fill(
                g=given, k=", ".join(known)
            )
        )


class OutOfRange(Invalid):
    """A guidance value is outside its range."""

    def __init__(self, name: str, low: float, high: float) -> None:
        super().__init__(
            Text(
                ko="{n}은(는) {low:g}에서 {high:g} 사이여야 합니다.", en="{n} must lie between {low:g} and {high:g}."
            ).fill(n=name, low=low, high=high)
        )


@dataclass(frozen=True)
class Guidance:
    """How far the manifold of real sketches may correct the drawing.

    ``t`` 0: the manifold's answer, 1: the drawing's own lines; ``parts`` sets it for single parts; ``k`` neighbours
    are mixed. Raises OutOfRange.
    """

    t: float = 0.5
    k: int = 10
    parts: Mapping[Part, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value in (("t", self.t), *((f"t ({part.value})", value) for part, value in self.parts.items())):
            if not 0 <= value <= 1:
                raise OutOfRange(name, 0, 1)
        if not 1 <= self.k <= MOST_NEIGHBOURS:
            raise OutOfRange("k", 1, MOST_NEIGHBOURS)

    def of(self, part: Part) -> float:
        """The t of one part."""
        return self.parts.get(part, self.t)


@dataclass(frozen=True)
class Style:
    """What the person looks like beyond the lines.

    ``gender``: one of GENDERS; ``hair``, ``skin``, ``makeup``: ids of HAIR, SKIN and MAKEUP; None leaves it to what the
    lines tell. ``variation``: another number, other likest faces. Raises UnknownChoice and OutOfRange.
    """

    gender: str | None = None
    hair: str | None = None
    skin: str | None = None
    makeup: str | None = None
    variation: int = 0

    def __post_init__(self) -> None:
        hair, skin, makeup = (tuple(one.id for one in choices) for choices in (HAIR, SKIN, MAKEUP))
        wishes = ((self.gender, GENDERS), (self.hair, hair), (self.skin, skin), (self.makeup, makeup))
        for given, known in wishes:
            if given is not None and given not in known:
                raise UnknownChoice(given, known)
        if not 0 <= self.variation <= 999:
            raise OutOfRange("variation", 0, 999)


@dataclass(frozen=True)
class Refined:
    """The corrected drawing, what the user should know, and how long each stage took."""

    sketch: Gray
    notices: tuple[Text, ...]
    stages_ms: dict[str, float]


@dataclass(frozen=True)
class Drawn:
    """``refined`` (SKETCH_PX, SKETCH_PX) black lines on white; ``picture`` (PICTURE_PX, PICTURE_PX, 3)."""

    refined: Gray
    picture: RGB
    notices: tuple[Text, ...]
    stages_ms: dict[str, float]


class SketchEngine(Protocol):
    """Makes a face of a drawing that ``read_sketch`` brought into place."""

    card: Card

    @property
    def weights_sha256(self) -> str:
        """SHA-256 of everything that was learned: with other weights the same drawing is another face."""
        ...

    def refine(self, sketch: Gray, guidance: Guidance = Guidance(), style: Style = Style()) -> Refined:
        """The drawing moved towards real sketches; parts that aren't drawn are filled in."""
        ...

    def draw(self, sketch: Gray, guidance: Guidance = Guidance(), style: Style = Style()) -> Drawn:
        """The refined drawing and the picture of the person. The same inputs give the same bytes."""
        ...
