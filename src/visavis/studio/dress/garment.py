"""The drawn garment: jacket with collar and lapels, shirt with or without a tie, or a round-necked top."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from visavis.studio.dress.canvas import FACE_PX, SIZE_PX, Picture, Plane, Points, blur
from visavis.studio.dress.clothes import Clothes
from visavis.studio.dress.drawing import Generator, cast_shadow, curve, grid, lay, noise, polygon, tint

_ROLL = 1.02
"""Where the lapels meet, below the chin."""
Corners = list[tuple[float, float]]


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

    def __post_init__(self) -> None:
        x, y = grid()
        self.u, self.v = (x - self.chin[0]) / FACE_PX, (y - self.chin[1]) / FACE_PX

    def dress(self) -> Picture:
        shirt = self._shirt()
        if self.clothes.neckline == "tie":
            self._tie(shirt)
        if self.clothes.neckline != "round":
            for side in (-1, 1):
                self._collar_leaf(side, shirt)
        self._jacket(shirt)
        return np.clip(self.picture, 0, 255)

    def _at(self, corners: Corners, side: int = 1) -> Points:
        return np.array([(self.chin[0] + side * a * FACE_PX, self.chin[1] + b * FACE_PX) for a, b in corners])

    def _both(self, corners: Corners) -> Points:
        """A curve and its mirror image as one outline, open at the bottom."""
        right = curve(self._at(corners))
        return np.concatenate([curve(self._at(corners, -1))[::-1], right])

    def _shirt(self) -> Plane:
        c, ny = self.clothes, self.clothes.rise
        if c.neckline == "round":
            dip = ny + c.dip
            line: Corners = [
                (0, dip),
                (c.neck * 0.42, dip - 0.03),
                (c.neck * 0.80, ny + 0.17),
                (c.neck + 0.05, ny + 0.05),
            ]
            mask = polygon([*self._both(line), *self._at([(c.neck + 0.2, 1.4), (-c.neck - 0.2, 1.4)])], 0.7)
        else:
            v: Corners = [(-c.neck - 0.05, ny + 0.03), (0, ny + 0.30), (c.neck + 0.05, ny + 0.03)]
            mask = polygon(self._at([*v, (c.neck + 0.1, 1.4), (-c.neck - 0.1, 1.4)]), 0.7)
        shade = 1 - 0.10 * np.abs(self.u) / 0.3 + 0.035 * np.clip(0.25 - np.abs(self.u + 0.08), 0, 1)
        folds = 0.007 * noise(self.rng, 9, 60) + 0.010 * noise(self.rng, 26, 50)
        self.picture = cast_shadow(self.picture, mask, (0, -2), 3, 0.35, self.body)
        self.picture = lay(self.picture, mask, tint(c.shirt, shade - folds + 0.006 * noise(self.rng, 0.7)))
        chin = polygon(self._at([(-0.30, -0.35), (0.30, -0.35), (0.24, ny + 0.12), (0, ny + 0.26), (-0.24, ny + 0.12)]))
        self.picture = self.picture * (1 - (0.30 * blur(chin, 13) * mask)[..., None])
        rim = (blur(mask, 1.5) - blur(mask, 4)) * mask
        self.picture = self.picture - 14 * rim[..., None]
        return mask

    def _tie(self, shirt: Plane) -> None:
        top = self.clothes.rise + 0.245
        blade = polygon(self._both([(0.052, top + 0.11), (0.10, 1.0), (0.13, 1.5)]), 0.7)
        half: Corners = [(0.0, top - 0.012), (0.088, top), (0.078, top + 0.05), (0.05, top + 0.125), (0.0, top + 0.135)]
        knot = polygon(self._both(half), 0.7)
        round_ = (
            1 - 0.30 * np.clip(np.abs(self.u) / 0.10, 0, 1.2) ** 2 + 0.10 * np.exp(-(((self.u + 0.03) / 0.03) ** 2))
        )
        weave = 0.03 * noise(self.rng, 0.6)
        low = 1 - 0.35 * np.clip((self.v - top - 0.07) / 0.06, 0, 1)
        self.picture = cast_shadow(self.picture, blade, (2, 3), 4, 0.4, shirt)
        self.picture = lay(self.picture, blade, tint(self.clothes.tie, round_ + weave + self._stripes(0.85)))
        self.picture = cast_shadow(self.picture, knot, (0, 4), 4, 0.55, shirt)
        self.picture = lay(
            self.picture, knot, tint(self.clothes.tie, (round_ * 1.04 + weave + self._stripes(-0.9)) * low)
        )

    def _stripes(self, slope: float) -> Plane:
        wave = np.sin(2 * np.pi * (self.u * slope + self.v) / 0.085)
        return np.asarray(self.clothes.stripe * np.tanh(4 * wave), np.float32)

    def _collar_leaf(self, side: int, shirt: Plane) -> None:
        nb, ny = self.clothes.neck, self.clothes.rise
        tied = self.clothes.neckline == "tie"
        end = (0.012, ny + 0.255) if tied else (0.05, ny + 0.30)
        inner = curve(self._at([(nb - 0.004, ny - 0.035), (nb * 0.92, ny + 0.045), (nb * 0.60, ny + 0.155), end], side))
        low = end[1]
        outer: Corners = [(0.10, low + 0.125), (0.19, low + 0.185), (nb + 0.05, ny + 0.17), (nb + 0.06, ny + 0.04)]
        leaf = polygon([*inner, *curve(self._at(outer, side)), *self._at([(nb + 0.022, ny - 0.035)], side)], 0.7)
        light = (1.0 if side < 0 else 0.965) - 0.05 * np.clip((self.v - ny) / 0.3, 0, 1) + 0.01 * noise(self.rng, 12)
        light = (
            light - self._behind() - 0.06 * np.clip((np.abs(self.u) - 0.12) / 0.2, 0, 1) + 0.006 * noise(self.rng, 0.7)
        )
        self.picture = cast_shadow(self.picture, leaf, (0, 5), 5, 0.30, shirt)
        self.picture = cast_shadow(self.picture, leaf, (0, -3), 4, 0.40, self.body)
        self.picture = lay(self.picture, leaf, tint(self.clothes.shirt, light))
        rim = (blur(leaf, 1.2) - blur(leaf, 2.6)) * leaf
        self.picture = self.picture + 22 * rim[..., None]

    def _jacket(self, shirt: Plane) -> None:
        nb, ny, sh = self.clothes.neck, self.clothes.rise, self.clothes.shoulder
        line: Corners = [(nb, ny - 0.005), (nb + 0.14, ny + 0.085), (sh * 0.60, ny + 0.20), (sh * 0.86, ny + 0.29)]
        line += [(sh * 0.985, ny + 0.42), (sh * 1.06, ny + 0.7), (sh * 1.09, ny + 1.3)]
        whole = polygon(self._both(line), 1.1)
        roll: Corners = [(nb + 0.045, ny), (nb * 0.9, ny + 0.2), (0.14 * _ROLL, _ROLL * 0.75), (0.0, _ROLL + 0.15)]
        edges = [*curve(self._at(roll, -1)), *curve(self._at(roll))[::-1]]
        opening = polygon([*edges, *self._at([(nb + 0.2, ny - 0.6), (-nb - 0.2, ny - 0.6)])], 0.7)
        mask = np.clip(whole * (1 - opening), 0, 1)
        light, weave = self._cloth_light(), self._weave()
        self.picture = cast_shadow(self.picture, mask, (0, -3), 6, 0.5, np.clip(shirt + self.body, 0, 1))
        self.picture = lay(self.picture, mask, self._cloth(light - self._sleeves(), weave))
        for side in (-1, 1):
            self._front(side, whole, light, weave, shirt, roll)

    def _front(self, side: int, whole: Plane, light: Plane, weave: Plane, shirt: Plane, roll: Corners) -> None:
        """One lapel and its half of the collar."""
        nb, ny = self.clothes.neck, self.clothes.rise
        notch, tip = (0.405, ny + 0.285), (0.53, ny + 0.315)
        edge: Corners = [(0.33, _ROLL * 0.76), (tip[0] - 0.035, ny + 0.43), (tip[0] - 0.004, tip[1] + 0.02)]
        lapel = [*curve(self._at(roll, side)), *self._at([(0.10, _ROLL + 0.2)], side), *curve(self._at(edge, side))]
        lapel += [*self._at([tip, notch, (nb + 0.04, ny + 0.10)], side)]
        rise: Corners = [(nb + 0.022, ny - 0.028), (nb + 0.012, ny + 0.12), (nb - 0.02, ny + 0.205)]
        fall: Corners = [(notch[0] + 0.03, notch[1] - 0.11), (nb + 0.125, ny + 0.06), (nb + 0.055, ny - 0.028)]
        collar = [*curve(self._at(rise, side)), *self._at([notch, (notch[0] + 0.04, notch[1] - 0.085)], side)]
        collar += [*curve(self._at(fall, side))]
        self._layer(polygon(lapel, 0.7) * whole, side, whole, shirt, (1.05, 0.5), light, weave)
        self._layer(polygon(collar, 0.7), side, whole, shirt, (1.07, 0.28), light - self._behind(), weave)

    def _layer(
        self, mask: Plane, side: int, whole: Plane, shirt: Plane, lift: tuple[float, float], light: Plane, weave: Plane
    ) -> None:
        """One piece of cloth above the jacket: its shadow, itself, its lit edge and its stitching."""
        self.picture = cast_shadow(self.picture, mask, (side * 1.5, 3), 4, lift[1], whole)
        self.picture = cast_shadow(self.picture, mask, (-side * 3, 4), 6, 0.35, shirt)
        self.picture = lay(self.picture, mask, self._cloth(lift[0] * light, weave))
        self.picture = self.picture * (1 + 0.9 * (self._bevel(mask) * mask)[..., None])
        moved = np.roll(mask, (1, -side), (0, 1))
        edge = blur(np.clip(mask - moved, 0, 1), 0.8)
        self.picture = self.picture + (10 + 0.12 * float(np.mean(self.clothes.jacket))) * edge[..., None]

    def _cloth(self, light: Plane, weave: Plane) -> Picture:
        colour: NDArray[np.float32] = np.asarray(self.clothes.jacket, np.float32)
        return tint(self.clothes.jacket, light) + (float(colour.mean()) + 18) * weave[..., None]

    def _cloth_light(self) -> Plane:
        """Light from the upper left on a rounded chest, soft folds included."""
        side = np.abs(self.u) / self.clothes.shoulder
        crest = np.exp(-(((self.v - (self.clothes.rise + 0.13 + 0.16 * side)) / 0.10) ** 2))
        light = 1.06 - 0.42 * np.clip(side - 0.35, 0, 1) ** 1.3 - 0.10 * np.clip(self.v - 0.5, 0, 1) + 0.10 * crest
        light = light - 0.07 * np.clip(self.u / self.clothes.shoulder, -1, 1)
        return np.asarray(light + 0.018 * noise(self.rng, 30, 70) + 0.010 * noise(self.rng, 14, 90), np.float32)

    def _bevel(self, mask: Plane) -> Plane:
        """Light on the rounded edge of a piece of cloth, from the upper left."""
        soft = blur(mask, 5)
        return soft - np.roll(soft, (2, 2), (0, 1))

    def _behind(self) -> Plane:
        """Darkness where the collars turn behind the neck."""
        return np.asarray(0.28 * np.exp(-np.clip(self.v - self.clothes.rise + 0.03, 0, None) / 0.05), np.float32)

    def _sleeves(self) -> Plane:
        """The dark seam where a sleeve hangs from the shoulder, and the light beside it."""
        sh, start = self.clothes.shoulder, np.clip((self.v - self.clothes.rise - 0.28) * 4, 0, 1)
        seam = np.abs(self.u) - sh * (0.80 + 0.06 * np.clip(self.v - 0.4, 0, 1))
        dark = 0.16 * np.exp(-((seam / 0.018) ** 2))
        return np.asarray((dark - 0.07 * np.exp(-(((np.abs(self.u) - sh * 0.84) / 0.06) ** 2))) * start, np.float32)

    def _weave(self) -> Plane:
        grain = noise(self.rng, 0.6) + noise(self.rng, 0.6, 2.2) + noise(self.rng, 2.2, 0.6)
        return 0.008 * grain


def dress(picture: Picture, body: Plane, chin: tuple[float, float], clothes: Clothes, seed: int) -> Picture:
    """The picture (SIZE_PX, SIZE_PX, 3) with the garment drawn over it, hung from the chin's place (x, y)."""
    return Tailor(picture, clothes, body, chin, np.random.default_rng(seed)).dress()


def backdrop(colours: tuple[tuple[float, float, float], tuple[float, float, float]], seed: int) -> Picture:
    """A studio ground: light behind the head, darker to the corners, with a trace of unevenness."""
    rng = np.random.default_rng(seed)
    x, y = grid()
    far = np.clip(np.hypot(x / SIZE_PX - 0.5, y / SIZE_PX - 0.42) / 0.75, 0, 1) ** 1.3
    near, edge = (np.asarray(colour, np.float32) for colour in colours)
    ground = near * (1 - far[..., None]) + edge * far[..., None]
    return np.asarray(ground + 2.2 * noise(rng, 60)[..., None], np.float32)
