"""Gentle light and skin: shadows of one side are lifted half-way to the other, skin is calmed, nothing moves."""

from __future__ import annotations

import cv2
import numpy as np

from visavis.career.photo.framing import Studio
from visavis.career.photo.parting import OVAL, places
from visavis.face import landmarks as at
from visavis.face.matting import disc
from visavis.media.values import RGB, Mask

_BROAD, _EVEN = 0.22, 0.5
"""What counts as light: coarser than this, in face heights. How much of the difference between the sides goes."""
_GRAIN, _CALM = 0.022, 0.55
_EDGE = 0.0025
_MOST_LIFT = 12.0
_BRIGHT_L, _MOST_GAIN = 88.0, 1.22
_LIPS = (61, 40, 37, 0, 267, 270, 291, 321, 314, 17, 84, 91)
_NOSE = (98, 97, 2, 326, 327, 4)


def retouch(studio: Studio, skin: Mask, light: float, smooth: float) -> RGB:
    """The studio's picture; ``light`` and ``smooth`` in [0, 1] say how much of each is done, 0: none."""
    picture = studio.picture
    if light > 0:
        picture = _lit(picture, studio, light)
    return _calmed(picture, studio, skin, smooth) if smooth > 0 else picture


def _lit(picture: RGB, studio: Studio, light: float) -> RGB:
    lab = cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    face = _oval(studio, 0.98)
    broad = _BROAD * studio.face_px
    weight = cv2.GaussianBlur(face, (0, 0), broad / 2) + 1e-3
    low = cv2.GaussianBlur(lab[..., 0] * face, (0, 0), broad / 2) / weight
    gap = np.clip(_mirrored(low, studio.middle_x) - low, -_MOST_LIFT, _MOST_LIFT)
    near = cv2.GaussianBlur(cv2.dilate(face, disc(2 * round(0.08 * studio.face_px) + 1)), (0, 0), broad / 2)
    lab[..., 0] += _EVEN * light * gap * near
    brightest = float(np.percentile(lab[::4, ::4, 0], 99))
    gain = np.clip(_BRIGHT_L / max(brightest, 1.0), 1.0, _MOST_GAIN)
    lab[..., 0] *= 1 + light * (gain - 1)
    return np.asarray(np.round(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB).clip(0, 1) * 255), np.uint8)


def _mirrored(plane: Mask, middle_x: float) -> Mask:
    flip = np.array([[-1, 0, 2 * middle_x], [0, 1, 0]], np.float64)
    return np.asarray(cv2.warpAffine(plane, flip, plane.shape[::-1], borderMode=cv2.BORDER_REPLICATE), np.float32)


def _calmed(picture: RGB, studio: Studio, skin: Mask, smooth: float) -> RGB:
    _, v = places(studio)
    bare = cv2.GaussianBlur(skin * (v < 0.2), (0, 0), 2) * (1 - _features(studio))
    plain = picture.astype(np.float32) / 255
    radius = max(2, round(_GRAIN * studio.face_px))
    calm = cv2.ximgproc.guidedFilter(plain, plain, radius, _EDGE)
    mixed = plain + _CALM * smooth * bare[..., None] * (calm - plain)
    return np.asarray(np.round(mixed.clip(0, 1) * 255), np.uint8)


def _oval(studio: Studio, times: float) -> Mask:
    outline = studio.points[list(OVAL)]
    middle = outline.mean(0)
    plane = np.zeros(studio.picture.shape[:2], np.float32)
    cv2.fillPoly(plane, [np.round(middle + times * (outline - middle)).astype(np.int32)], 1.0)
    return plane


def _features(studio: Studio) -> Mask:
    """1 on eyes, brows, lips and nostrils, soft around them."""
    plane = np.zeros(studio.picture.shape[:2], np.uint8)
    for part in (at.RIGHT_EYE_RIM, at.LEFT_EYE_RIM, at.RIGHT_BROW, at.LEFT_BROW, _LIPS, _NOSE):
        cv2.fillPoly(plane, [cv2.convexHull(np.round(studio.points[list(part)]).astype(np.int32))], 1)
    grown = cv2.dilate(plane, disc(2 * round(0.025 * studio.face_px) + 1)).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(grown, (0, 0), 0.015 * studio.face_px), np.float32)
