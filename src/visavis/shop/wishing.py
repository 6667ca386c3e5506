"""What is wished of photos: of a whole catalogue, of one photo alone, or otherwise than before."""

from __future__ import annotations

from dataclasses import dataclass, field

from visavis.shop.finishing import Finish
from visavis.shop.tables import Glasses
from visavis.studio.makeup import Shares, find_preset


@dataclass(frozen=True)
class Terms:
    """What is wished of every photo."""

    strength: float = 0.65
    glasses: Glasses = "auto"
    finish: Finish = field(default_factory=Finish)


@dataclass(frozen=True)
class Change:
    """What is wished otherwise; None: as it is. A title of a look becomes its id. Raises NoSuchMakeup."""

    strength: float | None = None
    glasses: Glasses | None = None
    makeup: str | None = None
    shares: Shares | None = None
    detail: float | None = None

    def __post_init__(self) -> None:
        if self.makeup is not None:
            object.__setattr__(self, "makeup", find_preset(self.makeup).id)


@dataclass(frozen=True)
class Wish(Change):
    """What is wished of one photo alone; None: as of the catalogue. ``face``: which of several, from the left."""

    face: int | None = None
