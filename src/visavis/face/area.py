"""A piece of a photo around a face, at a size that work on faces is tuned for."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.landmarks import FACE_POINTS
from visavis.face.mesh.engine import FaceMesh
from visavis.face.parts import Points, face_width
from visavis.face.tone import Colours
from visavis.media.values import RGB


@dataclass(frozen=True)
class Area:
    """``colours`` (h, w, 3) RGB in [0, 1]; ``mesh`` (468, 3) in its pixels; ``move`` (2, 3) leads from the photo's
    pixels to them."""

    colours: Colours
    mesh: Points
    move: NDArray[np.float64]

    @property
    def shape(self) -> tuple[int, int]:
        return self.colours.shape[0], self.colours.shape[1]

    @property
    def width_px(self) -> float:
        return face_width(self.mesh)

    @property
    def scale(self) -> float:
        """Its pixels per pixel of the photo."""
        return float(self.move[0, 0])

    def bytes(self) -> RGB:
        """The piece as a picture."""
        return np.asarray(np.round(self.colours * 255), np.uint8)


@dataclass(frozen=True)
class Window:
    """The part of a photo that an area covers, and the matrix (2, 3) from the area's pixels to that part's."""

    rows: slice
    columns: slice
    back: NDArray[np.float64]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.columns.stop - self.columns.start, self.rows.stop - self.rows.start


def cut(photo: RGB, face: FaceMesh, width_px: float, most_enlarged: float, faces: float, square: bool = True) -> Area:
    """The piece in which the face is ``width_px`` wide, unless it would have to be enlarged more than that. It is
    ``faces`` times as large as the face, or as its longer side. Outside the photo the edge is repeated."""
    points = face.points[:FACE_POINTS].astype(np.float64)
    low, high = points[:, :2].min(0), points[:, :2].max(0)
    scale = min(width_px / face_width(points), most_enlarged)
    sides = np.array([face_width(points) if square else high[0] - low[0], high[1] - low[1]])
    size = np.round(faces * scale * (np.full(2, sides.max()) if square else sides)).astype(int)
    move = np.concatenate([scale * np.eye(2), (size / 2 - scale * (low + high) / 2)[:, None]], axis=1)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    colours = cv2.warpAffine(photo, move, (int(size[0]), int(size[1])), flags=method, borderMode=cv2.BORDER_REPLICATE)
    mesh = points * scale
    mesh[:, :2] += move[:, 2]
    return Area(colours.astype(np.float32) / 255, mesh, move)


def window_of(area: Area, photo: RGB) -> Window:
    """Where the area lies in its photo."""
    height, width = photo.shape[:2]
    corner = np.floor(-area.move[:, 2] / area.scale).astype(int)
    tall, wide = (int(np.ceil(side / area.scale)) + 2 for side in area.shape)
    x0, y0 = (max(0, int(c)) for c in corner)
    x1, y1 = min(width, int(corner[0]) + wide), min(height, int(corner[1]) + tall)
    back = cv2.invertAffineTransform(area.move)
    back[:, 2] -= x0, y0
    return Window(slice(y0, y1), slice(x0, x1), np.asarray(back, np.float64))
