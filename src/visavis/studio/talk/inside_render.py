"""Painting the mouth's inside into a frame."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.studio.talk.fields import smoothstep
from visavis.studio.talk.portrait import FaceAxes
from visavis.studio.talk.rig import MeshRig

Floats = NDArray[np.float32]

_ROUND = 0.085
"""How far from the corners the mouth is fully open, in u."""


class InsidePainter:
    """Places teeth and tongue behind the lips and darkens what lies deep."""

    def __init__(self, rig: MeshRig, axes: FaceAxes) -> None:
        self._mouth = rig.mouth
        self._axes = axes
        self._u = rig.u_px
        self._window = _window(rig.mouth.cavity.shape[:2], rig.u_px)
        self._s = _along(rig, axes)

    def paint(
        self,
        image: NDArray[np.uint8],
        opening: Floats,
        corner: tuple[int, int],
        weights: Floats,
        head_px: Floats,
        roll_deg: float,
    ) -> None:
        """Fill ``opening`` (h, w) of ``image`` (h, w, 4) in place; ``corner`` is their left top in the picture.

        ``weights`` are the rig's controls, ``head_px`` the head's shift at the mouth.
        """
        left, top, right, bottom = self._mouth.box
        x, y = left - corner[0], top - corner[1]
        first = max(0, -y)
        last = min(bottom - top, len(image) - y)
        own, room = slice(first, last), (slice(y + first, y + last), slice(x, x + right - left))
        inner = self._between_corners(weights, head_px)[own][..., None]
        part = opening[room] * self._window[own] * np.sqrt(inner[..., 0])
        if part.max() < 0.02:
            return
        inside = self._picture(weights, head_px, roll_deg)[own] * inner + self._mouth.cheek * (1 - inner)
        lit = (inside * self._light(part)[..., None]).astype(np.uint8)
        here = np.ascontiguousarray(image[room][..., :3])
        image[room][..., :3] = cv2.blendLinear(lit, here, part, 1 - part)

    def _between_corners(self, weights: Floats, head_px: Floats) -> Floats:
        """(h, w) 0…1: near the corners the cheek's inside shows, and the opening ends round instead of as a box."""
        start, stop = self._mouth.corners
        grown = 0.5 * float(weights[1])
        s = self._s - float(head_px @ self._axes.right) / self._u
        return smoothstep(np.minimum(s - start + grown, stop + grown - s), -0.012, _ROUND)

    def _picture(self, weights: Floats, head_px: Floats, roll_deg: float) -> Floats:
        """(h, w, 3) cavity, tongue with lower teeth, upper teeth."""
        gap, wid, _, _, mid, tuck = weights[:6]
        drop = np.array([0, 0.5 * max(gap, 0) + 0.9 * mid - tuck], np.float32)
        upper = self._placed(self._mouth.upper, head_px, roll_deg, 1.0)
        narrow = 1.0 + 0.3 * float(min(wid, 0))
        lower = self._placed(self._mouth.lower, head_px + drop @ self._turn(), roll_deg, narrow)
        return _over(upper, _over(lower, self._mouth.cavity.astype(np.float32)))

    def _turn(self) -> Floats:
        return np.stack([self._axes.right, self._axes.down]) * self._u

    def _placed(self, plate: NDArray[np.uint8], shift: Floats, roll_deg: float, scale: float) -> NDArray[np.uint8]:
        height, width = plate.shape[:2]
        centre = self._axes.origin - np.array(self._mouth.box[:2], np.float32)
        matrix = cv2.getRotationMatrix2D((float(centre[0]), float(centre[1])), -roll_deg, scale)
        matrix[:, 2] += shift
        return np.asarray(cv2.warpAffine(plate, matrix, (width, height), flags=cv2.INTER_LINEAR), np.uint8)

    def _light(self, opening: Floats) -> Floats:
        """Little light comes in through a narrow slit, and least under the upper lip."""
        spread = cv2.GaussianBlur(opening, (0, 0), 0.030 * self._u)
        lip = np.roll(opening, round(0.018 * self._u), axis=0)
        shadow = cv2.GaussianBlur(np.minimum(opening, lip), (0, 0), 0.010 * self._u)
        return np.asarray(
            np.clip(0.58 * np.minimum(1, spread / 0.25) + 0.34 * spread + 0.20 * shadow, 0, 1), np.float32
        )


def _over(top: NDArray[np.uint8], under: Floats) -> Floats:
    alpha = top[..., 3:].astype(np.float32) / 255
    return np.asarray(top[..., :3] * alpha + under * (1 - alpha), np.float32)


def _along(rig: MeshRig, axes: FaceAxes) -> Floats:
    """(h, w): each pixel's place along the face's right axis, in u."""
    left, top, right, bottom = rig.mouth.box
    x, y = np.meshgrid(np.arange(left, right), np.arange(top, bottom))
    return axes.to_face(np.stack([x, y], axis=-1).astype(np.float32))[..., 0]


def _window(shape: tuple[int, ...], u_px: float) -> Floats:
    """(h, w): 1 inside the box, 0 at its rim."""
    ones = np.zeros((shape[0] + 2, shape[1] + 2), np.uint8)
    ones[1:-1, 1:-1] = 1
    away = cv2.distanceTransform(ones, cv2.DIST_L2, 5)[1:-1, 1:-1]
    return np.asarray(np.clip(away / (0.04 * u_px), 0, 1), np.float32)
