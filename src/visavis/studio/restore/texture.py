"""Grain and sharpness of what was put into a photo, made those of the photo."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.media.values import RGB, Mask

_FINE_PX = 1.2
"""What is finer than this (standard deviation of a Gaussian) is texture: grain, pores, the crispness of edges."""
_SURELY = 0.5
_MOST_SOFT = 0.8
"""How much of its own texture may be taken from what was put in."""
_MOST_GRAIN = 8.0
"""Standard deviation in grey levels of the grain that may be added."""


def match_texture(photo: RGB, made: RGB, mask: Mask, seed: int = 0) -> RGB:
    """``made`` (H, W, 3) with the texture that ``photo`` had where ``mask`` is (H, W), [0, 1]; elsewhere unchanged.

    Texture is measured robustly (median absolute deviation of what a Gaussian takes away); finer texture is softened,
    a smoother one gets grain of the missing strength. Deterministic for a seed.
    """
    rows, columns = _box(mask)
    if rows.start == rows.stop:
        return made
    inside, share = mask[rows, columns] > _SURELY, mask[rows, columns, None]
    if not inside.any():
        return made
    old, new = (one[rows, columns].astype(np.float32) for one in (photo, made))
    fine = new - cv2.GaussianBlur(new, (0, 0), _FINE_PX)
    wanted, given = (measure_texture(one, inside) for one in (old, new))
    if given > wanted:
        change = -fine * min(_MOST_SOFT, 1 - wanted / given)
    else:
        change = _grain(inside.shape, float(np.sqrt(wanted**2 - given**2)), seed)
    matched = made.copy()
    laid = np.rint((new + share * change).clip(0, 255)).astype(np.uint8)
    matched[rows, columns] = np.where(share > 0, laid, made[rows, columns])
    return matched


def measure_texture(picture: RGB | Mask, inside: Mask | NDArray[np.bool_]) -> float:
    """Standard deviation in grey levels of the texture of a picture (h, w, 3) where ``inside`` is true."""
    grey = cv2.cvtColor(np.asarray(picture, np.float32), cv2.COLOR_RGB2GRAY)
    fine = grey - cv2.GaussianBlur(grey, (0, 0), _FINE_PX)
    return float(np.median(np.abs(fine[inside > 0])) / 0.6745)


def _grain(shape: tuple[int, ...], strength: float, seed: int) -> Mask:
    """(h, w, 1): what a camera's noise looks like after demosaicing, a little soft and the same in all colours."""
    noise = np.random.default_rng(seed).standard_normal(shape).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), 0.6)
    fine = soft - cv2.GaussianBlur(soft, (0, 0), _FINE_PX)
    return np.asarray(soft * (min(strength, _MOST_GRAIN) / max(float(fine.std()), 1e-6)), np.float32)[..., None]


def _box(mask: Mask) -> tuple[slice, slice]:
    """The rows and columns that the mask touches."""
    rows, columns = (np.flatnonzero((mask > 0).any(axis)) for axis in (1, 0))
    if not len(rows):
        return slice(0, 0), slice(0, 0)
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
