"""A line drawing of an aligned face, the way a pen would draw it.

A difference of Gaussians across the edges, gathered along them, so that lines run through instead of breaking into
dots: Kang, Lee, Chui 2007, "Coherent Line Drawing", with the soft threshold of Winnemöller, Kyprianidis, Olsen 2012,
"XDoG".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.media.values import RGB

Plane: TypeAlias = NDArray[np.float32]

_WORK_PX = 384
_ACROSS, _WIDER = 1.05, 1.6
"""Half the line's width in pixels at 384, and how much wider the surrounding is."""
_ALONG = 4.0
_TENSOR = 2.25
_LEVEL, _SLOPE = 0.985, 60.0
"""The share of the surrounding that is taken away, and the steepness of the threshold: ink is what falls below 0."""


def draw_lines(face: RGB) -> NDArray[np.uint8]:
    """Dark lines on white (H, W) of an aligned face (H, W, 3)."""
    light = _lightness(face)
    tangent_x, tangent_y = _tangents(light)
    edges = _across(light, -tangent_y, tangent_x)
    paths = list(_paths(tangent_x, tangent_y))
    for _ in range(2):
        edges = _along(edges, paths)
    ink = np.where(edges >= 0, 1.0, 1.0 + np.tanh(_SLOPE * edges)).astype(np.float32)
    height, width = face.shape[:2]
    small = cv2.resize(ink, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(np.clip(np.rint(small * 255), 0, 255), np.uint8)


def _lightness(face: RGB) -> Plane:
    """Lightness 0–1 at the working size, with skin and hair texture evened out but edges kept."""
    large = cv2.resize(face, (_WORK_PX, _WORK_PX), interpolation=cv2.INTER_CUBIC)
    smooth = cv2.bilateralFilter(large, 5, 28, 4)
    return np.asarray(cv2.cvtColor(smooth, cv2.COLOR_RGB2LAB)[..., 0], np.float32) / 255


def _tangents(light: Plane) -> tuple[Plane, Plane]:
    """Unit vectors along the edges: the smoothed structure tensor's weaker direction."""
    gx, gy = cv2.Sobel(light, cv2.CV_32F, 1, 0), cv2.Sobel(light, cv2.CV_32F, 0, 1)
    xx, yy, xy = (cv2.GaussianBlur(product, (0, 0), _TENSOR) for product in (gx * gx, gy * gy, gx * gy))
    angle = 0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2
    return np.cos(angle).astype(np.float32), np.sin(angle).astype(np.float32)


def _across(light: Plane, x: Plane, y: Plane) -> Plane:
    """The difference of Gaussians along (x, y)."""
    grid_x, grid_y = _grid(light)
    reach = int(np.ceil(2 * _ACROSS * _WIDER))
    inner = outer = np.zeros_like(light)
    steps = range(-reach, reach + 1)
    narrow, wide = _weights(_ACROSS, reach), _weights(_ACROSS * _WIDER, reach)
    for step, near, far in zip(steps, narrow, wide, strict=True):
        seen = cv2.remap(light, grid_x + step * x, grid_y + step * y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        inner, outer = inner + near * seen, outer + far * seen
    return np.asarray(inner - _LEVEL * outer, np.float32)


def _along(edges: Plane, paths: list[tuple[float, Plane, Plane]]) -> Plane:
    """The weighted mean along the curves that the tangents make."""
    total, sum_of_weights = edges.copy(), 1.0
    for weight, x, y in paths:
        total += np.float32(weight) * cv2.remap(edges, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        sum_of_weights += weight
    return np.asarray(total / np.float32(sum_of_weights), np.float32)


def _paths(tangent_x: Plane, tangent_y: Plane) -> Iterator[tuple[float, Plane, Plane]]:
    """Where each pixel's curve runs, both ways, in steps of two pixels: Gaussian weight (1 at the pixel), x and y."""
    for sign in (1.0, -1.0):
        x, y = _grid(tangent_x)
        step_x, step_y = np.float32(sign) * tangent_x, np.float32(sign) * tangent_y
        for step in range(1, int(_ALONG) + 1):
            x, y = x + 2 * step_x, y + 2 * step_y
            yield float(np.exp(-((2 * step) ** 2) / (2 * _ALONG**2))), x, y
            next_x = cv2.remap(tangent_x, x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT)
            next_y = cv2.remap(tangent_y, x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT)
            turn = np.sign(next_x * step_x + next_y * step_y, dtype=np.float32)  # a tangent has no direction of its own
            step_x, step_y = turn * next_x, turn * next_y


def _grid(plane: Plane) -> tuple[Plane, Plane]:
    y, x = np.indices(plane.shape, np.float32)
    return x, y


def _weights(sigma: float, reach: int) -> Plane:
    steps = np.arange(-reach, reach + 1, dtype=np.float32)
    weights = np.exp(-(steps**2) / (2 * sigma**2))
    return np.asarray(weights / weights.sum(), np.float32)
