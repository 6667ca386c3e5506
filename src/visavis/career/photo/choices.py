"""What can be chosen for a résumé photo: sizes, suits and grounds, as data beside this file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Protocol, TypeVar

import yaml
from pydantic import ConfigDict, TypeAdapter

from visavis.kit.errors import NotFound
from visavis.kit.text import Text
from visavis.studio.dress import Colour
from visavis.studio.dress.clothes import Lapel, Neckline

DPI = 300
_MM_PER_INCH = 25.4
WornBy = Literal["anyone", "women", "men"]
_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Size:
    """A named size. Lengths in millimetres, see sizes.yaml; ``head``: least, aimed at, most."""

    __pydantic_config__ = _STRICT

    id: str
    title: Text
    width: float
    height: float
    head: tuple[float, float, float]
    top: float
    source: Text
    eyes: tuple[float, float] | None = None
    background: str | None = None
    official: bool = False

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height at DPI."""
        return round(self.width / _MM_PER_INCH * DPI), round(self.height / _MM_PER_INCH * DPI)


@dataclass(frozen=True)
class Gown:
    """Settings of ``Clothes`` that make a cut."""

    __pydantic_config__ = _STRICT

    neckline: Neckline
    lapel: Lapel
    vest: bool = False
    dip: float = 0.36


@dataclass(frozen=True)
class Cut:
    """A kind of suit."""

    __pydantic_config__ = _STRICT

    id: str
    title: Text
    worn_by: WornBy
    gown: Gown


@dataclass(frozen=True)
class Dye:
    """A colour of jackets, shirts or ties."""

    __pydantic_config__ = _STRICT

    id: str
    title: Text
    colour: Colour
    stripe: float = 0.0


@dataclass(frozen=True)
class Ground:
    """A background: its colour in the middle and at the edge."""

    __pydantic_config__ = _STRICT

    id: str
    title: Text
    middle: Colour
    edge: Colour


@dataclass(frozen=True)
class Wardrobe:
    """Every cut and colour."""

    __pydantic_config__ = _STRICT

    cuts: tuple[Cut, ...]
    jackets: tuple[Dye, ...]
    shirts: tuple[Dye, ...]
    ties: tuple[Dye, ...]


@dataclass(frozen=True)
class Suit:
    """One suit as it is worn. Ids of the wardrobe; None: the first there is."""

    jacket: str
    cut: str | None = None
    shirt: str | None = None
    tie: str | None = None


@dataclass(frozen=True)
class Worn:
    """A suit whose parts were found."""

    cut: Cut
    jacket: Dye
    shirt: Dye
    tie: Dye


class Named(Protocol):
    """Whatever has an id for programs and a title for people."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> Text: ...


N = TypeVar("N", bound=Named)


class NoSuchChoice(NotFound):
    """There is no size, suit, colour or background of that name."""


@cache
def sizes() -> tuple[Size, ...]:
    return TypeAdapter(tuple[Size, ...]).validate_python(_read("sizes.yaml"))


@cache
def wardrobe() -> Wardrobe:
    return TypeAdapter(Wardrobe).validate_python(_read("wardrobe.yaml"))


@cache
def grounds() -> tuple[Ground, ...]:
    return TypeAdapter(tuple[Ground, ...]).validate_python(_read("backgrounds.yaml"))


def find_size(name: str) -> Size:
    """The size of a name as people write it: 3x4, 3×4 cm, 3*4. Raises NoSuchChoice."""
    plain = name.lower().replace("×", "x").replace("*", "x").replace(" ", "").removesuffix("cm")
    others = {"35x45": "3.5x4.5", "30x40": "3x4", "2x2": "2x2in", "5x5": "2x2in", "us": "2x2in", "china": "33x48"}
    return _find(sizes(), others.get(plain, plain), name, Text(ko="크기", en="size"))


def find_ground(name: str) -> Ground:
    """Raises NoSuchChoice."""
    return _find(grounds(), name, name, Text(ko="배경", en="background"))


def find_suit(suit: Suit) -> Worn:
    """Raises NoSuchChoice."""
    held = wardrobe()
    return Worn(
        _find_or_first(held.cuts, suit.cut, Text(ko="재단", en="cut")),
        _find(held.jackets, suit.jacket, suit.jacket, Text(ko="정장 색", en="suit")),
        _find_or_first(held.shirts, suit.shirt, Text(ko="셔츠 색", en="shirt")),
        _find_or_first(held.ties, suit.tie, Text(ko="넥타이", en="tie")),
    )


def _find_or_first(among: tuple[N, ...], name: str | None, what: Text) -> N:
    return among[0] if name is None else _find(among, name, name, what)


def _find(among: Iterable[N], wanted: str, told: str, what: Text) -> N:
    known = {one.id: one for one in among}
    if wanted not in known:
        raise NoSuchChoice(
            Text(
                ko=f"'{{n}}'은(는) 없는 {what.ko}입니다. 고를 수 있는 값: {{k}}",
                en=f"There is no {what.en} '{{n}}'. Choose one of: {{k}}.",
            ).fill(n=told[:40], k=", ".join(known))
        )
    return known[wanted]


def _read(name: str) -> Any:
    return yaml.safe_load((files("visavis.career.photo") / name).read_text("utf-8"))
