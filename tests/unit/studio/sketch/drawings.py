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
