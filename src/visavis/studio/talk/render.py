"""Rendering frames from a rig and motion curves.

A frame is the picture pulled through a displacement D = Σ wₖ·Fₖ + head. D says where each point of the portrait goes;
what is needed is where each pixel of the frame comes from, src = p − D(src), found by a few damped steps on the grid.
Two such maps, for above and below the slit of the mouth; between them the mouth's inside shows.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.media.values import RGB
from visavis.studio.talk.engine import Motion
from visavis.studio.talk.fields import GRID
from visavis.studio.talk.inside_render import InsidePainter
from visavis.studio.talk.portrait import FaceAxes
from visavis.studio.talk.rig import EyeRig, MeshRig

Floats = NDArray[np.float32]

_STEPS, _DAMPING = 3, 0.85
_DEPTH_PIVOT = 0.25
_ROLL_PIVOT = 0.55
_LEAST = (-0.015, -0.16, -0.08, -0.08, -0.05, 0.0, -0.1)
_MOST = (0.32, 0.14, 0.08, 0.08, 0.20, 0.08, 0.12)
"""Limits of gap, wid, th, cy, mid, tuck and brow in u: beyond them a still portrait tears."""


@dataclass(frozen=True)
class _Pose:
    """One frame of a Motion."""

    weights: Floats
    blink: float
    gaze_px: Floats
    head: Floats


class FrameRenderer:
    """Renders frames of one rig; keeps buffers, so one per thread."""

    def __init__(self, rig: MeshRig) -> None:
        self._rig = rig
        self._size = len(rig.picture)
        self._axes = FaceAxes(np.array(rig.origin, np.float32), np.array(rig.right, np.float32), rig.u_px)
        self._fields = np.concatenate([rig.upper_fields, rig.lower_fields], axis=-1).reshape(8, -1)
        self._head = HeadField(rig, self._axes)
        line = np.arange(GRID, dtype=np.float32)
        self._cells = np.stack(np.meshgrid(line, line), axis=-1)
        self._per_px = (GRID - 1) / (self._size - 1)
        self._cutout = np.dstack([rig.picture, rig.alpha])
        self._inside = InsidePainter(rig, self._axes)
        self._band = _band(rig, self._size)
        self._shades = _Shades(rig, self._axes)

    def frame(self, motion: Motion, index: int) -> RGB:
        """The picture (size_px, size_px, 3) of frame ``index``."""
        pose = self._pose(motion, index)
        upper, lower, head = self._sources(pose)
        self._put_eyes(pose)
        image, alpha = self._warp(upper, lower, head, pose)
        self._shades.apply(image, pose.weights)
        whole = cv2.blendLinear(image, self._rig.plate, alpha, 1 - alpha)
        return self._enlarged(np.asarray(whole, np.uint8))

    def _pose(self, motion: Motion, index: int) -> _Pose:
        weights = np.ones(8, np.float32)
        weights[:6], weights[6] = motion.mouth[index], motion.brow[index]
        weights[:7] = np.clip(weights[:7], _LEAST, _MOST)
        turn = np.stack([self._axes.right, self._axes.down]) * self._rig.u_px
        gaze = np.clip(motion.gaze[index], -0.05, 0.05) @ turn
        return _Pose(weights, float(np.clip(motion.blink[index], 0, 1)), gaze, motion.head[index])

    def _sources(self, pose: _Pose) -> tuple[Floats, Floats, Floats]:
        """Grid maps to source pixels for above and below the slit, and the head's displacement."""
        head = self._head.at(pose.head)
        both = (pose.weights @ self._fields).reshape(GRID, GRID, 4)
        upper, lower = both[..., :2] + head, both[..., 2:] + head
        return self._invert(upper), self._invert(lower), head

    def _invert(self, displacement: Floats) -> Floats:
        """src = p − D(src) in pixels, on the grid."""
        step = displacement * np.float32(self._per_px)
        moved = step
        for _ in range(_STEPS):
            there = cv2.remap(step, self._cells - moved, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            moved = moved + np.float32(_DAMPING) * (there - moved)
        return np.asarray((self._cells - moved) / np.float32(self._per_px), np.float32)

    def _put_eyes(self, pose: _Pose) -> None:
        for eye in (self._rig.left_eye, self._rig.right_eye):
            left, top, right, bottom = eye.box
            self._cutout[top:bottom, left:right, :3] = _look(self._rig.picture, eye, pose.blink, pose.gaze_px)

    def _warp(self, upper: Floats, lower: Floats, head: Floats, pose: _Pose) -> tuple[RGB, Floats]:
        """The person warped, and the warped alpha 0…1, before the background."""
        top, bottom = self._band
        above = self._pull(self._cutout, upper, 0, bottom)
        below = self._pull(self._cutout, lower, top, self._size)
        image = np.empty((self._size, self._size, 4), np.uint8)
        image[:top], image[bottom:] = above[:top], below[bottom - top :]
        image[top:bottom] = self._join_lips(above[top:], below[: bottom - top], upper, lower, head, pose)
        colour, alpha = np.ascontiguousarray(image[..., :3]), image[..., 3].astype(np.float32)
        return colour, alpha * np.float32(1 / 255)

    def _join_lips(
        self, above: RGB, below: RGB, upper: Floats, lower: Floats, head: Floats, pose: _Pose
    ) -> NDArray[np.uint8]:
        """Both warps by their lip masks, and the mouth's inside where neither reaches."""
        top, bottom = self._band
        upper_part = self._pull(self._rig.upper_mask, upper, top, bottom).astype(np.float32) / 255
        lower_part = self._pull(self._rig.lower_mask, lower, top, bottom).astype(np.float32) / 255
        joined = np.asarray(cv2.blendLinear(above, below, upper_part + 1e-4, lower_part), np.uint8)
        opening = np.maximum(0, 1 - upper_part - lower_part)
        self._inside.paint(joined, opening, top, pose.weights, self._head_at_mouth(head), float(pose.head[2]))
        return joined

    def _head_at_mouth(self, head: Floats) -> Floats:
        x, y = np.clip(np.round(self._axes.origin * self._per_px), 0, GRID - 1).astype(int)
        return np.asarray(head[y, x], np.float32)

    def _pull(self, image: NDArray[np.uint8], sources: Floats, top: int, bottom: int) -> NDArray[np.uint8]:
        """Rows top…bottom of ``image`` pulled through a grid of source pixels."""
        maps = _enlarge_grid(sources, self._size, top, bottom)
        return np.asarray(cv2.remap(image, maps, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)

    def _enlarged(self, image: RGB) -> RGB:
        if self._rig.size_px == self._size:
            return image
        size = (self._rig.size_px, self._rig.size_px)
        return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_CUBIC), np.uint8)


class HeadField:
    """Where each grid point goes when the head turns, moves and comes nearer."""

    def __init__(self, rig: MeshRig, axes: FaceAxes) -> None:
        line = np.linspace(0, len(rig.picture) - 1, GRID, dtype=np.float32)
        places = axes.to_face(np.stack(np.meshgrid(line, line), axis=-1))
        chin_t = 0.45
        pivot = np.array([0.0, chin_t + _ROLL_PIVOT], np.float32)
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


class _Shades:
    """Light and shadow that a moving mouth throws on cheeks and chin."""

    def __init__(self, rig: MeshRig, axes: FaceAxes) -> None:
        u, size = rig.u_px, len(rig.picture)
        x, y = axes.origin
        self._box = [int(np.clip(v, 0, size)) for v in (x - 0.8 * u, y - 0.6 * u, x + 0.8 * u, y + 0.6 * u)]
        left, top, right, bottom = self._box
        whole = cv2.resize(rig.shade.transpose(1, 2, 0), (size, size), interpolation=cv2.INTER_LINEAR)
        self._maps = np.ascontiguousarray(whole[top:bottom, left:right].transpose(2, 0, 1)).astype(np.float32)

    def apply(self, image: RGB, weights: Floats) -> None:
        """Darken and lighten ``image`` in place."""
        raised = np.clip(1.6 * weights[1] - 3.0 * weights[3], -0.15, 0.3)
        opened = np.clip(weights[0] - 0.05, 0, 0.3)
        gain = 1 + np.float32(raised * 0.5) * self._maps[0] + np.float32(opened * 0.55) * self._maps[1]
        left, top, right, bottom = self._box
        part = image[top:bottom, left:right]
        cv2.multiply(part, cv2.merge([gain, gain, gain]), dst=part, dtype=cv2.CV_8U)
        image[top:bottom, left:right] = part


def _look(picture: RGB, eye: EyeRig, blink: float, gaze_px: Floats) -> RGB:
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


def _enlarge_grid(grid: Floats, size: int, top: int, bottom: int) -> Floats:
    """Rows top…bottom of a (G, G, 2) grid at full size, its corners on the picture's corner pixels."""
    scale = (size - 1) / (GRID - 1)
    matrix = np.array([[scale, 0, 0], [0, scale, -top]])
    return np.asarray(
        cv2.warpAffine(grid, matrix, (size, bottom - top), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),
        np.float32,
    )


def _band(rig: MeshRig, size: int) -> tuple[int, int]:
    """The rows in which both lips may show, head motion included."""
    top = rig.slit_rows[0] - 0.42 * rig.u_px
    bottom = rig.slit_rows[1] + 0.52 * rig.u_px
    return max(0, int(top)), min(size, int(bottom))
