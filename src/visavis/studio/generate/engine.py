"""The capability that makes faces which are nobody's: a seed gives a latent, a latent gives a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card
from visavis.kit.text import Text
from visavis.media.values import RGB

Latent: TypeAlias = NDArray[np.float32]
"""Who somebody is, to one engine: float32 (k,)."""


@dataclass(frozen=True)
class Slider:
    """Something that can be set, ``low`` … ``high`` in ``unit``.

    ``r`` is the correlation of its linear reading with the labels of faces that were left out when it was found.
    """

    name: str
    title: Text
    unit: str
    low: float
    high: float
    step: float
    r: float


@dataclass(frozen=True)
class Kind:
    """A kind of looks that people are drawn from: perceived in synthetic pictures, no statement on any real person."""

    name: str
    title: Text


@dataclass(frozen=True)
class Nearest:
    """The training face that a made face is likest to, in the engine's own numbers: ``number`` among ``count``,
    ``angle_deg`` away (0: the same direction from the mean face); ``between_deg``: the median of the angles from each
    training face to its own nearest other, ``least_deg`` the least of them."""

    number: int
    count: int
    angle_deg: float
    between_deg: float
    least_deg: float


class GenerateEngine(Protocol):
    """Makes faces."""

    card: Card
    size_px: int
    kinds: tuple[Kind, ...]
    sliders: tuple[Slider, ...]

    @property
    def weights_sha256(self) -> str:
        """SHA-256 of everything that was learned: with other weights the same latent is another face."""
        ...

    def draw(self, seed: int, kind: str | None = None) -> Latent:
        """Somebody new: the same for the same seed and kind. Raises NotFound for a kind that isn't there."""
        ...

    def read(self, latent: Latent) -> dict[str, float]:
        """Where the sliders stand for this latent."""
        ...

    def steer(self, latent: Latent, to: Mapping[str, float]) -> Latent:
        """The same person with sliders set. Raises Invalid for an unknown slider or a value out of its reach."""
        ...

    def mix(self, latents: Sequence[Latent], shares: Sequence[float]) -> Latent:
        """Somebody between several people; ``shares`` sum to 1."""
        ...

    def kind_of(self, latent: Latent) -> str:
        """The name of the kind that a latent lies nearest to."""
        ...

    def nearest_training(self, latent: Latent) -> Nearest | None:
        """How near a face is to those that the engine learned from; None where it doesn't know them."""
        ...

    def render(self, latent: Latent) -> RGB:
        """The portrait, (size_px, size_px, 3)."""
        ...

    def invert(self, photo: RGB) -> Latent:
        """The latent that comes nearest to a portrait (H, W, 3) of one frontal face. Raises Invalid without one."""
        ...
