"""Grain and sharpness of what was put into a photo, made those of the photo."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.media.values import RGB, Mask

_FINE_PX = 1.2
"""What is finer than this (standard deviation of a Gaussian) is texture: grain, pores, the crispness of edges."""
_SURELY = 0.5
_CRISPER, _MOST_SOFT = 1.15, 0.5
"""From which ratio of textures on what was put in is softened, and how much of its own texture may be taken."""
_BLOCK_PX, _EVEN = 6, 20
"""Grain is measured in squares of this side, the evenest of them: the percentile. Elsewhere are features."""
_TWO_LAPLACIANS = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32) / 6
_LEAST_GRAIN, _MOST_GRAIN = 0.4, 8.0
"""Grey levels; less isn't seen, more isn't added."""


def match_texture(photo: RGB, made: RGB, mask: Mask, seed: int = 0) -> RGB:
    """``made`` (H, W, 3) with the crispness and the grain that ``photo`` had, where ``mask`` (H, W) is above 0.

    What is crisper is softened, what is smoother gets the missing grain. Deterministic for a seed.
    """
    rows, columns = _box(mask)
    inside, share = mask[rows, columns] > _SURELY, mask[rows, columns, None]
    if not inside.any():
        return made
    old, new = (one[rows, columns].astype(np.float32) for one in (photo, made))
    crisp = measure_crispness(new, inside) / max(measure_crispness(old, inside), 1e-3)
    if crisp > _CRISPER:
        new -= share * min(_MOST_SOFT, 1 - _CRISPER / crisp) * (new - cv2.GaussianBlur(new, (0, 0), _FINE_PX))
    missing = measure_grain(old, inside) ** 2 - measure_grain(new, inside) ** 2
    if missing > _LEAST_GRAIN**2:
        new += share * _grain(inside.shape, float(np.sqrt(missing)), seed)
    matched = made.copy()
    laid = np.rint(new.clip(0, 255)).astype(np.uint8)
    matched[rows, columns] = np.where(share > 0, laid, made[rows, columns])
    return matched


def measure_crispness(picture: RGB | Mask, inside: Mask | NDArray[np.bool_]) -> float:
    """Median absolute deviation, as a standard deviation in grey levels, of what is finer than _FINE_PX in a picture
    (h, w, 3) where ``inside`` is true."""
    return float(np.median(np.abs(_fine(picture)[inside > 0])) / 0.6745)


def measure_grain(picture: RGB | Mask, inside: Mask | NDArray[np.bool_]) -> float:
    """Standard deviation in grey levels of the grain in the evenest squares of a picture; 0 when none lies inside.

    By the difference of two Laplacians, which edges and shading hardly move (Immerkær 1996).
    """
    fine, whole = _grey_of_grain(picture), np.asarray(inside > 0, np.float32)
    size = (_BLOCK_PX, _BLOCK_PX)
    power = cv2.blur(fine * fine, size)[_BLOCK_PX // 2 :: _BLOCK_PX, _BLOCK_PX // 2 :: _BLOCK_PX]
    full = cv2.blur(whole, size)[_BLOCK_PX // 2 :: _BLOCK_PX, _BLOCK_PX // 2 :: _BLOCK_PX] > 0.99
    return float(np.sqrt(np.percentile(power[full], _EVEN))) if full.any() else 0.0


def _grey_of_grain(picture: RGB | Mask) -> Mask:
    grey = cv2.cvtColor(np.asarray(picture, np.float32), cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.filter2D(grey, -1, _TWO_LAPLACIANS), np.float32)


def _fine(picture: RGB | Mask) -> Mask:
    grey = cv2.cvtColor(np.asarray(picture, np.float32), cv2.COLOR_RGB2GRAY)
    return np.asarray(grey - cv2.GaussianBlur(grey, (0, 0), _FINE_PX), np.float32)


def _grain(shape: tuple[int, ...], strength: float, seed: int) -> Mask:
    """(h, w, 1): what a camera's noise looks like after demosaicing, a little soft and the same in all colours."""
    noise = np.random.default_rng(seed).standard_normal(shape).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), 0.6)
    measured = max(float(cv2.filter2D(soft, -1, _TWO_LAPLACIANS).std()), 1e-6)
    return np.asarray(soft * (min(strength, _MOST_GRAIN) / measured), np.float32)[..., None]


def _box(mask: Mask) -> tuple[slice, slice]:
    """The rows and columns that the mask touches."""
    rows, columns = (np.flatnonzero((mask > 0).any(axis)) for axis in (1, 0))
    if not len(rows):
        return slice(0, 0), slice(0, 0)
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
