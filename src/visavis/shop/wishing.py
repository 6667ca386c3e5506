"""What is wished of photos: of a whole catalogue, of one photo alone, or otherwise than before."""

from __future__ import annotations

from dataclasses import dataclass, field

from visavis.shop.finishing import Finish
from visavis.shop.tables import Glasses
from visavis.studio.makeup import Shares, find_preset
from visavis.studio.restore import RESTORE
from visavis.studio.swap import SWAP


@dataclass(frozen=True)
class Terms:
    """What is wished of every photo; ``engine``: which replaces the faces, None: the one that serves."""

    strength: float = 0.65
    glasses: Glasses = "auto"
    finish: Finish = field(default_factory=Finish)
    engine: str | None = None


@dataclass(frozen=True)
class Change:
    """What is wished otherwise; None: as it is. A title of a look becomes its id. Raises NoSuchMakeup."""

    strength: float | None = None
    glasses: Glasses | None = None
    makeup: str | None = None
    shares: Shares | None = None
    detail: float | None = None
    engine: str | None = None
    detail_engine: str | None = None

    def __post_init__(self) -> None:
        if self.makeup is not None:
            object.__setattr__(self, "makeup", find_preset(self.makeup).id)


@dataclass(frozen=True)
class Wish(Change):
    """What is wished of one photo alone; None: as of the catalogue. ``face``: which of several, from the left."""

    face: int | None = None


def require_engines(
    engine: str | None, detail_engine: str | None, elsewhere: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The engines that are named, each as ``capability/engine``. Raises Unavailable, with what to do, and NotFound
    unless they can serve here or ``elsewhere``: where photos are worked on."""
    named: list[str] = []
    for shelf, name in ((SWAP, engine), (RESTORE, detail_engine)):
        if name is not None:
            named.append(f"{shelf.capability}/{name}")
            if named[-1] not in elsewhere:
                shelf.choose(name)
    return tuple(named)


def ready_here(engine: str | None) -> str | None:
    """The named engine where it can serve on this machine; else None, which stands for the one that serves."""
    return engine if engine is None or SWAP.why_not(engine) is None else None
