"""The recipe of the cast: who is averaged into whom, whose hair is cut, what is drawn around."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from visavis.studio.dress import Clothes, Colour


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
