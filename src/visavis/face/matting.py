"""How much of each pixel a person covers, and which colour that part has: hair edges without the old background.

The person mask tells roughly; colours decide near its edge (GrabCut, Rother et al. 2004; guided filter, He et al.
2010).
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.media.values import RGB, Mask

_SURE, _NEVER = 0.97, 0.03
_ROUNDS, _COARSE_PX = 3, 420
"""GrabCut works on a picture whose longer side is this."""
_SMOOTHNESS = 2e-4
_WIDE, _CLOSE = 0.05, 0.007
"""Radii around a pixel in which colours of person and background are looked for, as shares of the longer side."""

Bits = NDArray[np.uint8]
Where = NDArray[np.bool_]


def cut_person(image: RGB, person: Mask, band_px: float) -> Mask:
    """Alpha (H, W) of a person whose rough ``person`` mask (H, W) may err by ``band_px`` at its edge."""
    side = 2 * max(1, round(band_px)) + 1
    sure = cv2.erode((person > _SURE).astype(np.uint8), disc(side)) > 0
    never = cv2.dilate((person > _NEVER).astype(np.uint8), disc(side)) == 0
    belongs = grab(image, sure, never, person > 0.5)
    rough = np.where(sure, 1.0, np.where(never, 0.0, 0.7 * belongs + 0.3 * person)).astype(np.float32)
    return soften(image, rough, band_px / 2)


def soften(image: RGB, rough: Mask, radius_px: float) -> Mask:
    """The mask led along the picture's own edges, and steeper than the filter leaves it."""
    guide = image.astype(np.float32) / 255
    led = cv2.ximgproc.guidedFilter(guide, rough, max(2, round(radius_px)), _SMOOTHNESS)
    return np.asarray(((led - 0.22) / 0.6).clip(0, 1), np.float32)


def grab(image: RGB, sure: Where, never: Where, likely: Where) -> Mask:
    """1 where the picture's colours say that a pixel belongs to what is ``sure`` rather than to what ``never`` does.

    Where either is empty nothing can be told apart: then ``likely`` is the answer.
    """
    scale = min(1.0, _COARSE_PX / max(image.shape[:2]))
    size = (round(image.shape[1] * scale), round(image.shape[0] * scale))
    guess = np.where(likely, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    guess[never], guess[sure] = cv2.GC_BGD, cv2.GC_FGD
    small = cast(Bits, cv2.resize(guess, size, interpolation=cv2.INTER_NEAREST))
    if not ((small == cv2.GC_FGD).sum() > _FEWEST and (small == cv2.GC_BGD).sum() > _FEWEST):
        return likely.astype(np.float32)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(0)
    seen = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    cv2.grabCut(seen, small, None, *models, _ROUNDS, cv2.GC_INIT_WITH_MASK)
    found = ((small == cv2.GC_FGD) | (small == cv2.GC_PR_FGD)).astype(np.float32)
    return np.asarray(cv2.resize(found, image.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.float32)


_FEWEST = 30


def own_colours(image: RGB, alpha: Mask) -> NDArray[np.float32]:
    """The person's own colours, (H, W, 3) in 0 … 255, with what shone through from behind taken out.

    Forte 2021, "Approximate fast foreground colour estimation": twice, from afar and from near.
    """
    picture = image.astype(np.float32)
    longer = max(image.shape[:2])
    front, behind = picture, picture
    for radius in (_WIDE * longer, _CLOSE * longer):
        front, behind = _apart(picture, alpha, front, behind, radius)
    return np.asarray(front.clip(0, 255), np.float32)


def _apart(
    picture: NDArray[np.float32],
    alpha: Mask,
    front: NDArray[np.float32],
    behind: NDArray[np.float32],
    radius_px: float,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    size = (2 * max(1, round(radius_px)) + 1,) * 2
    a = alpha[..., None]
    share = cv2.blur(alpha, size)[..., None]
    near_front = cv2.blur(front * a, size) / (share + 1e-5)
    near_behind = cv2.blur(behind * (1 - a), size) / (1 - share + 1e-5)
    found = near_front + a * (picture - a * near_front - (1 - a) * near_behind)
    return np.asarray(found.clip(0, 255), np.float32), np.asarray(near_behind, np.float32)


def spread(picture: NDArray[np.float32], where: Mask, reaches_px: tuple[float, ...]) -> NDArray[np.float32]:
    """The colours of ``where`` carried outwards, nearest first."""
    sums, left = np.zeros_like(picture), np.ones_like(where)
    for reach in reaches_px:
        weight = cv2.GaussianBlur(where, (0, 0), reach)
        colour = cv2.GaussianBlur(picture * where[..., None], (0, 0), reach) / (weight[..., None] + 1e-6)
        share = (weight * 40).clip(0, 1) * left
        sums += colour * share[..., None]
        left = left - share
    return np.asarray(sums / (1 - left[..., None] + 1e-6), np.float32)


def disc(side_px: int) -> Bits:
    """A round structuring element."""
    return cast(Bits, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side_px, side_px)))
