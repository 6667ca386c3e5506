"""Where the lips part: the slit of the mouth as two curves in face coordinates, and which pixel is of which lip."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.studio.talk.fields import smoothstep
from visavis.studio.talk.points import LOWER_INNER, UPPER_INNER
from visavis.studio.talk.portrait import Portrait

Line = NDArray[np.float32]

_CLOSED_GAP = 0.03
_SEARCH = 0.035
_FEATHER, _FEATHER_BEYOND = 0.0065, 0.05
_STEPS = 96
INTO_LIP = 0.009
"""The edges of parted lips are cut this far into the lip, in u: what lies there is tinged by the teeth."""
WIDEST = 0.56
"""A mouth at rest is at most this wide, in u; what a smile adds is mostly taken back."""
_RISE_COST = 2.0
"""Weight of the slit's steepness against darkness 0…1, in the search for the darkest ridge."""


@dataclass(frozen=True)
class Slit:
    """The edges of the mouth opening of the portrait at rest: ``upper`` and ``lower`` (n,) over ``s`` (n,), all in u.

    Of a closed mouth both are the same dark line between the lips. ``gap0`` is the opening in the portrait.
    """

    s: Line
    upper: Line
    lower: Line
    gap0: float

    @property
    def is_closed(self) -> bool:
        return self.gap0 < _CLOSED_GAP

    @property
    def half_width(self) -> float:
        return float(self.s[-1] - self.s[0]) / 2

    def upper_at(self, s: Line) -> Line:
        """The upper edge at ``s``; level beyond the corners."""
        return np.asarray(np.interp(s, self.s, self.upper), np.float32)

    def lower_at(self, s: Line) -> Line:
        return np.asarray(np.interp(s, self.s, self.lower), np.float32)

    def inside(self, s: Line, margin: float) -> Line:
        """1 between the corners, falling to 0 over ``margin`` beyond them."""
        beyond = np.maximum(self.s[0] - s, s - self.s[-1])
        return 1 - smoothstep(beyond, 0, margin)

    def opens(self, s: Line) -> Line:
        """0 at and beyond the corners, 1 a little inside: where there are two edges, not one."""
        return smoothstep(np.minimum(s - self.s[0], self.s[-1] - s), 0, 0.05)


def find_slit(portrait: Portrait) -> Slit:
    """The slit by the landmarks, for a closed mouth moved to the darkest ridge near them."""
    places = portrait.axes.to_face(portrait.points[:, :2])
    upper, lower = places[list(UPPER_INNER)], places[list(LOWER_INNER)]
    gap0 = float(places[14, 1] - places[13, 1])
    s = np.linspace(upper[0, 0], upper[-1, 0], _STEPS, dtype=np.float32)
    if gap0 >= _CLOSED_GAP:
        edges = Slit(s, _curve(upper, s), _curve(lower, s), gap0)
        middle, opens = (edges.upper + edges.lower) / 2, edges.opens(s)
        return Slit(s, middle + opens * (edges.upper - middle), middle + opens * (edges.lower - middle), gap0)
    middle = (_curve(upper, s) + _curve(lower, s)) / 2
    ridge = _darkest_ridge(portrait, s, middle)
    return Slit(s, ridge, ridge, gap0)


def lip_masks(portrait: Portrait, slit: Slit) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How far each pixel belongs above and below the slit: two (S, S); what is left is the mouth's inside."""
    line = np.arange(portrait.size_px, dtype=np.float32)
    places = portrait.axes.to_face(np.stack(np.meshgrid(line, line), axis=-1))
    s, t = places[..., 0], places[..., 1]
    inside = slit.inside(s.ravel(), 0.10).reshape(s.shape)
    feather = _FEATHER_BEYOND + (_FEATHER - _FEATHER_BEYOND) * inside
    into_lip = 0.0 if slit.is_closed else INTO_LIP * slit.opens(s.ravel()).reshape(s.shape)
    upper = slit.upper_at(s.ravel()).reshape(s.shape) - into_lip
    lower = slit.lower_at(s.ravel()).reshape(s.shape) + into_lip
    below = smoothstep((t - lower) / feather, -1, 1)
    above = 1 - smoothstep((t - upper) / feather, -1, 1)
    return above, below


def _curve(contour: NDArray[np.float32], s: Line) -> Line:
    """A contour's t at s, piecewise linear then slightly rounded."""
    order = np.argsort(contour[:, 0])
    t = np.interp(s, contour[order, 0], contour[order, 1])
    padded = np.pad(t, 4, mode="reflect", reflect_type="odd")
    return np.asarray(np.convolve(padded, np.hanning(11)[1:-1] / np.hanning(11).sum(), "valid"), np.float32)


def _darkest_ridge(portrait: Portrait, s: Line, middle: Line) -> Line:
    """Dynamic programming over offsets of ±_SEARCH u: darkest line that isn't steep, pinned at the corners."""
    offsets = np.linspace(-_SEARCH, _SEARCH, 29, dtype=np.float32)
    places = np.stack(np.broadcast_arrays(s[None], middle[None] + offsets[:, None]), axis=-1)
    grey = cv2.GaussianBlur(
        cv2.cvtColor(portrait.picture, cv2.COLOR_RGB2GRAY), (0, 0), 0.006 * portrait.axes.u_px + 0.3
    )
    where = portrait.axes.to_px(places.astype(np.float32))
    dark = cv2.remap(grey, where, None, cv2.INTER_LINEAR).astype(np.float32) / 255
    dark += 0.4 * (np.abs(offsets) / _SEARCH)[:, None] ** 2 * 0.3
    ease = np.minimum(np.arange(_STEPS), np.arange(_STEPS)[::-1]) / 8
    dark += np.maximum(0, 1 - ease)[None] * (offsets / _SEARCH)[:, None] ** 2
    path = _cheapest_path(dark, offsets)
    return np.asarray(middle + cv2.GaussianBlur(offsets[path][None], (0, 0), 1.5)[0], np.float32)


def _cheapest_path(cost: NDArray[np.float32], offsets: Line) -> NDArray[np.intp]:
    rise = _RISE_COST * (np.abs(offsets[:, None] - offsets[None]) / _SEARCH) ** 1.5
    total, back = cost[:, 0], []
    for column in cost.T[1:]:
        ways = total[None] + rise
        back.append(ways.argmin(1))
        total = column + ways.min(1)
    path = [int(total.argmin())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return np.array(path[::-1])
