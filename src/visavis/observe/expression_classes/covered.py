"""Whether a hand lies before a face: then the model would read fingers, and what they hide, as an expression."""

from __future__ import annotations

from functools import cache
from threading import Lock

import cv2
import numpy as np

from visavis.face.hands import HandFinder, HandPoints
from visavis.face.mesh import FaceMesh
from visavis.face.parts import OVAL, Points
from visavis.media.values import RGB

JOINTS = 3
"""Of a hand's 21 joints, so many inside the face's outline. In 156 looks at 13 clips of people without a hand before
them no hand had as many, of 160 portraits two, one of them with a hand at the chin; a thumb before a chin has five."""
HELD_S = 0.45
"""A hand that was seen is taken to be there for so long: moving fast, it is missed in every second look."""
_AROUND = 2.2
"""Side of the piece that is looked at, in widths of the face: a hand is found by more than its fingertips."""
_SIDE_PX, _MOST_ENLARGED = 440, 4.0
_ONE_AT_A_TIME = Lock()


def hand_before(image: RGB, face: FaceMesh) -> bool:
    """Whether a hand covers part of the face, in a picture (H, W, 3). About 10 ms."""
    piece, mesh = _piece(image, face)
    with _ONE_AT_A_TIME:
        hands = _finder().find(piece)
    return covers(hands, mesh)


def covers(hands: list[HandPoints], mesh: Points) -> bool:
    """Whether JOINTS of one of the hands lie inside the outline of the mesh."""
    outline = cv2.convexHull(mesh[list(OVAL), :2].astype(np.float32))
    return any(_inside(hand, outline) >= JOINTS for hand in hands)


def _inside(hand: HandPoints, outline: HandPoints) -> int:
    return sum(cv2.pointPolygonTest(outline, (float(x), float(y)), False) >= 0 for x, y in hand)


def _piece(image: RGB, face: FaceMesh) -> tuple[RGB, Points]:
    """The picture around the face, and the mesh in it."""
    points = face.points.astype(np.float64)
    low, high = points[:, :2].min(0), points[:, :2].max(0)
    half = max(8.0, _AROUND / 2 * float((high - low).max()))
    left, top = np.floor(np.maximum(0, (low + high) / 2 - half)).astype(int)
    right, bottom = np.ceil(np.maximum((low + high) / 2 + half, 1)).astype(int)
    left, top = min(left, image.shape[1] - 1), min(top, image.shape[0] - 1)
    piece = image[top:bottom, left:right]
    scale = min(_MOST_ENLARGED, _SIDE_PX / max(piece.shape[:2]))
    size = [max(1, round(side * scale)) for side in (piece.shape[1], piece.shape[0])]
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    moved = (points - [left, top, 0]) * scale
    return np.asarray(cv2.resize(piece, size, interpolation=method), np.uint8), moved


@cache
def _finder() -> HandFinder:
    """Building it takes longer than looking."""
    return HandFinder()
