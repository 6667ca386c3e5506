"""Multi-band work: Laplacian pyramids, blending, and averages that keep the sharpness of what was averaged."""

from __future__ import annotations

import cv2
import numpy as np

from visavis.studio.dress.canvas import Picture, Plane, blur

_LEVELS = 5
_SHARPENED = (1.0, 1.0, 0.9, 0.7)
"""How much of the lost energy each band gets back, finest first; coarser bands keep the average's own."""
_MOST_GAIN = 1.9


def split(picture: Picture, levels: int = _LEVELS) -> list[Picture]:
    """The Laplacian pyramid, finest band first, the small rest last (Burt & Adelson 1983)."""
    gauss = [picture.astype(np.float32)]
    for _ in range(levels):
        gauss.append(cv2.pyrDown(gauss[-1]))
    bands = [gauss[i] - cv2.pyrUp(gauss[i + 1], dstsize=gauss[i].shape[1::-1]) for i in range(levels)]
    return [*bands, gauss[-1]]


def join(bands: list[Picture]) -> Picture:
    picture = bands[-1]
    for band in bands[-2::-1]:
        picture = cv2.pyrUp(picture, dstsize=band.shape[1::-1]) + band
    return picture


def shrink(plane: Plane, levels: int) -> list[Plane]:
    planes = [plane]
    for _ in range(levels):
        planes.append(cv2.pyrDown(planes[-1]))
    return planes


def blend(under: Picture, above: Picture, mask: Plane, levels: int = _LEVELS) -> Picture:
    """``above`` where the mask is 1, each band with a seam as wide as its own waves."""
    pairs = zip(split(under, levels), split(above, levels), shrink(mask, levels), strict=True)
    mixed = [np.asarray(a * (1 - m[..., None]) + b * m[..., None], np.float32) for a, b, m in pairs]
    return np.clip(join(mixed), 0, 255)


def sharp_average(pictures: list[Picture], weights: list[Plane], detail: float = 1.0) -> Picture:
    """The weighted average of aligned pictures, with each fine band given back its sources' local energy.

    Plain averaging loses the detail that doesn't coincide. Here every fine band is scaled, place by place, to the
    median energy of that band in the sources, at most 1.9 times; the phase stays that of the average, so no single
    source's detail is copied.
    """
    total = np.sum(weights, axis=0) + 1e-6
    shares = [shrink(np.asarray(w / total, np.float32), _LEVELS) for w in weights]
    pyramids = [split(picture) for picture in pictures]
    bands = []
    for level in range(_LEVELS + 1):
        share = [s[level][..., None] for s in shares]
        band = np.sum([p[level] * s for p, s in zip(pyramids, share, strict=True)], axis=0, dtype=np.float32)
        if level < len(_SHARPENED):
            band *= _gain([p[level] for p in pyramids], band, 3 + 2 * level, _SHARPENED[level] * detail)
        bands.append(band)
    return np.clip(join(bands), 0, 255)


def _gain(sources: list[Picture], band: Picture, reach: float, dose: float) -> Picture:
    wanted = np.median([_energy(source, reach) for source in sources], axis=0)
    ratio = np.sqrt((wanted + 0.02) / (_energy(band, reach) + 0.02))
    return np.asarray(np.clip(1 + (ratio - 1) * dose, 1, _MOST_GAIN), np.float32)[..., None]


def _energy(band: Picture, reach: float) -> Plane:
    return blur(np.asarray((band**2).mean(2), np.float32), reach)
