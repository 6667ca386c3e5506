"""Faces drawn with circles and lines, as a first-time user draws them."""

from __future__ import annotations

import cv2
import numpy as np

from visavis.studio.sketch.engine import SKETCH_PX, Gray, Part


def draw_face(parts: frozenset[Part] = frozenset(Part), width_px: int = 3) -> Gray:
    """A plain frontal face in the frame: black on white (SKETCH_PX, SKETCH_PX)."""
    canvas = np.full((SKETCH_PX, SKETCH_PX), 255, np.uint8)
    if Part.OUTLINE in parts:
        cv2.ellipse(canvas, (256, 270), (165, 220), 0, 0, 360, 0, width_px)
        cv2.ellipse(canvas, (256, 190), (200, 175), 0, 150, 390, 0, width_px)
    for part, x in ((Part.RIGHT_EYE, 182), (Part.LEFT_EYE, 330)):
        if part in parts:
            cv2.ellipse(canvas, (x, 244), (36, 16), 0, 0, 360, 0, width_px)
            cv2.circle(canvas, (x, 244), 10, 0, -1)
            cv2.ellipse(canvas, (x, 225), (46, 20), 0, 200, 340, 0, width_px)
    if Part.NOSE in parts:
        cv2.polylines(canvas, [np.array([[246, 250], [232, 322], [256, 334], [280, 322]])], False, 0, width_px)
    if Part.MOUTH in parts:
        cv2.ellipse(canvas, (256, 396), (56, 18), 0, 0, 360, 0, width_px)
        cv2.line(canvas, (200, 396), (312, 396), 0, width_px)
    return canvas


def as_rgb(gray: Gray) -> Gray:
    """(H, W) as (H, W, 3)."""
    return np.repeat(gray[..., None], 3, axis=2)


def draw_somebody(seed: int) -> Gray:
    """A face in quick strokes, another for each seed: shape, brows, nose, mouth, hair and beard differ."""
    rng = np.random.default_rng(seed)
    canvas = np.full((SKETCH_PX, SKETCH_PX), 255, np.uint8)
    width, chin, tilt = rng.uniform(135, 165), rng.uniform(455, 490), rng.uniform(-14, 10)
    half = [(1.0, 180.0), (1.0, 300.0), (0.66, 415.0), (0.3, chin - 2), (0.0, chin)]
    for side in (-1, 1):
        _curve(canvas, [(256 + side * out * width, y) for out, y in half], rng)
    for side in (-1, 1):
        _eye(canvas, 256 + side * 74, side, rng.uniform(9, 15), tilt, rng)
    nose = rng.uniform(16, 28)
    _curve(canvas, [(248, 250), (250, 290), (256 - nose, 318), (250, 332), (262, 332), (256 + nose, 318)], rng)
    smile, lips = rng.uniform(-6, 16), rng.uniform(42, 62)
    mouth = [(256 - lips, 392 - smile), (256, 394 + smile / 2), (256 + lips, 392 - smile)]
    for rise in (-11, 0, 15):
        _curve(canvas, [mouth[0], (256, mouth[1][1] + rise), mouth[2]], rng)
    _hair(canvas, width, seed % 4, rng)
    if seed % 4 == 3:
        for _ in range(45):
            x, y = rng.uniform(-0.6, 0.6) * width + 256, rng.uniform(420, 475)
            _curve(canvas, [(x, y), (x + rng.uniform(-4, 4), y + 14)], rng)
    return canvas


def _eye(canvas: Gray, x: float, side: int, size: float, tilt: float, rng: np.random.Generator) -> None:
    for rise in (-size, 0.7 * size):
        _curve(canvas, [(x - 34, 246), (x, 244 + rise), (x + 34, 246)], rng)
    cv2.circle(canvas, (round(x), 244), round(0.7 * size), 0, -1)
    inner, outer = 216 + tilt, 214 - tilt / 2
    ends = (outer, inner) if side < 0 else (inner, outer)
    _curve(canvas, [(x - 44, ends[0] + 6), (x, min(ends) - 6), (x + 44, ends[1] + 6)], rng)


def _hair(canvas: Gray, width: float, kind: int, rng: np.random.Generator) -> None:
    """0 long, 1 parted and short, 2 a bob, 3 cropped."""
    end, outside = {0: (500, 1.38), 1: (190, 1.1), 2: (400, 1.35), 3: (170, 1.05)}[kind]
    for inward in np.linspace(0, 0.3, 4 if kind in (0, 2) else 2):
        for side in (-1, 1):
            reach = width * (outside - inward)
            crown = 20 + 60 * inward
            path = [(0.0, crown), (0.4, crown + 4), (0.85, 80.0), (1.0, 210.0), (1.0, float(end))]
            _curve(canvas, [(256 + side * out * reach, y) for out, y in path], rng)
    fringe = rng.uniform(120, 165)
    for side in (-1, 1):
        parting = 256 + rng.uniform(-30, 30)
        _curve(canvas, [(parting, 70), (256 + side * 0.6 * width, fringe), (256 + side * width, 190)], rng)


def _curve(canvas: Gray, points: list[tuple[float, float]], rng: np.random.Generator) -> None:
    """A smooth, slightly shaky pen line through points."""
    corners = np.array(points, np.float64) + rng.normal(0, 1.5, (len(points), 2))
    for _ in range(4):  # Chaikin's corner cutting
        cut = [corners[:-1] * 0.75 + corners[1:] * 0.25, corners[:-1] * 0.25 + corners[1:] * 0.75]
        corners = np.concatenate([corners[:1], np.stack(cut, 1).reshape(-1, 2), corners[-1:]])
    cv2.polylines(canvas, [np.round(corners * 8).astype(np.int32)], False, 0, 3, cv2.LINE_AA, 3)
