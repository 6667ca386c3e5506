"""The studio: a level, upright view of one head, in which a photo is put together before it is cut to its size."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face import landmarks as at
from visavis.face.mesh import FaceMesh
from visavis.face.pose import fit_pose
from visavis.media.values import RGB, Mask

ABOVE, BELOW, ASIDE = 2.05, 1.35, 1.5
"""How much the studio shows around the chin, in face heights (hairline to chin)."""
_TALL = 1.78
"""The least height of a face beside the distance of its outer eye corners."""
_MIRRORED = ((at.RIGHT_EYE_OUTER, at.LEFT_EYE_OUTER), (at.RIGHT_EYE_INNER, at.LEFT_EYE_INNER))


@dataclass(frozen=True)
class Window:
    """A rectangle of the studio in pixels."""

    left: int
    top: int
    width: int
    height: int

    def cut(self, plane: Mask) -> Mask:
        """The same part of a plane, 0 past its edge."""
        move = np.array([[1, 0, -self.left], [0, 1, -self.top]], np.float64)
        size = (self.width, self.height)
        return np.asarray(cv2.warpAffine(plane, move, size, flags=cv2.INTER_NEAREST), np.float32)


@dataclass(frozen=True)
class Studio:
    """``picture`` (H, W, 3), level, the face ``face_px`` high; ``inside`` (H, W): 1 where the photo reaches; ``points``
    (478, 2) the mesh in it; ``move`` (2, 3) leads from the photo to it."""

    picture: RGB
    inside: Mask
    points: NDArray[np.float64]
    face_px: float
    move: NDArray[np.float64]

    @property
    def chin(self) -> tuple[float, float]:
        return float(self.points[at.CHIN, 0]), float(self.points[at.CHIN, 1])

    @property
    def eyes_y(self) -> float:
        """Height of the line through the pupils."""
        return float(self.points[[at.RIGHT_IRIS, at.LEFT_IRIS], 1].mean())

    @property
    def middle_x(self) -> float:
        """The head's middle: half-way between its sides, so that a slight turn doesn't push it off."""
        sides = self.points[[at.RIGHT_CHEEK, at.LEFT_CHEEK], 0].mean()
        return float((sides + self.points[[at.NASION, at.CHIN], 0].mean()) / 2)

    def cut(self, window: Window) -> Studio:
        """The part inside a window; where it reaches past the studio there is no photo."""
        x, y = -window.left, -window.top
        move = np.array([[1, 0, x], [0, 1, y]], np.float64)
        size = (window.width, window.height)
        picture = cv2.warpAffine(self.picture, move, size, flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
        inside = cv2.warpAffine(self.inside, move, size, flags=cv2.INTER_NEAREST)
        whole = self.move.copy()
        whole[:, 2] += (x, y)
        return Studio(picture, inside, self.points + np.array([x, y]), self.face_px, whole)


def roll_of(face: FaceMesh) -> float:
    """By how many degrees the line of the eyes falls to the right of the picture."""
    across = np.sum([face.points[left, :2] - face.points[right, :2] for right, left in _MIRRORED], axis=0)
    return float(np.degrees(np.arctan2(across[1], across[0])))


def set_up(photo: RGB, face: FaceMesh, face_px: float) -> Studio:
    """The studio around a face of the photo (H, W, 3)."""
    points = face.points[:, :2].astype(np.float64)
    turn = np.radians(roll_of(face))
    scale = face_px / _face_height(face)
    spin = scale * np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    size = (round(2 * ASIDE * face_px), round((ABOVE + BELOW) * face_px))
    chin = np.array([size[0] / 2, ABOVE * face_px])
    middle = points[[at.CHIN, at.NASION]].mean(0)
    shift = chin - spin @ points[at.CHIN]
    shift[0] = size[0] / 2 - (spin @ middle)[0]
    move = np.concatenate([spin, shift[:, None]], axis=1)
    picture = _taken(photo, move, size, scale)
    reach = np.full(photo.shape[:2], 255, np.uint8)
    inside = cv2.warpAffine(reach, move, size, flags=cv2.INTER_LINEAR).astype(np.float32) / 255
    return Studio(picture, inside, points @ spin.T + shift, face_px, move)


def _face_height(face: FaceMesh) -> float:
    """Hairline to chin; of a nodding head at least what the distance of the eyes tells."""
    height = float(np.hypot(*(face.points[at.FOREHEAD, :2] - face.points[at.CHIN, :2])))
    return max(height, _TALL * fit_pose(face).eyes_px)


def _taken(photo: RGB, move: NDArray[np.float64], size: tuple[int, int], scale: float) -> RGB:
    """The part of the photo; shrunk by areas first, because the warp reads single pixels."""
    if scale < 0.6:
        photo = np.asarray(cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
        move = move.copy()
        move[:, :2] /= scale
    method = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.warpAffine(photo, move, size, flags=method, borderMode=cv2.BORDER_REPLICATE), np.uint8)
