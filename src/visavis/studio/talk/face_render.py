"""The parts of a frame that don't need the whole picture: the head's motion, light on the skin, the eyes."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.media.values import RGB
from visavis.studio.talk.fields import GRID
from visavis.studio.talk.portrait import FaceAxes
from visavis.studio.talk.rig import EyeRig, MeshRig

Floats = NDArray[np.float32]

_DEPTH_PIVOT = 0.25
"""Turning happens about an axis this far behind the nose's root, in u: what lies deeper moves the other way."""
_ROLL_PIVOT = 1.0
"""Tilting happens about a point this far below the mouth, at the root of the neck."""


class HeadField:
    """Where each grid point goes when the head turns, moves and comes nearer."""

    def __init__(self, rig: MeshRig, axes: FaceAxes) -> None:
        line = np.linspace(0, len(rig.picture) - 1, GRID, dtype=np.float32)
        places = axes.to_face(np.stack(np.meshgrid(line, line), axis=-1))
        pivot = np.array([0.0, _ROLL_PIVOT], np.float32)
        self._from_pivot = places - pivot
        self._depth = rig.depth - _DEPTH_PIVOT
        self._turns, self._shifts = rig.follows_head, rig.follows_breath
        self._to_px = np.stack([axes.right, axes.down]) * rig.u_px

    def at(self, head: Floats) -> Floats:
        """(G, G, 2) pixels for yaw, pitch, roll (degrees), x, y (u) and zoom."""
        yaw, pitch, roll = np.radians(head[:3])
        x, y, zoom = head[3:6]
        s, t = self._from_pivot[..., 0], self._from_pivot[..., 1]
        ds = self._turns * (self._depth * np.sin(yaw) - t * np.sin(roll) + s * zoom + x)
        dt = self._turns * (self._depth * np.sin(pitch) + s * np.sin(roll) + t * zoom) + self._shifts * y
        return np.asarray(np.stack([ds, dt], axis=-1).astype(np.float32) @ self._to_px, np.float32)


class Shades:
    """Light and shadow that a moving mouth throws on cheeks and chin."""

    def __init__(self, rig: MeshRig, axes: FaceAxes) -> None:
        u, size = rig.u_px, len(rig.picture)
        x, y = axes.origin
        self._box = [int(np.clip(v, 0, size)) for v in (x - 0.8 * u, y - 0.6 * u, x + 0.8 * u, y + 0.6 * u)]
        left, top, right, bottom = self._box
        whole = cv2.resize(rig.shade.transpose(1, 2, 0), (size, size), interpolation=cv2.INTER_LINEAR)
        self._maps = np.ascontiguousarray(whole[top:bottom, left:right].transpose(2, 0, 1)).astype(np.float32)

    def apply(self, image: NDArray[np.uint8], weights: Floats) -> None:
        """Darken and lighten ``image`` (S, S, 4) in place, its alpha untouched."""
        raised = np.clip(1.6 * weights[1] - 3.0 * weights[3], -0.15, 0.3)
        opened = np.clip(weights[0] - 0.05, 0, 0.3)
        gain = 1 + np.float32(raised * 0.5) * self._maps[0] + np.float32(opened * 0.55) * self._maps[1]
        left, top, right, bottom = self._box
        part = image[top:bottom, left:right]
        image[top:bottom, left:right] = cv2.multiply(
            part, cv2.merge([gain, gain, gain, np.ones_like(gain)]), dtype=cv2.CV_8U
        )


def look(picture: RGB, eye: EyeRig, blink: float, gaze_px: Floats) -> RGB:
    """An eye's box with the lid at ``blink`` and the ball turned."""
    left, top, right, bottom = eye.box
    here = picture[top:bottom, left:right]
    if blink < 0.01 and not np.any(np.abs(gaze_px) > 0.05):
        return here
    x, y = np.meshgrid(np.arange(right - left, dtype=np.float32), np.arange(bottom - top, dtype=np.float32))
    pixels = np.stack([x, y], axis=-1)
    turned = pixels - (eye.ball.astype(np.float32) / 255)[..., None] * gaze_px
    ball = cv2.remap(here, turned.astype(np.float32), None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    if blink < 0.01:
        return np.asarray(ball, np.uint8)
    offset, mask = _lid(eye, blink)
    lid = cv2.remap(here, pixels + offset, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.blendLinear(lid, ball, mask, 1 - mask), np.uint8)


def _lid(eye: EyeRig, blink: float) -> tuple[Floats, Floats]:
    """The lid's source offsets and its cover 0…1, between the prepared levels."""
    place = blink * len(eye.lid_maps)
    low = min(int(place), len(eye.lid_maps) - 1)
    share = np.float32(place - low)
    before = eye.lid_maps[low - 1] if low else np.zeros_like(eye.lid_maps[0])
    offset = before + share * (eye.lid_maps[low] - before)
    masks = eye.lid_masks[low : low + 2].astype(np.float32) / 255
    return offset, np.asarray(masks[0] + share * (masks[1] - masks[0]), np.float32)
