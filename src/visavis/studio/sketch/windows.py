"""Where the parts of a face lie in the frame (Chen et al. 2020, "DeepFaceDrawing": five parts at 512 px)."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.studio.sketch.engine import SKETCH_PX, Part
from visavis.studio.sketch.lines import Plane

PART_PX = SKETCH_PX // 4
"""The part coders see the frame at a quarter of its size: a line is then about a pixel wide."""

FACE_POINTS = (
    np.array([[0.377, 0.480], [0.623, 0.480], [0.500, 0.613], [0.407, 0.728], [0.593, 0.728]], np.float32) - 0.5
) / np.float32(0.85) + np.float32(0.5)
"""Right eye, left eye, nose tip, right and left mouth corner in shares of the frame: 0.85 of FFHQ's crop."""


@dataclass(frozen=True)
class Window:
    """A square of the frame: its left and top edge and its side, in pixels of PART_PX."""

    left: int
    top: int
    side: int

    def of(self, plane: NDArray[np.float32]) -> NDArray[np.float32]:
        """The same square of a plane (…, PART_PX, PART_PX); a view."""
        return plane[..., self.top : self.top + self.side, self.left : self.left + self.side]


WINDOWS: dict[Part, Window] = {
    Part.LEFT_EYE: Window(67, 42, 32),
    Part.RIGHT_EYE: Window(29, 42, 32),
    Part.NOSE: Window(44, 55, 40),
    Part.MOUTH: Window(40, 74, 48),
    Part.OUTLINE: Window(0, 0, PART_PX),
}
INNER = (Part.MOUTH, Part.NOSE, Part.RIGHT_EYE, Part.LEFT_EYE)
"""From the lowest to the uppermost layer."""
_FEATHER_PX = 4
_LEAST_INK = 0.006
"""The mean ink of a part that was drawn, at least."""


def cut_parts(ink: Plane) -> dict[Part, Plane]:
    """The ink (PART_PX, PART_PX) of each part; the outline's has holes where the other parts lie."""
    parts = {part: WINDOWS[part].of(ink) for part in INNER}
    return parts | {Part.OUTLINE: ink * hole()}


def are_drawn(parts: dict[Part, Plane]) -> tuple[Part, ...]:
    """The parts of ``cut_parts`` that something was drawn of: ink in the middle of their window, where neighbours don't
    reach."""
    return tuple(part for part in Part if float(_middle(parts[part], part).mean()) > _LEAST_INK)


def _middle(ink: Plane, part: Part) -> Plane:
    margin = 0 if part is Part.OUTLINE else ink.shape[0] // 4
    return ink[margin : ink.shape[0] - margin, margin : ink.shape[1] - margin]


def hole() -> Plane:
    """1 where the outline is, 0 inside the windows of the other parts: (PART_PX, PART_PX)."""
    plane = np.ones((PART_PX, PART_PX), np.float32)
    for part in INNER:
        WINDOWS[part].of(plane)[:] = 0
    return plane


def join_parts(parts: dict[Part, Plane]) -> Plane:
    """The whole (PART_PX, PART_PX) again; where windows overlap, the upper one fades into the lower."""
    whole = parts[Part.OUTLINE].copy()
    for part in INNER:  # first as they are: the outline has nothing to fade into
        WINDOWS[part].of(whole)[:] = parts[part]
    for part in INNER:
        below, share = WINDOWS[part].of(whole), _fade(WINDOWS[part].side)
        below[:] = below * (1 - share) + parts[part] * share
    return whole


def _fade(side: int) -> Plane:
    flat = np.zeros((side, side), np.float32)
    flat[_FEATHER_PX // 2 : -_FEATHER_PX // 2, _FEATHER_PX // 2 : -_FEATHER_PX // 2] = 1
    return np.asarray(cv2.blur(flat, (_FEATHER_PX, _FEATHER_PX), borderType=cv2.BORDER_CONSTANT), np.float32)
