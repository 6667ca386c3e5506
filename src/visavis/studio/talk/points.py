"""Landmark numbers of the canonical face mesh that the talking portrait uses, and the fitted mouth basis."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

FOREHEAD, CHIN, EYE_LEFT, EYE_RIGHT, CORNER_LEFT, CORNER_RIGHT = 10, 152, 33, 263, 61, 291
EARS = (127, 234, 356, 454)
OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip

UPPER_INNER = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
LOWER_INNER = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
UPPER_RINGS = (
    (62, 183, 42, 41, 38, 12, 268, 271, 272, 407, 292),
    (76, 184, 74, 73, 72, 11, 302, 303, 304, 408, 306),
    (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291),
)
LOWER_RINGS = (
    (62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292),
    (76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306),
    (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291),
)
"""From the inner lip outwards, each from the picture's left to its right, corners included."""

BROWS = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46, 300, 293, 334, 296, 336, 285, 295, 282, 283, 276)
INNER_BROWS = (107, 55, 66, 65, 336, 285, 296, 295)
ABOVE_BROWS = (68, 104, 69, 108, 151, 337, 299, 333, 298, 9)

LEFT_EYE_UPPER = (33, 246, 161, 160, 159, 158, 157, 173, 133)
LEFT_EYE_LOWER = (33, 7, 163, 144, 145, 153, 154, 155, 133)
RIGHT_EYE_UPPER = (362, 398, 384, 385, 386, 387, 388, 466, 263)
RIGHT_EYE_LOWER = (362, 382, 381, 380, 374, 373, 390, 249, 263)
LEFT_IRIS, RIGHT_IRIS = 468, 473
"""The eyes as seen in the picture, each contour from left to right; iris centres, whose rings follow them."""


@dataclass(frozen=True)
class MouthBasis:
    """``response`` (468, 5, 2): shift right/down in u of each landmark per unit of gap, wid, th, cy, mid.

    ``mirror`` (478,): the landmark on the other side. Fitted by ``visavis.lab.mouth.fit``; see docs/models.
    """

    response: NDArray[np.float32]
    mirror: NDArray[np.int16]


@lru_cache(maxsize=1)
def load_basis() -> MouthBasis:
    """The basis that ships with the package."""
    with resources.files("visavis.studio.talk").joinpath("data/mouth_basis.npz").open("rb") as file:
        data = np.load(file)
        return MouthBasis(data["response"], data["mirror"])
