"""Hands and body in a picture: the seam behind which the pose networks sit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card
from visavis.media.values import RGB

HandPoints: TypeAlias = NDArray[np.float32]
"""One hand: float32 (21, 2) pixels, wrist first, then four points for each finger from the thumb on."""


@dataclass(frozen=True)
class Shoulders:
    """The person's own right and left shoulder in pixels."""

    right: tuple[float, float]
    left: tuple[float, float]


@dataclass(frozen=True)
class Body:
    """What is seen of a body: at most two hands, and the shoulders when both are in view."""

    hands: tuple[HandPoints, ...]
    shoulders: Shoulders | None


class BodyTracker(Protocol):
    """Follows one person's hands and shoulders through a video; not thread-safe; close it when done."""

    def hands(self, image: RGB) -> tuple[HandPoints, ...]:
        """The hands in the next picture, at most two."""
        ...

    def shoulders(self, image: RGB) -> Shoulders | None:
        """The shoulders in the next picture; None when they aren't both in view."""
        ...

    def close(self) -> None: ...


class BodyEngine(Protocol):
    """Finds hands and shoulders."""

    card: Card

    def find(self, image: RGB) -> Body:
        """Hands and shoulders in a still picture (H, W, 3)."""
        ...

    def track(self) -> BodyTracker:
        """A tracker for one video."""
        ...
