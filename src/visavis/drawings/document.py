"""What a drawing consists of: marks in the order they were made, so that it can be undone and watched again."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

SIDE = 512.0
"""The drawing's own units, right and down from its upper left corner; marks may run over the edge."""
MOST_MARKS = 5_000
MOST_NUMBERS = 600_000
"""In the points of all strokes together: about forty minutes of a pen that never rests."""
_NUMBERS_A_POINT = 4

Share = Annotated[float, Field(ge=0, le=1)]
Coordinate = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Stroke(_Part):
    """One line of a pen. ``points`` are x, y, pressure 0–1 and milliseconds since the drawing began, over and over."""

    kind: Literal["stroke"] = "stroke"
    tool: Literal["brush", "eraser"]
    size: float = Field(gt=0, le=SIDE, description="the line's width at pressure 0.5")
    mirrored: bool = Field(default=False, description="also drawn on the other side of the middle")
    points: list[Coordinate] = Field(min_length=_NUMBERS_A_POINT)

    @model_validator(mode="after")
    def _whole_points(self) -> Stroke:
        if len(self.points) % _NUMBERS_A_POINT:
            message = "points come in fours"
            raise ValueError(message)
        return self

    def places(self) -> list[tuple[float, float, float]]:
        """x, y and pressure of each point."""
        numbers = self.points
        return [(numbers[i], numbers[i + 1], numbers[i + 2]) for i in range(0, len(numbers), _NUMBERS_A_POINT)]


class Laid(_Part):
    """A picture of lines that was laid in: a scanned sketch, or one drawn after a photo. It covers what was there."""

    kind: Literal["picture"] = "picture"
    picture: str = Field(pattern=r"^pic_[2-9a-z]{24}$")


class Cleared(_Part):
    """Everything before was wiped away."""

    kind: Literal["clear"] = "clear"


Mark = Annotated[Stroke | Laid | Cleared, Field(discriminator="kind")]


class Wishes(_Part):
    """What the engine is asked for besides the lines; see ``studio.sketch``."""

    t: Share = Field(default=0.5, description="0: the nearest plausible face, 1: my lines")
    k: int = Field(default=10, ge=1, le=50, description="how many known faces a part is put together from")
    parts: dict[str, Share] = Field(default_factory=dict, max_length=10, description="t of single parts")
    gender: Literal["female", "male"] | None = None
    hair: str | None = Field(default=None, max_length=40)
    skin: str | None = Field(default=None, max_length=40)
    makeup: str | None = Field(default=None, max_length=40)
    variation: int = Field(default=0, ge=0, le=999)


class Document(_Part):
    """A whole drawing with the settings that it was last shown with."""

    marks: list[Mark] = Field(default_factory=list, max_length=MOST_MARKS)
    wishes: Wishes = Wishes()

    @model_validator(mode="after")
    def _bounded(self) -> Document:
        if sum(len(mark.points) for mark in self.marks if isinstance(mark, Stroke)) > MOST_NUMBERS:
            message = "too many points"
            raise ValueError(message)
        return self

    def pictures(self) -> set[str]:
        """The pictures that it needs."""
        return {mark.picture for mark in self.marks if isinstance(mark, Laid)}
