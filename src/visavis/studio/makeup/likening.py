"""Make-up as in a picture: its face is laid over the mesh of the one to be made up, and differences of colour from each
one's own skin are carried over where make-up goes.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.drawing import take
from visavis.face.parts import OUTER_LIPS
from visavis.face.tone import Colours, Plane, coarse
from visavis.studio.makeup import regions
from visavis.studio.makeup.canvas import Canvas
from visavis.studio.makeup.engine import Brows, Shares, Skin, Worn
from visavis.studio.makeup.pigments import lay_brows, lay_skin, lip_plane, quantiles

_FINE, _BROAD = 0.012, 0.035
"""What is coarser than this share of the face's width is carried over, at the eyes and on the cheeks."""
_EYES_L, _CHEEKS_L = (-45.0, 6.0), (-8.0, 5.0)
_MOST_COLOUR = 30.0
_RED, _MOST_SHADE = (3.0, 7.0), 18.0
_LIPS_DARKER = 3.0
"""Lips are at least this much darker than the skin around them, or else the picture has the sun on them."""
_TAIL, _RING = 4, 0.04
_RELIEF = (0.6, 1.25)
"""Lips get this much less or more relief: what else there is in the picture is its light."""
_SKIN = Skin(smooth=0.45, even=0.25)
_MOST_DARKER = 14.0
_EVEN_LIGHT = 0.5
"""How much of a difference in lightness between two cheeks is light, not blush."""


@dataclass(frozen=True)
class Coloured(Worn):
    """What a face in a picture wears: its ``lab`` (s, s, 3), ``mesh`` (468, 3) in its pixels, how surely something lies
    before it (s, s), its ``skin`` (3,), that around the mouth, ``near_lips`` (3,), and the quantiles (q, 3) of its
    ``lips`` in CIELAB, and how much darker than the skin its ``brows`` are (L)."""

    lab: Colours
    mesh: NDArray[np.float64]
    hidden: Plane
    skin: NDArray[np.float32]
    near_lips: NDArray[np.float32]
    lips: NDArray[np.float32]
    brows: float


def read_worn(canvas: Canvas) -> Coloured:
    """How the face on a canvas is made up."""
    where = regions.brows(canvas.mesh, canvas.shape) > 0.6
    dark = float(canvas.skin[0] - np.median(canvas.lab[where][:, 0])) if where.any() else 0.0
    plane = lip_plane(canvas)
    side = 2 * round(_RING * canvas.width_px) + 1
    ring = cv2.dilate(plane, np.ones((side, side), np.uint8)) * canvas.bare
    near = np.asarray(np.median(canvas.lab[ring > 0.6], axis=0) if (ring > 0.6).any() else canvas.skin, np.float32)
    lips = quantiles(canvas.lab, plane)
    return Coloured(canvas.lab, canvas.mesh, (1 - canvas.clear) * (1 - _blush(canvas)), canvas.skin, near, lips, dark)


def _blush(canvas: Canvas) -> Plane:
    """Redder than the skin and hardly darker: strong blush stands out as hair and hands do, but isn't before the
    face."""
    apart = canvas.calm(0.01) - canvas.skin
    redder, light = (apart[..., 1] - _RED[0]) / (_RED[1] - _RED[0]), (apart[..., 0] + _MOST_SHADE) / 4
    return np.asarray(np.minimum(redder, light).clip(0, 1), np.float32)


def lay_like(canvas: Canvas, worn: Coloured, shares: Shares) -> None:
    """Make up the canvas as the picture is."""
    lay_skin(canvas, _SKIN, shares.skin)
    own = read_worn(canvas)
    gap, eyes = _gap(canvas, worn), canvas.box(regions.EYE_BAND)
    _lay_cheeks(canvas, gap, shares.cheeks)
    _lay_eyes(canvas.within(eyes), gap[eyes], shares.eyes)
    darker = float(np.clip(worn.brows - own.brows, 0, _MOST_DARKER))
    lay_brows(canvas.within(eyes), Brows(darker, 0.5), shares.brows)
    _lay_lips(canvas.around(OUTER_LIPS), worn, own, shares.lips)


def _gap(canvas: Canvas, worn: Coloured) -> NDArray[np.float32]:
    """(h, w, 4): how the picture's face differs from this one, each from its own skin, and how surely it is seen."""
    places = canvas.drawn.spread(worn.mesh[:, :2])
    shown = np.concatenate([worn.lab, worn.hidden[..., None]], axis=2)
    found = np.asarray(take(shown, places, cv2.INTER_LINEAR), np.float32)
    inside = canvas.drawn.inside[..., None]
    gap = inside * ((found[..., :3] - worn.skin) - (canvas.lab - canvas.skin))
    return np.concatenate([gap, 1 - found[..., 3:]], axis=2)


def _lay_eyes(canvas: Canvas, gap: NDArray[np.float32], share: float) -> None:
    lid, crease, bone = regions.lids(canvas.mesh, canvas.shape)
    line = regions.liner(canvas.mesh, canvas.shape, 0.12)
    under = regions.under_eyes(canvas.mesh, canvas.shape)
    brows = cv2.dilate(regions.brows(canvas.mesh, canvas.shape), np.ones((3, 3), np.uint8))
    where = np.maximum.reduce([lid, crease, 0.8 * bone, line, under]) * canvas.lids * gap[..., 3] * (1 - brows)
    canvas.lay(where, _coarse(gap, _FINE * canvas.width_px, _EYES_L), share, over=True)


def _lay_cheeks(canvas: Canvas, gap: NDArray[np.float32], share: float) -> None:
    where = (1.5 * regions.cheeks(canvas.drawn, canvas.width_px)).clip(0, 1) * gap[..., 3]
    change = _coarse(gap, _BROAD * canvas.width_px, _CHEEKS_L)
    change[..., 0] *= _EVEN_LIGHT
    canvas.lay(where * canvas.bare, change, share)


def _lay_lips(canvas: Canvas, worn: Coloured, own: Coloured, share: float) -> None:
    """The distribution of each colour becomes the picture's, shifted by how far the skins are apart; of its lightness
    the middle and, within bounds, the spread."""
    if not (len(worn.lips) and len(own.lips)):
        return
    change = np.empty_like(canvas.lab)
    middle = len(own.lips) // 2
    spreads = [float(lips[-_TAIL, 0] - lips[_TAIL - 1, 0]) for lips in (own.lips, worn.lips)]
    relief = float(np.clip(spreads[1] / max(spreads[0], 1.0), *_RELIEF))
    wanted = float(worn.lips[middle, 0]) * float(own.near_lips[0] / max(worn.near_lips[0], 1.0)) ** 0.85
    sunlit = min(1.0, (float(own.near_lips[0]) - _LIPS_DARKER) / max(wanted, 1.0))
    light = canvas.lab[..., 0] - own.lips[middle, 0]
    change[..., 0] = sunlit * wanted + relief * light - canvas.lab[..., 0]
    colours = sunlit * worn.lips[:, 1:] + 0.4 * (own.near_lips[1:] - worn.near_lips[1:])
    for channel in (1, 2):
        to = np.interp(canvas.lab[..., channel], own.lips[:, channel], colours[:, channel - 1])
        change[..., channel] = to - canvas.lab[..., channel]
    canvas.lay(lip_plane(canvas), change, share, over=True)


def _coarse(gap: NDArray[np.float32], sigma: float, lightness: tuple[float, float]) -> NDArray[np.float32]:
    change = coarse(np.ascontiguousarray(gap[..., :3]), sigma)
    change[..., 0] = change[..., 0].clip(*lightness)
    change[..., 1:] = change[..., 1:].clip(-_MOST_COLOUR, _MOST_COLOUR)
    return change
