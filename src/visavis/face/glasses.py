"""Whether somebody wears glasses (gradients around the eyes: HOG, Dalal and Triggs 2005, read linearly), and dark ones.

The weights are fitted by ``python -m visavis.lab.glasses`` on synthetic faces; no network, 1 ms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face import landmarks as at
from visavis.face.align import lay_on
from visavis.media.values import RGB

_WIDE, _HIGH = 96, 64
_CORNERS = np.array([[18, 24], [78, 24]], np.float32)
"""Where the outer eye corners lie in the window."""
_COARSE, _SHARE = (24, 16), 0.15
_CALM = 8.0
"""Grey levels: keeps even windows from being stretched to noise."""
_SHRUNK = 0.5


def glasses_score(image: RGB, points: NDArray[np.float32]) -> float:
    """Above 0: glasses, of a face whose mesh (478, 3) lies in the picture. About -1 without and 1 with them."""
    slope, offset = _weights()
    return float(describe(image, points) @ slope + offset)


def describe(image: RGB, points: NDArray[np.float32]) -> NDArray[np.float32]:
    """The window around the eyes as numbers, (3156,)."""
    eyes = np.array([points[at.RIGHT_EYE_OUTER, :2], points[at.LEFT_EYE_OUTER, :2]], np.float32)
    move = lay_on(eyes, _CORNERS)
    scale = float(np.hypot(*move[0, :2]))
    if scale < _SHRUNK:  # the warp reads single pixels
        image = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
        move[:, :2] /= scale
    window = cv2.warpAffine(image, move, (_WIDE, _HIGH), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    grey = cv2.cvtColor(window, cv2.COLOR_RGB2GRAY)
    gradients = np.asarray(cv2.HOGDescriptor((_WIDE, _HIGH), (16, 16), (8, 8), (8, 8), 9).compute(grey)).ravel()
    small = cv2.resize(grey, _COARSE, interpolation=cv2.INTER_AREA).astype(np.float32).ravel()
    even = _SHARE * (small - small.mean()) / (small.std() + _CALM)
    return np.asarray(np.concatenate([gradients, even]), np.float32)


@cache
def _weights() -> tuple[NDArray[np.float32], float]:
    with (files("visavis.face") / "glasses.npz").open("rb") as file:
        held = np.load(file)
        return held["slope"].astype(np.float32), float(held["offset"])


@dataclass(frozen=True)
class Lens:
    """What lies below the eyes, beside the cheeks (CIELAB): how much lighter, how far off in colour; and the span of
    lightness inside the eyes, where iris, lid and white differ unless something dark covers them."""

    lighter: float
    tint: float
    span: float

    @property
    def is_dark(self) -> bool:
        """Whether it is a tinted or darkened lens. How often that is right: docs/photo.md."""
        return self.tint > _TINT or self.lighter < _DARK or (self.span < _FLAT and self.lighter < _SHADED)


_TINT, _DARK, _FLAT, _SHADED = 10.5, -28.0, 13.0, -5.0
_VIEW = (200, 170)
_VIEW_CORNERS = np.array([[40, 60], [160, 60]], np.float32)
_CHEEKS = (50, 280, 205, 425, 101, 330, 36, 266)
_UNDER = (0.62, 0.22, 0.45)
"""Half axes of the ellipse below an eye, and how far below its middle lies, in eye widths."""


def read_lens(image: RGB, points: NDArray[np.float32]) -> Lens:
    """What covers the eyes of a face whose mesh (478, 3) lies in the picture; for faces with ``glasses_score`` > 0."""
    move = lay_on(np.array([points[at.RIGHT_EYE_OUTER, :2], points[at.LEFT_EYE_OUTER, :2]], np.float32), _VIEW_CORNERS)
    scale = float(np.hypot(*move[0, :2]))
    places = points[:, :2] @ move[:, :2].T + move[:, 2]
    if scale < _SHRUNK:  # the warp reads single pixels
        image = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
        move[:, :2] /= scale
    view = cv2.warpAffine(image, move, _VIEW, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    lab = cv2.cvtColor(cv2.GaussianBlur(view, (0, 0), 1).astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    inside = places.round().astype(int).clip(0, (_VIEW[0] - 1, _VIEW[1] - 1))
    cheek = np.median(lab[inside[list(_CHEEKS), 1], inside[list(_CHEEKS), 0]], axis=0)
    seen = np.array([_read_eye(lab - cheek, places[list(rim)]) for rim in (at.RIGHT_EYE_RIM, at.LEFT_EYE_RIM)])
    return Lens(*(float(value) for value in seen.mean(0)))


def _read_eye(lab: NDArray[np.float32], rim: NDArray[np.float32]) -> tuple[float, float, float]:
    y, x = np.mgrid[: _VIEW[1], : _VIEW[0]]
    middle, wide = rim.mean(0), float(np.ptp(rim[:, 0]))
    across, high, down = (share * wide for share in _UNDER)
    under = lab[((x - middle[0]) / across) ** 2 + ((y - middle[1] - down) / high) ** 2 < 1]
    eye = np.zeros(_VIEW[::-1], np.uint8)
    cv2.fillPoly(eye, [np.round(rim).astype(np.int32)], 1)
    dark, light = np.percentile(lab[eye > 0][:, 0], [5, 95]) if eye.any() else (0.0, 0.0)
    return float(np.median(under[:, 0])), float(np.median(np.hypot(under[:, 1], under[:, 2]))), float(light - dark)
