"""Drawings of any size, paper and place, brought into the frame that the networks know."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.align import five_points, lay_on
from visavis.face.mask import MASK
from visavis.face.mesh import MESH
from visavis.media.values import RGB
from visavis.studio.sketch.engine import SKETCH_PX, Gray
from visavis.studio.sketch.errors import EmptyCanvas, LooksLikePhoto, NoFaceFound, TooLittleInk, TooSmall
from visavis.studio.sketch.lines import Plane, draw_lines
from visavis.studio.sketch.windows import FACE_POINTS

LEAST_PX = 48
_WORK_PX = 768
_INK = 0.25
"""Darkness from which a pixel counts as drawn."""
_LEAST_INK = 0.0006
"""The share of the picture that a drawing covers at least: about two strokes of a thin pen."""
_LEAST_SPAN = 0.06
_LEAST_FEATURES = 3
_LEAST_SIDES = 0.4
_MOST_SHADED = 0.30
_MOST_INK = 0.55
STUDIO = 236
"""Grey of the ground behind people."""


@dataclass(frozen=True)
class Box:
    """Left, top, right and bottom of the ink, in shares of the picture's side."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


USUAL = Box(0.08, 0.0, 0.92, 1.0)
"""Where a whole drawn head lies in the frame, its neck cut by the lower edge."""


def read_sketch(image: NDArray[np.uint8]) -> Gray:
    """A drawing (H, W, 3) or (H, W, 4) as dark lines on white, in its place: (SKETCH_PX, SKETCH_PX).

    Transparent is paper; light lines on dark ground are turned round; grey paper is evened out. A whole head that lies
    elsewhere or has another size is brought into the frame by its own outline; parts without one stay where they are.
    Raises EmptyCanvas, TooLittleInk, LooksLikePhoto, TooSmall.
    """
    if min(image.shape[:2]) < LEAST_PX:
        raise TooSmall(LEAST_PX)
    ink = _squared(_read_ink(_moderate(image)))
    box = _box_of(ink)
    return _as_gray(_placed(ink, box))


def photo_to_sketch(photo: RGB) -> Gray:
    """The face of a photo (H, W, 3) as a line drawing in the frame, without its background. Raises NoFaceFound."""
    with MESH.lease() as mesh:
        found = mesh.find(photo, most=1)
    if not found:
        raise NoFaceFound
    side = SKETCH_PX // 2
    matrix = lay_on(five_points(found[0]), FACE_POINTS * side)
    face = cv2.warpAffine(photo, matrix, (side, side), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    drawn = draw_lines(before_studio(face))
    return np.asarray(cv2.resize(drawn, (SKETCH_PX, SKETCH_PX), interpolation=cv2.INTER_CUBIC), np.uint8)


def before_studio(face: RGB) -> RGB:
    """The person of an aligned picture (H, W, 3) before an even ground."""
    with MASK.lease() as masker:
        share = np.clip((masker.cut_out(face) - 0.35) / 0.4, 0, 1)[..., None]
    return np.asarray(np.rint(face * share + STUDIO * (1 - share)), np.uint8)


def _moderate(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Shrunk to a size at which lines are thick enough and work is bounded."""
    longer = max(image.shape[:2])
    if longer <= _WORK_PX:
        return image
    times = _WORK_PX / longer
    size = (max(1, round(image.shape[1] * times)), max(1, round(image.shape[0] * times)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def _read_ink(image: NDArray[np.uint8]) -> Plane:
    """Darkness 0–1 of each pixel against the paper around it."""
    light = cv2.cvtColor(image[..., :3], cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    if image.shape[2] == 4:
        share = image[..., 3].astype(np.float32) / 255
        strokes = light[share > 0.5]
        if strokes.size and strokes.mean() > 0.9 and share.mean() < 0.6:  # white strokes on nothing are a drawing too
            light = 1 - light
        light = light * share + 1 - share
    if np.median(light) < 0.35:
        light = 1 - light
    if _is_shaded(light, image):
        raise LooksLikePhoto
    side = max(15, max(light.shape) // 12) | 1
    paper = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    return np.asarray(np.clip(1 - light / np.maximum(paper, 0.2), 0, 1), np.float32)


def _is_shaded(light: Plane, image: NDArray[np.uint8]) -> bool:
    """Photos have half-tones and colours over wide areas; drawings are paper and ink."""
    calm = cv2.GaussianBlur(light, (0, 0), 2.0)
    paper = float(np.percentile(calm, 95))
    shaded = float(((calm < paper - 0.12) & (calm > 0.08)).mean())
    steps = np.abs(cv2.Laplacian(calm, cv2.CV_32F))
    smooth = float((steps[(calm < paper - 0.12) & (calm > 0.08)] < 0.006).mean()) if shaded > 0 else 0.0
    return shaded * smooth > _MOST_SHADED


def _squared(ink: Plane) -> Plane:
    """Paper added to the shorter side."""
    height, width = ink.shape
    side = max(height, width)
    top, left = (side - height) // 2, (side - width) // 2
    return np.pad(ink, ((top, side - height - top), (left, side - width - left)))


def _box_of(ink: Plane) -> Box:
    """Raises EmptyCanvas and TooLittleInk."""
    drawn = ink > _INK
    if not drawn.any():
        raise EmptyCanvas
    side = ink.shape[0]
    rows, columns = (np.flatnonzero(drawn.sum(axis) > 0) / side for axis in (1, 0))
    box = Box(float(columns[0]), float(rows[0]), float(columns[-1]), float(rows[-1]))
    if drawn.mean() < _LEAST_INK or max(box.width, box.height) < _LEAST_SPAN:
        raise TooLittleInk
    return box


def _placed(ink: Plane, box: Box) -> Plane:
    side = ink.shape[0]
    scale, x, y = SKETCH_PX / side, 0.0, 0.0
    if _is_whole_head(ink, box) and _lies_elsewhere(box):
        grow = min(USUAL.width / box.width, USUAL.height / box.height)
        scale *= grow
        x = ((USUAL.left + USUAL.right) / 2 - grow * (box.left + box.right) / 2) * SKETCH_PX
        y = ((USUAL.top + USUAL.bottom) / 2 - grow * (box.top + box.bottom) / 2) * SKETCH_PX
    matrix = np.array([[scale, 0, x], [0, scale, y]], np.float32)
    flags = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    if scale < 0.6:
        ink = cv2.GaussianBlur(ink, (0, 0), 0.4 / scale)
    return np.asarray(cv2.warpAffine(ink, matrix, (SKETCH_PX, SKETCH_PX), flags=flags), np.float32)


def _is_whole_head(ink: Plane, box: Box) -> bool:
    """Taller than wide or nearly so, with eyes, nose, mouth or what may be them apart from each other inside."""
    if not 0.8 < box.height / max(box.width, 1e-6) < 2.2 or not _has_sides(ink, box):
        return False
    side = ink.shape[0]
    reach = max(3, round(0.012 * side * box.height)) | 1
    joined = cv2.dilate((ink > _INK).astype(np.uint8), np.ones((reach, reach), np.uint8))
    _, _, stats, middles = cv2.connectedComponentsWithStats(joined)
    x, y = middles[1:, 0] / side, middles[1:, 1] / side
    inside = (np.abs(x - (box.left + box.right) / 2) < 0.35 * box.width) & (y > box.top + 0.2 * box.height)
    small = np.maximum(stats[1:, 2], stats[1:, 3]) < 0.6 * side * max(box.width, box.height)
    return int((inside & small).sum()) >= _LEAST_FEATURES


def _has_sides(ink: Plane, box: Box) -> bool:
    """Whether rows of the middle have ink on both sides, as a head's outline has; eyes, nose and mouth alone don't."""
    side = ink.shape[0]
    top, bottom = (round(side * (box.top + share * box.height)) for share in (0.25, 0.75))
    left, right = (round(side * (box.left + share * box.width)) for share in (0.25, 0.75))
    rows = ink[top : bottom + 1] > _INK
    return bool((rows[:, :left].any(1) & rows[:, right:].any(1)).mean() > _LEAST_SIDES)


def _lies_elsewhere(box: Box) -> bool:
    """Smaller than a head in the frame is, or pushed to a side."""
    aside = abs((box.left + box.right) / 2 - 0.5)
    return max(box.width / USUAL.width, box.height / USUAL.height) < 0.8 or aside > 0.1


def _as_gray(ink: Plane) -> Gray:
    return np.asarray(np.rint(255 * (1 - np.clip(ink, 0, 1))), np.uint8)
