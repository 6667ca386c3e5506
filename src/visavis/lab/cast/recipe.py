"""The recipe of the cast: who is averaged into whom, whose hair is cut, what is drawn around."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Colour = tuple[float, float, float]


class Hair(BaseModel):
    """The hair and the outline of the head come from one picture, moved onto the new face.

    ``cut`` says where it ends: short = above the jaw, bob = hair colours only below the jaw, long = behind the jacket.
    ``dark`` scales its lightness, ``chroma`` its colourfulness.
    """

    model_config = ConfigDict(extra="forbid")

    source: str
    cut: Literal["short", "bob", "long"]
    dark: float = 1.0
    chroma: float = 1.0
    below: float = 42.0
    """Lightness under which a pixel below the jaw counts as hair (CIELAB L)."""
    flip: bool = False
    grey: bool = False
    tidy: bool = False
    """Redraw the outline of the upper head as one smooth line: for hair before a busy background."""


class Clothes(BaseModel):
    """The drawn garment. Colours are sRGB; lengths are in face heights (hairline to chin)."""

    model_config = ConfigDict(extra="forbid")

    jacket: Colour
    shirt: Colour
    neckline: Literal["tie", "open", "round"]
    tie: Colour = (40.0, 60.0, 110.0)
    stripe: float = 0.0
    dip: float = 0.36
    shoulder: float = 1.36
    neck: float = 0.30
    rise: float = 0.01


class Member(BaseModel):
    """One interviewer. ``shift`` moves the skin's median in CIELAB; ``smile`` is a dose of lifted mouth corners."""

    model_config = ConfigDict(extra="forbid")

    id: str
    sources: list[str] = Field(min_length=8)
    hair: Hair
    clothes: Clothes
    backdrop: tuple[Colour, Colour]
    shift: Colour = (0.0, 0.0, 0.0)
    smile: float = 0.0
    symmetry: float = 0.75
    detail: float = 1.0
    shaven: bool = False


def read_recipe(path: Path | None = None) -> list[Member]:
    """The members of recipe.yaml, in order; pydantic's ValidationError where it is wrong."""
    text = (path or Path(__file__).with_name("recipe.yaml")).read_text("utf-8")
    return TypeAdapter(list[Member]).validate_python(yaml.safe_load(text))
