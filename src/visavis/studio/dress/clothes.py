"""What a garment is: its colours and its cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import ConfigDict

Colour = tuple[float, float, float]
"""sRGB, 0 … 255."""
Neckline = Literal["tie", "open", "round", "v", "bow"]
Lapel = Literal["notch", "peak", "shawl", "none"]


@dataclass(frozen=True)
class Clothes:
    """The drawn garment; lengths are in face heights (hairline to chin)."""

    __pydantic_config__ = ConfigDict(extra="forbid")  # recipes are read strictly

    jacket: Colour
    shirt: Colour
    neckline: Neckline
    tie: Colour = (40.0, 60.0, 110.0)
    stripe: float = 0.0
    dip: float = 0.36
    shoulder: float = 1.36
    neck: float = 0.335
    rise: float = 0.035
    lapel: Lapel = "notch"
    vest: bool = False
    """A waistcoat in the jacket's cloth."""
