"""What a drawing doesn't tell: the colours of hair, skin, lips and lids, measured in the photo as CIELAB."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.lab.sketch.styles import Points
from visavis.media.values import RGB
from visavis.studio.sketch.looks import ZONES

_LIPS = (61, 40, 39, 37, 0, 267, 269, 270, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146)
_MOUTH = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95)
_CHEEKS = ((101, 123, 117, 119, 36, 187), (330, 352, 346, 348, 266, 411))
_LIDS = (
    (33, 246, 161, 160, 159, 158, 157, 173, 133, 56, 28, 27, 29, 30),
    (263, 466, 388, 387, 386, 385, 384, 398, 362, 286, 258, 257, 259, 260),
)
_GROUND = 236
_LEAST_PX = 150


def measure(photo: RGB, points: Points, labels: dict[str, str]) -> NDArray[np.float32]:
    """The looks of one face before an even ground: the zones' medians in the order of ZONES, gender, age."""
    lab = cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    right, left = (_median(lab, _hull(photo, points, chain)) for chain in _CHEEKS)
    lips = _hull(photo, points, _LIPS) & ~_hull(photo, points, _MOUTH)
    lids = _hull(photo, points, _LIDS[0]) | _hull(photo, points, _LIDS[1])
    person = np.abs(photo.astype(np.int16) - _GROUND).max(2) > 8
    oval = _hull(photo, points, tuple(range(468)))
    y = np.arange(len(photo))[:, None]
    brows, chin = points[[105, 334], 1].mean(), points[152, 1]
    hair = person & ~cv2.dilate(oval.astype(np.uint8), np.ones((7, 7), np.uint8)).astype(bool) & (y < brows)
    clothes = person & ~oval & (y > (chin + 2 * len(photo)) / 3)
    found = {
        "hair": _median(lab, hair, (right + left) / 2),
        "right cheek": right,
        "left cheek": left,
        "lips": _median(lab, lips),
        "lids": _median(lab, lids),
        "clothes": _median(lab, clothes, (right + left) / 2),
    }
    gender, age = (1.0 if labels["gender"] == "F" else -1.0), (1.0 if labels["age_group"] == "senior" else -1.0)
    return np.concatenate([*(found[zone] for zone in ZONES), [gender, age]]).astype(np.float32)


def _median(
    lab: NDArray[np.float32], zone: NDArray[np.bool_], instead: NDArray[np.float32] | None = None
) -> NDArray[np.float32]:
    if zone.sum() < _LEAST_PX and instead is not None:
        return instead
    return np.asarray(np.median(lab[zone], axis=0), np.float32)


def _hull(photo: RGB, points: Points, chain: tuple[int, ...]) -> NDArray[np.bool_]:
    drawn = np.zeros(photo.shape[:2], np.uint8)
    cv2.fillConvexPoly(drawn, cv2.convexHull(np.round(points[list(chain)]).astype(np.int32)), 1)
    return drawn > 0
