"""Rendering frames from a rig and motion curves.

A frame is the picture pulled through a displacement D = Σ wₖ·Fₖ + head. D says where each point of the portrait goes;
what is needed is where each pixel of the frame comes from, src = p − D(src), found by a few damped steps on the grid.
Two such maps, for above and below the slit of the mouth; between them the mouth's inside shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.media.values import RGB
from visavis.studio.talk.engine import Motion
from visavis.studio.talk.face_render import HeadField, Shades, look
from visavis.studio.talk.fields import GRID
from visavis.studio.talk.inside_render import InsidePainter
from visavis.studio.talk.portrait import FaceAxes
from visavis.studio.talk.rig import Box, MeshRig

Floats = NDArray[np.float32]

_STEPS, _DAMPING = 3, 0.85
_STRIP_PX = 64
_SWAY = 0.24
"""How far beyond the person's alpha, in u, the head may reach within its limits."""
_LEAST = (-0.015, -0.16, -0.08, -0.08, -0.05, 0.0, -0.1)
_MOST = (0.32, 0.14, 0.08, 0.08, 0.20, 0.08, 0.12)
_HEAD_MOST = (12.0, 6.0, 4.0, 0.05, 0.05, 0.05)
"""Limits of gap, wid, th, cy, mid, tuck and brow in u, and of the head: beyond them a still portrait tears."""


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
        row = np.arange(self._size, dtype=np.float32)
        self._pixels = np.stack(np.meshgrid(row, row), axis=-1)
        self._per_px = (GRID - 1) / (self._size - 1)
        self._cutout = np.dstack([rig.picture, rig.alpha])
        self._warped = np.zeros_like(self._cutout)
        self._mouth = mouth_box(rig, self._axes)
        self._strips = person_strips(rig, self._mouth[3])
        self._inside = InsidePainter(rig, self._axes)
        self._shades = Shades(rig, self._axes)

    def frame(self, motion: Motion, index: int) -> RGB:
        """The picture (size_px, size_px, 3) of frame ``index``."""
        pose = self._pose(motion, index)
        upper, lower, head = self._displacements(pose)
        self._put_eyes(pose)
        for strip in self._strips:
            self._put(strip, self._pull(self._cutout, lower if strip[1] >= self._mouth[3] else upper, strip))
        self._put(self._mouth, self._join_lips(upper, lower, head, pose))
        self._shades.apply(self._warped, pose.weights)
        return self._enlarged(self._before_background())

    def _pose(self, motion: Motion, index: int) -> _Pose:
        weights = np.ones(8, np.float32)
        weights[:6], weights[6] = motion.mouth[index], motion.brow[index]
        weights[:7] = np.clip(weights[:7], _LEAST, _MOST)
        turn = np.stack([self._axes.right, self._axes.down]) * self._rig.u_px
        gaze = np.clip(motion.gaze[index], -0.05, 0.05) @ turn
        head = np.clip(motion.head[index], -np.array(_HEAD_MOST), _HEAD_MOST).astype(np.float32)
        return _Pose(weights, float(np.clip(motion.blink[index], 0, 1)), gaze, head)

    def _displacements(self, pose: _Pose) -> tuple[Floats, Floats, Floats]:
        """How far each grid point of the frame was moved, above and below the slit, and the head's displacement."""
        head = self._head.at(pose.head)
        both = (pose.weights @ self._fields).reshape(GRID, GRID, 4)
        upper, lower = both[..., :2] + head, both[..., 2:] + head
        return self._invert(upper), self._invert(lower), head

    def _invert(self, displacement: Floats) -> Floats:
        """D(src) in pixels for src = p − D(src), on the grid of p."""
        step = displacement * np.float32(self._per_px)
        moved = step
        for _ in range(_STEPS):
            there = cv2.remap(step, self._cells - moved, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            moved = moved + np.float32(_DAMPING) * (there - moved)
        return np.asarray(moved / np.float32(self._per_px), np.float32)

    def _put_eyes(self, pose: _Pose) -> None:
        for eye in (self._rig.left_eye, self._rig.right_eye):
            left, top, right, bottom = eye.box
            self._cutout[top:bottom, left:right, :3] = look(self._rig.picture, eye, pose.blink, pose.gaze_px)

    def _put(self, box: Box, image: NDArray[np.uint8]) -> None:
        left, top, right, bottom = box
        self._warped[top:bottom, left:right] = image

    def _before_background(self) -> RGB:
        """The warped person over the plate; outside the person's strips the plate itself."""
        whole = self._rig.plate.copy()
        for left, top, right, bottom in self._strips:
            person = self._warped[top:bottom, left:right]
            alpha = cv2.multiply(person[..., 3], 1 / 255, dtype=cv2.CV_32F)
            colour = cv2.cvtColor(person, cv2.COLOR_RGBA2RGB)
            room = whole[top:bottom, left:right]
            room[:] = cv2.blendLinear(colour, room, alpha, 1 - alpha)
        return whole

    def _join_lips(self, upper: Floats, lower: Floats, head: Floats, pose: _Pose) -> NDArray[np.uint8]:
        """The mouth box: both warps by their lip masks, and the mouth's inside where neither reaches."""
        left, top, right, bottom = self._mouth
        above = self._warped[top:bottom, left:right]
        below = self._pull(self._cutout, lower, self._mouth)
        upper_part = self._pull(self._rig.upper_mask, upper, self._mouth).astype(np.float32) / 255
        lower_part = self._pull(self._rig.lower_mask, lower, self._mouth).astype(np.float32) / 255
        joined = np.asarray(cv2.blendLinear(above, below, upper_part + 1e-3, lower_part + 1e-3), np.uint8)
        opening = np.maximum(0, 1 - upper_part - lower_part)
        shift = self._head_at_mouth(head)
        self._inside.paint(joined, opening, (left, top), pose.weights, shift, float(pose.head[2]))
        return joined

    def _head_at_mouth(self, head: Floats) -> Floats:
        x, y = np.clip(np.round(self._axes.origin * self._per_px), 0, GRID - 1).astype(int)
        return np.asarray(head[y, x], np.float32)

    def _pull(self, image: NDArray[np.uint8], moved: Floats, box: Box) -> NDArray[np.uint8]:
        """``image`` inside ``box``, pulled along a grid of displacements."""
        left, top, right, bottom = box
        maps = cv2.subtract(self._pixels[top:bottom, left:right], _enlarge_grid(moved, self._size, box))
        return np.asarray(cv2.remap(image, maps, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)

    def _enlarged(self, image: RGB) -> RGB:
        if self._rig.size_px == self._size:
            return image
        size = (self._rig.size_px, self._rig.size_px)
        return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_CUBIC), np.uint8)


def mouth_box(rig: MeshRig, axes: FaceAxes) -> Box:
    """Where the two fields of the face differ, head motion included; around it they are the same."""
    half = (rig.mouth.box[2] - rig.mouth.box[0]) / 2 / rig.u_px + 0.10
    corners = np.array([(x * half, y) for x in (-1, 1) for y in (-0.42, 0.52)], np.float32)
    places = axes.to_px(corners)
    top, bottom = rig.slit_rows[0] - 0.42 * rig.u_px, rig.slit_rows[1] + 0.52 * rig.u_px
    edges = np.clip([places[:, 0].min(), top, places[:, 0].max(), bottom], 0, len(rig.picture)).astype(int)
    return int(edges[0]), int(edges[1]), int(edges[2]), int(edges[3])


def person_strips(rig: MeshRig, split_row: int) -> tuple[Box, ...]:
    """Boxes that together hold the person in any pose, none across ``split_row``: elsewhere nothing ever changes."""
    size, reach = len(rig.picture), round(_SWAY * rig.u_px)
    near = cv2.dilate(rig.alpha, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    rows = sorted({*range(0, size, _STRIP_PX), split_row, size})
    strips = []
    for top, bottom in pairwise(rows):
        columns = np.flatnonzero(near[top:bottom].max(0))
        if len(columns):
            strips.append((int(columns[0]), top, int(columns[-1]) + 1, bottom))
    return tuple(strips)


def _enlarge_grid(grid: Floats, size: int, box: Box) -> Floats:
    """A (G, G, 2) grid at full size inside ``box``, its corners on the picture's corner pixels."""
    left, top, right, bottom = box
    scale = (size - 1) / (GRID - 1)
    matrix = np.array([[scale, 0, -left], [0, scale, -top]])
    wanted = (right - left, bottom - top)
    return np.asarray(
        cv2.warpAffine(grid, matrix, wanted, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32
    )
