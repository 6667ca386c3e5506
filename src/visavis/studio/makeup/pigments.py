"""Each part of a look laid on a canvas. Colours follow the skin; the face's own light and texture stay.

A pigment of the list is told as it looks on a skin of lightness 70; on darker skin it is as much darker, keeps most of
its colour, and leans to the skin's own hue.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.tone import Plane
from visavis.studio.makeup import regions
from visavis.studio.makeup.canvas import Canvas, Colour
from visavis.studio.makeup.engine import Brows, Cheeks, Eyes, Lips, Pigment, Skin

_LIGHTNESS, _HUE = 70.0, np.array([12.0, 16.0], np.float32)
_LEAN, _KEPT = 0.4, 0.6
"""How far a pigment leans to the skin's hue, and how much of its colour stays on the darkest skin."""
_TEXTURE = 0.35
"""How much of the lips' own changes of colour stays."""
_TEETH_LIGHT = 16.0
_BLACK = np.array([14.0, 2.0, 2.0], np.float32)


def on_skin(pigment: Pigment, skin: Colour) -> Colour:
    """The pigment (CIELAB) as it looks on a skin."""
    share = float(skin[0]) / _LIGHTNESS
    colour = np.array(pigment[1:], np.float32) * (_KEPT + (1 - _KEPT) * share)
    lean = _LEAN * (skin[1:] - _HUE)
    return np.array([pigment[0] * share**0.85, *(colour + lean)], np.float32)


def lay_skin(canvas: Canvas, skin: Skin, share: float) -> None:
    """Blotches are smoothed, pores and edges stay (bilateral filter, Tomasi and Manduchi 1998)."""
    width_px = canvas.width_px
    fine = canvas.calm(0.004)
    small = cv2.resize(fine, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    flat = cv2.bilateralFilter(small, 9, 9.0, max(1.5, 0.012 * width_px))
    smooth = cv2.resize(flat, canvas.shape[::-1], interpolation=cv2.INTER_LINEAR) - fine
    even = np.zeros_like(smooth)
    even[..., 1:] = 0.6 * (canvas.calm(0.09)[..., 1:] - canvas.calm(0.02)[..., 1:])
    change = skin.smooth * smooth + skin.even * even
    canvas.lay(canvas.bare, np.asarray(change, np.float32), share)


def lay_cheeks(canvas: Canvas, cheeks: Cheeks, share: float) -> None:
    where = regions.cheeks(canvas.drawn, canvas.width_px) * canvas.bare
    canvas.lay(cheeks.cover * share * where, on_skin(cheeks.colour, canvas.skin) - canvas.skin)


def lay_eyes(canvas: Canvas, eyes: Eyes, share: float) -> None:
    """Shadow first, the line over it."""
    local = canvas.calm(0.02)
    under = 0.5 * (local + canvas.skin)
    planes = regions.lids(canvas.mesh, canvas.shape)
    for plane, colour, cover in zip(planes, (eyes.lid, eyes.crease, eyes.bone), (1.0, 0.8, 0.5), strict=True):
        canvas.lay(eyes.cover * cover * share * plane * canvas.lids, on_skin(colour, canvas.skin) - under, over=True)
    if eyes.under:
        plane = regions.under_eyes(canvas.mesh, canvas.shape) * canvas.lids
        canvas.lay(0.8 * eyes.under * share * plane, on_skin(eyes.crease, canvas.skin) - under, over=True)
    if eyes.liner:
        line = regions.liner(canvas.mesh, canvas.shape, eyes.wing) * canvas.lids
        change = 0.9 * (_BLACK - canvas.lab)
        change[..., 0] = np.minimum(change[..., 0], 0)
        canvas.lay(eyes.liner * share * line, change, over=True)


def lay_brows(canvas: Canvas, brows: Brows, share: float) -> None:
    """Hairs get darker, gaps between them by less."""
    where = regions.brows(canvas.mesh, canvas.shape) * canvas.lids
    hair = ((canvas.calm(0.05)[..., 0] - canvas.lab[..., 0]) / 10).clip(0, 1)
    room = (canvas.lab[..., 0] / 40).clip(0.2, 1)
    darker = brows.darker * room * (brows.filled + (1 - brows.filled) * hair)
    canvas.lay(where, np.stack([-darker, -0.25 * darker, -0.3 * darker], axis=2), share)


def lay_lips(canvas: Canvas, lips: Lips, share: float) -> None:
    """The lips' light and lines stay; their colour becomes the pigment's."""
    where = lip_plane(canvas)
    own = lip_colour(canvas, where)
    target = on_skin(lips.colour, canvas.skin)
    change = np.empty_like(canvas.lab)
    light = canvas.lab[..., 0] - own[0]
    change[..., 0] = target[0] - own[0] + lips.gloss * 0.5 * np.maximum(light - 4, 0)
    change[..., 1:] = target[1:] - own[1:] - (1 - _TEXTURE) * (canvas.lab[..., 1:] - own[1:])
    change[..., 1:] *= (1 - ((light - 14) / 24).clip(0, 0.7))[..., None]  # shine has no colour
    canvas.lay(lips.cover * share * where, change, over=True)


def lip_plane(canvas: Canvas) -> Plane:
    """The lips that show: teeth which the mesh takes for lips stay out."""
    plane = regions.lips(canvas.mesh, canvas.shape) * canvas.clear
    if regions.mouth_gap(canvas.mesh) < 0.012 * canvas.width_px:
        return plane
    own = lip_colour(canvas, plane)
    lighter = canvas.lab[..., 0] - own[0] - _TEETH_LIGHT
    paler = 0.75 * own[1] - canvas.lab[..., 1]
    teeth = (np.minimum(lighter / 6, paler / 3)).clip(0, 1)
    return np.asarray(plane * (1 - cv2.GaussianBlur(teeth, (0, 0), 0.6)), np.float32)


def lip_colour(canvas: Canvas, where: Plane) -> Colour:
    """The median of the lips that show, or of the skin where none do."""
    seen = where > 0.7
    return np.asarray(np.median(canvas.lab[seen], axis=0), np.float32) if seen.any() else canvas.skin


def quantiles(lab: NDArray[np.float32], where: Plane, count: int = 33) -> NDArray[np.float32]:
    """(count, 3): the distribution of each channel where a plane is 1; empty when that is nowhere."""
    seen = lab[where > 0.7]
    if len(seen) < count:
        return np.zeros((0, 3), np.float32)
    return np.asarray(np.quantile(seen, np.linspace(0.02, 0.98, count), axis=0), np.float32)
