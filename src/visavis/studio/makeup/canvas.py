"""The face that is made up, and what was laid on it so far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visavis.face.drawing import Drawn
from visavis.face.parts import Points
from visavis.face.tone import Colours, Plane, coarse

Box = tuple[slice, slice]
_LEAST = 1 / 255
_MARGIN = 0.12
_GREY = (2.0, 6.0)
"""Skin with less colour than this is that of a black-and-white photo, which stays one."""

Colour = NDArray[np.float32]
"""(3,) CIELAB."""


@dataclass(frozen=True)
class Canvas:
    """``lab`` (h, w, 3) as in the photo; ``clear`` (h, w): 1 where nothing lies before the face; ``lids``: the same
    around the eyes, where lashes and deep shade are no obstacle; ``skin`` (3,): its colour; ``bare`` (h, w): where it
    is seen; ``delta`` (h, w, 3): what was laid on; ``cover`` (h, w): where."""

    lab: Colours
    mesh: Points
    drawn: Drawn
    width_px: float
    clear: Plane
    lids: Plane
    skin: Colour
    bare: Plane
    delta: Colours
    cover: Plane

    def box(self, part: tuple[int, ...]) -> Box:
        """Rows and columns around some mesh points."""
        margin = _MARGIN * self.width_px
        low, high = self.mesh[list(part), :2].min(0) - margin, self.mesh[list(part), :2].max(0) + margin
        (x0, y0), (x1, y1) = (np.maximum(edge, floor).astype(int).tolist() for edge, floor in ((low, 0), (high, 1)))
        return slice(y0, y1), slice(x0, x1)

    def within(self, box: Box) -> Canvas:
        """A piece, laid on in place; ``drawn`` is still the whole face's."""
        planes = [one[box] for one in (self.lab, self.clear, self.lids, self.bare, self.delta, self.cover)]
        lab, clear, lids, bare, delta, cover = planes
        mesh = self.mesh - np.array([box[1].start, box[0].start, 0])
        return Canvas(lab, mesh, self.drawn, self.width_px, clear, lids, self.skin, bare, delta, cover)

    def around(self, part: tuple[int, ...]) -> Canvas:
        """The piece around some mesh points."""
        return self.within(self.box(part))

    @property
    def tint(self) -> Colour:
        """(3,): 1, or for a black-and-white photo 0 for its colours."""
        colour = float(np.interp(np.hypot(*self.skin[1:]), _GREY, (0, 1)))
        return np.array([1, colour, colour], np.float32)

    @property
    def shape(self) -> tuple[int, int]:
        return self.lab.shape[0], self.lab.shape[1]

    def calm(self, sigma: float) -> Colours:
        """The photo without what is finer than ``sigma`` widths of the face."""
        return coarse(self.lab, sigma * self.width_px)

    def lay(self, where: Plane, change: NDArray[np.float32], strength: float = 1.0, over: bool = False) -> None:
        """Add ``change`` (h, w, 3) or (3,) where ``where`` is 1; ``over``: what was laid there before gives way.

        Up to 1 the strength covers more of the skin, beyond that it carries the colour further.
        """
        share = min(1.0, strength) * where
        rows, columns = np.nonzero(share.max(1) > _LEAST)[0], np.nonzero(share.max(0) > _LEAST)[0]
        if not len(rows):
            return
        at = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        held = share[at].clip(0, 1)[..., None]
        there = change[at] if change.ndim == 3 else change
        old = self.delta[at] * (1 - held) if over else self.delta[at]
        self.delta[at] = old + held * (max(1.0, strength) * there * self.tint)
        self.cover[at] = np.maximum(self.cover[at], held[..., 0])


def skin_colour(lab: Colours, skin: Plane, mesh: Points) -> Colour:
    """The median of bare skin."""
    seen = skin > 0.6
    if not seen.any():
        middle = mesh[:, :2].mean(0).round().astype(int)
        return np.asarray(lab[middle[1], middle[0]], np.float32)
    return np.asarray(np.median(lab[seen][::3], axis=0), np.float32)
