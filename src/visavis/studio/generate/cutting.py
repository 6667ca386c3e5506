"""A head cut out of a portrait: face and hair stay; neck, clothes and ground go.

Above the mouth everything that belongs to the person is head. Below it only the face is, and hair where it hangs past
the cheek: that is told from clothes by its colour (GrabCut, Rother et al. 2004, started from the hair above).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.mesh import FaceMesh
from visavis.media.values import RGB, Mask

_OVAL = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
_FOREHEAD, _CHIN, _CHEEKS, _MOUTH, _NOSE = 10, 152, (234, 454), (61, 291), 1
_REACH = 0.85
"""Hair is looked for within so many face widths of the middle …"""
_DEPTH = 0.45
"""… and so many face heights below the chin: deeper it lies behind clothes."""
_PAST_CHEEK = 0.10
_HANGS = 0.6
"""Hair hangs on a side when so much of a short strip past the cheek is the person's."""
_LIKE_HAIR = 22.0
"""CIELAB distance to the nearest of the hair's own colours."""
_FEWEST_PX = 60
_ROUNDS, _COLOURS = 4, 4

Bits = NDArray[np.uint8]


@dataclass(frozen=True)
class _Face:
    """Where a face lies in a picture, in pixels; ``oval`` (H, W) is 1 inside its outline."""

    nose: tuple[int, int]
    middle: float
    width: float
    top: float
    mouth: float
    chin: float
    oval: Bits

    @staticmethod
    def of(points: NDArray[np.float64], shape: tuple[int, ...]) -> _Face:
        oval = np.zeros(shape, np.uint8)
        cv2.fillPoly(oval, [np.round(points[list(_OVAL)]).astype(np.int32)], 1)
        right, left = points[list(_CHEEKS)]
        return _Face(
            (round(points[_NOSE, 0]), round(points[_NOSE, 1])),
            float(right[0] + left[0]) / 2,
            float(np.hypot(*(left - right))),
            float(points[_FOREHEAD, 1]),
            float(points[list(_MOUTH), 1].mean()),
            float(points[_CHIN, 1]),
            oval,
        )


def cut_head(image: RGB, person: Mask, face: FaceMesh) -> Mask:
    """Alpha (H, W) in [0, 1] of the head of a nearly upright ``face``; ``person`` (H, W): how surely a pixel is
    anybody's."""
    at = _Face.of(face.points[:, :2].astype(np.float64), image.shape[:2])
    low = np.clip((np.arange(len(image))[:, None] - at.mouth + 6) / 12, 0, 1)
    above, below = _own(person, at), _below(image, person, at)
    whole = _one_piece(np.where(low > 0.5, below, above > 0.5).astype(np.uint8), at)
    near = cv2.GaussianBlur(cv2.dilate(whole, _disc(7)).astype(np.float32), (0, 0), 1.5)
    soft = cv2.GaussianBlur(whole.astype(np.float32), (0, 0), 1.2)
    return np.asarray(((1 - low) * np.minimum(above, near) + low * soft).clip(0, 1), np.float32)


def _own(person: Mask, at: _Face) -> Mask:
    """The mask with a steep edge, without other people."""
    _, parts = cv2.connectedComponents((person > 0.5).astype(np.uint8))
    own = cv2.dilate((parts == parts[at.nose[1], at.nose[0]]).astype(np.uint8), _disc(7))
    return np.asarray(((person - 0.3) / 0.4).clip(0, 1) * own, np.float32)


def _below(image: RGB, person: Mask, at: _Face) -> Bits:
    face = cv2.dilate(at.oval, _disc(3))
    sides = [_hangs(person, at, side) for side in (-1, 1)]
    return cast(Bits, face | _hair(image, person, at, sides)) if any(sides) else cast(Bits, face)


def _hangs(person: Mask, at: _Face, side: int) -> bool:
    x = round(at.middle + side * at.width * (0.5 + _PAST_CHEEK))
    row = round(at.mouth)
    return 0 <= x < person.shape[1] and float((person[row - 6 : row + 2, x] > 0.5).mean()) > _HANGS


def _hair(image: RGB, person: Mask, at: _Face, sides: list[bool]) -> Bits:
    """1 where hair hangs below the mouth."""
    y, x = np.mgrid[: len(image), : image.shape[1]].astype(np.float32)
    aside = np.abs(x - at.middle)
    sure = (y < at.mouth - 4) & (person > 0.8) & (cv2.dilate(at.oval, _disc(5)) == 0)
    sure &= (aside > 0.5 * at.width + 4) | (y < at.top - 6)
    reach = (y > at.mouth) & (y < at.chin + _DEPTH * (at.chin - at.top))
    reach &= (aside > 0.40 * at.width) & (aside < _REACH * at.width) & (person > 0.8)
    for hangs, side in zip(sides, (-1, 1), strict=True):
        reach &= hangs | ((x - at.middle) * side <= 0)
    if sure.sum() < _FEWEST_PX or not reach.any():
        return np.zeros(image.shape[:2], np.uint8)
    found = _grab(image, sure, reach, (at.oval > 0) | (person < 0.15)) & _alike(image, sure)
    calm = cv2.morphologyEx((found & reach).astype(np.uint8), cv2.MORPH_OPEN, _disc(5))
    return cast(Bits, cv2.morphologyEx(calm, cv2.MORPH_CLOSE, _disc(7)))


def _grab(image: RGB, sure: NDArray[np.bool_], reach: NDArray[np.bool_], never: NDArray[np.bool_]) -> NDArray[np.bool_]:
    guess = np.full(image.shape[:2], cv2.GC_PR_BGD, np.uint8)
    guess[reach], guess[never], guess[sure] = cv2.GC_PR_FGD, cv2.GC_BGD, cv2.GC_FGD
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(0)
    cv2.grabCut(np.ascontiguousarray(image), guess, None, *models, _ROUNDS, cv2.GC_INIT_WITH_MASK)
    return np.asarray((guess == cv2.GC_FGD) | (guess == cv2.GC_PR_FGD), np.bool_)


def _alike(image: RGB, sure: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where a slightly blurred picture has one of the hair's own colours."""
    lab = cv2.cvtColor(cv2.GaussianBlur(image, (0, 0), 1.5).astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    ends = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    cv2.setRNGSeed(0)
    _, _, colours = cv2.kmeans(lab[sure], _COLOURS, None, ends, 2, cv2.KMEANS_PP_CENTERS)
    gaps = np.linalg.norm(lab[:, :, None] - colours[None, None], axis=3).min(2)
    return np.asarray(gaps < _LIKE_HAIR, np.bool_)


def _one_piece(whole: Bits, at: _Face) -> Bits:
    """The head without specks beside it."""
    opened = cv2.morphologyEx(whole, cv2.MORPH_OPEN, _disc(7))
    _, parts = cv2.connectedComponents(opened)
    own = (parts == parts[at.nose[1], at.nose[0]]).astype(np.uint8)
    return cast(Bits, whole & cv2.dilate(own, _disc(5)))


def _disc(side: int) -> Bits:
    return cast(Bits, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
