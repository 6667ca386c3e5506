"""Preparing the eyes: lids that come down over an eyeball which stays, and an eyeball that turns."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.studio.talk import points as p
from visavis.studio.talk.fields import Spline, smoothstep
from visavis.studio.talk.portrait import FaceAxes, Portrait
from visavis.studio.talk.rig import Box, EyeRig

Floats = NDArray[np.float32]

LEVELS = 7
_REACH = 1.0
"""How far the upper lid comes down, as a share of the way to the lower lid."""
_LASHES = 0.012
_RIGID = 0.035
"""How far the lashes reach below and above the lid's edge."""
_STIFFNESS = 1e-5
_RINGS = ((0.42, (247, 30, 29, 27, 28, 56, 190)), (0.06, (113, 225, 224, 223, 222, 221, 189)))
"""Rings of the left eye above the lid, and how much of the lid's way they take."""
_MARGIN, _ABOVE, _BELOW = 0.10, 0.20, 0.10


def prepare_eyes(portrait: Portrait) -> tuple[EyeRig, EyeRig]:
    """Both eyes, the picture's left one first."""
    return (
        _prepare(portrait, p.LEFT_EYE_UPPER, p.LEFT_EYE_LOWER, mirrored=False),
        _prepare(portrait, p.RIGHT_EYE_UPPER, p.RIGHT_EYE_LOWER, mirrored=True),
    )


def _prepare(portrait: Portrait, upper: tuple[int, ...], lower: tuple[int, ...], mirrored: bool) -> EyeRig:
    box = _box(portrait, upper + lower)
    eye = _Eye(portrait, upper, lower, mirrored)
    pixels = _pixels(box)
    maps = _invert(eye, pixels)
    masks = np.stack([_mask(eye, pixels + m) for m in np.concatenate([np.zeros_like(maps[:1]), maps])])
    rim = _rim(box, portrait.axes.u_px)
    return EyeRig(
        box=box,
        lid_maps=maps * rim[..., None],
        lid_masks=np.round(masks * 255).astype(np.uint8),
        ball=np.round(_aperture(eye, pixels) * 255).astype(np.uint8),
    )


class _Eye:
    """The lids of one eye as curves in the eye's own axes, and the way of the upper lid."""

    def __init__(self, portrait: Portrait, upper: tuple[int, ...], lower: tuple[int, ...], mirrored: bool) -> None:
        left, right = portrait.points[upper[0], :2], portrait.points[upper[-1], :2]
        along = (right - left) / np.hypot(*(right - left))
        # The eye's own axes: lids of tilted eyes close across the eye, not straight down.
        self.axes = FaceAxes(((left + right) / 2).astype(np.float32), along.astype(np.float32), portrait.axes.u_px)
        places = self.axes.to_face(portrait.points[:, :2])
        self._upper, self._lower = places[list(upper)], places[list(lower)]
        self.width = float(self._upper[-1, 0] - self._upper[0, 0])
        rings = [(share, _ring(indices, mirrored)) for share, indices in _RINGS]
        self._spline = self._fit(places, rings, upper)

    def upper(self, s: Floats) -> Floats:
        return np.asarray(np.interp(s, self._upper[:, 0], self._upper[:, 1]), np.float32)

    def lower(self, s: Floats) -> Floats:
        return np.asarray(np.interp(s, self._lower[:, 0], self._lower[:, 1]), np.float32)

    def way(self, places: Floats) -> Floats:
        """(…, 2) places → (…) how far down the lid layer moves when it closes; below the lid as at the lid."""
        held = places.copy()
        # The lashes above the lid's edge come down as they are; only the skin above them stretches.
        held[..., 1] = np.minimum(places[..., 1] + _RIGID, self.upper(places[..., 0]))
        found = self._spline.at(held.reshape(-1, 2)).reshape(places.shape[:-1])
        return np.asarray(np.maximum(found, 0), np.float32)

    def _fit(self, places: Floats, rings: list[tuple[float, list[int]]], upper: tuple[int, ...]) -> Spline:
        lid = list(upper)
        at, by = [places[lid]], [_REACH * (self.lower(places[lid, 0]) - places[lid, 1])]
        for share, ring in rings:
            at.append(places[ring])
            by.append(share * np.maximum(0, self.lower(places[ring, 0]) - self.upper(places[ring, 0])))
        still = self._still()
        points = np.concatenate([*at, still])
        ways = np.concatenate([*by, np.zeros(len(still))])
        return Spline(points, ways[:, None].astype(np.float64), _STIFFNESS)

    def _still(self) -> Floats:
        """Brow and the surroundings beyond both corners, which don't move."""
        s = np.linspace(-0.9, 0.9, 9) * self.width
        above = np.column_stack([s, np.full(9, self._upper[:, 1].min() - 0.21)])
        further = np.column_stack([s, np.full(9, self._upper[:, 1].min() - 0.30)])
        t = np.linspace(-0.12, 0.12, 4)
        sides = [np.column_stack([np.full(4, x * self.width), t]) for x in (-0.72, -0.9, 0.72, 0.9)]
        return np.asarray(np.concatenate([above, further, *sides]), np.float32)


def _ring(indices: tuple[int, ...], mirrored: bool) -> list[int]:
    return [int(i) for i in p.load_basis().mirror[list(indices)]] if mirrored else list(indices)


def _invert(eye: _Eye, pixels: Floats, rounds: int = 14) -> Floats:
    """(LEVELS, h, w, 2): offset in pixels to where each pixel's lid colour lies at rest."""
    places = eye.axes.to_face(pixels)
    maps = []
    for level in np.arange(1, LEVELS + 1) / LEVELS:
        source = places.copy()
        for _ in range(rounds):
            source[..., 1] += 0.7 * (places[..., 1] - level * eye.way(source) - source[..., 1])
        maps.append(eye.axes.to_px(source) - pixels)
    return np.asarray(np.stack(maps), np.float32)


def _mask(eye: _Eye, sources: Floats) -> Floats:
    """How far the lid layer covers pixels whose colour comes from ``sources``."""
    places = eye.axes.to_face(sources)
    return 1 - smoothstep(places[..., 1] - eye.upper(places[..., 0]) - _LASHES, -0.006, 0.008)


def _aperture(eye: _Eye, pixels: Floats) -> Floats:
    """1 well inside the open eye, 0 at the lids."""
    places = eye.axes.to_face(pixels)
    s, t = places[..., 0], places[..., 1]
    upper, lower = eye.upper(s), eye.lower(s)
    open_px = np.maximum(lower - upper, 1e-3)
    inside = smoothstep(np.minimum(t - upper, lower - t) / open_px, -0.02, 0.22)
    ends = smoothstep(eye.width / 2 - np.abs(s), 0.0, 0.08)
    return np.asarray(inside * ends * (open_px > 0.01), np.float32)


def _box(portrait: Portrait, indices: tuple[int, ...]) -> Box:
    places = portrait.points[list(indices), :2]
    u, last = portrait.axes.u_px, portrait.size_px
    left, top = places.min(0) - np.array([_MARGIN, _ABOVE]) * u
    right, bottom = places.max(0) + np.array([_MARGIN, _BELOW]) * u
    edges = np.clip(np.round([left, top, right, bottom]), 0, last).astype(int)
    return int(edges[0]), int(edges[1]), int(edges[2]), int(edges[3])


def _pixels(box: Box) -> Floats:
    x, y = np.meshgrid(np.arange(box[0], box[2]), np.arange(box[1], box[3]))
    return np.asarray(np.stack([x, y], axis=-1), np.float32)


def _rim(box: Box, u_px: float) -> Floats:
    """(h, w): 0 at the box's edge, 1 a little inside, so that no seam shows."""
    ones = np.zeros((box[3] - box[1] + 2, box[2] - box[0] + 2), np.uint8)
    ones[1:-1, 1:-1] = 1
    inside = cv2.distanceTransform(ones, cv2.DIST_L2, 5)[1:-1, 1:-1] / u_px
    return smoothstep(inside, 0.0, 0.05)
