"""Line drawings of a face in several hands: what people draw is none of them, and lies between them.

All take an aligned face RGB (S, S, 3) before an even ground and give its ink: float32 (S, S), 0 = paper, 1 = ink.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face import landmarks as at
from visavis.media.values import RGB
from visavis.studio.sketch.lines import Plane, draw_lines

Points = NDArray[np.float32]
"""Mesh points in pixels of the face, (478, 2)."""

_RIGHT_EYE = (33, 246, 161, 160, 159, 158, 157, 173, 133), (33, 7, 163, 144, 145, 153, 154, 155, 133)
_LEFT_EYE = (263, 466, 388, 387, 386, 385, 384, 398, 362), (263, 249, 390, 373, 374, 380, 381, 382, 362)
_LIPS = (
    (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291),
    (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291),
    (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308),
    (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308),
)
_NOSE = (
    (193, 122, 196, 3),
    (417, 351, 419, 248),
    (129, 64, 98, 97, 2, 326, 327, 294, 358),
    (129, 209, 198),
    (358, 429, 420),
)
_JAW = (127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454, 356)
_FINE = 4
"""Sub-pixel bits of drawn points."""


def coherent(face: RGB, points: Points) -> Plane:
    """Lines that run along edges (the data line's own drawing)."""
    return np.asarray(1 - draw_lines(face).astype(np.float32) / 255, np.float32)


def simple(face: RGB, points: Points) -> Plane:
    """The same of a picture whose fine texture is smoothed away: fewer, longer lines."""
    calm = face
    for _ in range(3):
        calm = cv2.bilateralFilter(calm, 7, 40, 5)
    return coherent(cv2.medianBlur(calm, 5), points)


def edges(face: RGB, points: Points) -> Plane:
    """Thin edges of one width (Canny 1986)."""
    calm = cv2.bilateralFilter(cv2.resize(face, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), 9, 60, 9)
    found = cv2.dilate(cv2.Canny(calm, 40, 110, L2gradient=True), np.ones((2, 2), np.uint8))
    return _ink(cv2.resize(found, face.shape[1::-1], interpolation=cv2.INTER_AREA))


def pencil(face: RGB, points: Points) -> Plane:
    """Colour dodge of a blurred negative, darkened: soft pencil."""
    light = cv2.cvtColor(face, cv2.COLOR_RGB2GRAY).astype(np.float32)
    soft = cv2.GaussianBlur(light, (0, 0), 3.0)
    return np.asarray(np.clip((1 - light / np.maximum(soft, 1)) * 4.0 - 0.15, 0, 1), np.float32)


def brush(face: RGB, points: Points) -> Plane:
    """Lines, and dark areas filled in as with a brush."""
    light = cv2.cvtColor(cv2.bilateralFilter(face, 7, 40, 5), cv2.COLOR_RGB2GRAY).astype(np.float32)
    around = cv2.GaussianBlur(light, (0, 0), 12.0)
    dark = 1 / (1 + np.exp(-(np.minimum(around * 0.72, 70) - light) / 4))
    return np.maximum(dark, coherent(face, points)).astype(np.float32)


def strokes(face: RGB, points: Points) -> Plane:
    """What a beginner draws: the contours of the features, and the silhouettes of head, hair and clothes."""
    drawn = np.zeros(face.shape[:2], np.uint8)
    for outline in _outlines(face):
        _draw(drawn, outline, closed=True)
    oval = cv2.convexHull(np.round(points[:468]).astype(np.int32))
    cv2.fillConvexPoly(drawn, oval, 0)
    _rub_out_border(drawn)
    return np.maximum(_ink(drawn), features(face, points))


def features(face: RGB, points: Points) -> Plane:
    """The contours of lids, irises, brows, nose, lips and jaw, from the face mesh."""
    drawn = np.zeros(face.shape[:2], np.uint8)
    for chain in (*_RIGHT_EYE, *_LEFT_EYE, *_LIPS, *_NOSE, _JAW, at.RIGHT_BROW, at.LEFT_BROW):
        _draw(drawn, points[list(chain)])
    for iris in (at.RIGHT_IRIS, at.LEFT_IRIS):
        radius = float(np.linalg.norm(points[iris + 1] - points[iris + 3])) / 2
        middle = tuple(int(v) for v in np.round(points[iris] * 2**_FINE))
        cv2.circle(drawn, middle, int(radius * 0.8 * 2**_FINE), 255, 1, cv2.LINE_AA, _FINE)
        cv2.circle(drawn, middle, int(radius * 0.3 * 2**_FINE), 255, -1, cv2.LINE_AA, _FINE)
    return _ink(drawn)


def clean(face: RGB, points: Points) -> Plane:
    """The hand that refined drawings are written in: coherent lines, and the features where light hides them."""
    return np.maximum(coherent(face, points), 0.9 * features(face, points)).astype(np.float32)


STYLES: dict[str, Callable[[RGB, Points], Plane]] = {
    "clean": clean,
    "simple": simple,
    "coherent": coherent,
    "edges": edges,
    "pencil": pencil,
    "brush": brush,
    "strokes": strokes,
}


def _rub_out_border(drawn: NDArray[np.uint8]) -> None:
    for side in (drawn[:3], drawn[-3:], drawn[:, :3], drawn[:, -3:]):
        side[:] = 0


def _ink(drawn: NDArray[np.uint8]) -> Plane:
    return np.asarray(drawn, np.float32) / 255


def _draw(canvas: NDArray[np.uint8], points: Points, closed: bool = False) -> None:
    chain = np.round(points * 2**_FINE).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(canvas, [chain], closed, 255, 1, cv2.LINE_AA, _FINE)


def _outlines(face: RGB) -> list[Points]:
    """Borders between hair, skin and ground: contours of three evened-out tones, long ones only."""
    calm = cv2.medianBlur(face, 9)
    lab = cv2.cvtColor(calm, cv2.COLOR_RGB2LAB).reshape(-1, 3).astype(np.float32)
    criteria = (cv2.TERM_CRITERIA_MAX_ITER, 12, 0.5)
    cv2.setRNGSeed(1)
    _, labels, _ = cv2.kmeans(lab, 4, None, criteria, 1, cv2.KMEANS_PP_CENTERS)
    found: list[Points] = []
    for tone in range(4):
        area = cv2.medianBlur((labels.reshape(face.shape[:2]) == tone).astype(np.uint8) * 255, 7)
        contours, _ = cv2.findContours(area, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        found += [_smoothed(one[:, 0]) for one in contours if len(one) > 90]
    return found


def _smoothed(contour: NDArray[np.int32]) -> Points:
    ring = contour.astype(np.float32)
    weights = np.ones(9, np.float32) / 9
    padded = np.concatenate([ring[-4:], ring, ring[:4]])
    return np.stack([np.convolve(padded[:, axis], weights, "valid") for axis in (0, 1)], axis=1).astype(np.float32)
