"""What every piece of a garment is drawn with: its place on the body, its cloth, its light."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from visavis.studio.dress.canvas import FACE_PX, Picture, Plane, Points, blur
from visavis.studio.dress.clothes import Clothes
from visavis.studio.dress.drawing import Generator, Shape, cast_shadow, curve, grid, lay, noise, polygon, tint

Corners = list[tuple[float, float]]
ROLL = 1.02
"""Where the lapels meet, below the chin."""


@dataclass
class Tailor:
    """Draws on ``picture`` in coordinates of face heights from the chin: u to the right, v down."""

    picture: Picture
    clothes: Clothes
    body: Plane
    """Alpha of the head and neck: what shadows of the clothes may fall on."""
    chin: tuple[float, float]
    rng: Generator
    u: Plane = field(init=False)
    v: Plane = field(init=False)
    cloth: Plane = field(init=False)
    """How much of each pixel is clothes by now."""

    def __post_init__(self) -> None:
        x, y = grid(self.shape)
        self.u, self.v = (x - self.chin[0]) / FACE_PX, (y - self.chin[1]) / FACE_PX
        self.cloth = np.zeros(self.shape, np.float32)

    @property
    def shape(self) -> Shape:
        return self.picture.shape[0], self.picture.shape[1]

    def at(self, corners: Corners, side: int = 1) -> Points:
        """The corners in pixels, on the right of the picture or mirrored to its left."""
        return np.array([(self.chin[0] + side * a * FACE_PX, self.chin[1] + b * FACE_PX) for a, b in corners])

    def both(self, corners: Corners) -> Points:
        """A curve and its mirror image as one outline, open at the bottom."""
        right = curve(self.at(corners))
        return np.concatenate([curve(self.at(corners, -1))[::-1], right])

    def area(self, corners: NDArray[np.float64] | list[NDArray[np.float64]], soft: float = 0.7) -> Plane:
        """The inside of an outline in pixels."""
        return polygon(corners, soft, self.shape)

    def noise(self, across: float, along: float | None = None) -> Plane:
        return noise(self.rng, across, along, self.shape)

    def lay(self, mask: Plane, colour: Picture) -> None:
        """Cloth over what is there."""
        self.picture = lay(self.picture, mask, colour)
        self.cloth = np.maximum(self.cloth, mask)

    def shade(self, of: Plane, move: tuple[float, float], soft: float, depth: float, on: Plane) -> None:
        """A piece's shadow on what lies beneath it."""
        self.picture = cast_shadow(self.picture, of, move, soft, depth, on)

    def add(self, mask: Plane, levels: float) -> None:
        """Light, in grey levels, where the mask is."""
        self.picture = self.picture + levels * mask[..., None]

    def wool(self, light: Plane, weave: Plane) -> Picture:
        """The jacket's cloth."""
        colour: NDArray[np.float32] = np.asarray(self.clothes.jacket, np.float32)
        return tint(self.clothes.jacket, light) + (float(colour.mean()) + 18) * weave[..., None]

    def rim(self, mask: Plane, near: float, far: float) -> Plane:
        """The inner edge of a mask."""
        return (blur(mask, near) - blur(mask, far)) * mask

    def behind(self) -> Plane:
        """Darkness where the collars turn behind the neck."""
        return np.asarray(0.28 * np.exp(-np.clip(self.v - self.clothes.rise + 0.03, 0, None) / 0.05), np.float32)

    def roll(self) -> Corners:
        """The line along which the lapels turn over, from the neck down."""
        nb, ny = self.clothes.neck, self.clothes.rise
        return [(nb + 0.045, ny), (nb * 0.9, ny + 0.2), (0.14 * ROLL, ROLL * 0.75), (0.0, ROLL + 0.15)]
