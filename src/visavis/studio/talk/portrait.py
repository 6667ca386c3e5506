"""From any photo to the square picture of a rig: finding the face, refusing what can't be animated, framing."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.mesh import MESH, FaceMesh, MeshEngine
from visavis.media.image import resize
from visavis.media.values import RGB
from visavis.studio.talk.errors import FaceTooSmall, MouthOpen, NoFaceFound, NotUpright, TurnedAway, TwoFaces
from visavis.studio.talk.points import CHIN, EYE_LEFT, EYE_RIGHT, FOREHEAD, load_basis

_SIDE_PER_FACE = 2.35
_LEAST_EYE_DISTANCE_PX = 40.0
_MOST_ROLL_DEG = 35.0
_MOST_YAW_DEG = 25.0
_MOST_GAP = 0.20
_VIEW_PX = 384
_BYSTANDER = 0.4
"""A second face below this share of the first one's size is taken for a picture on the wall."""


@dataclass(frozen=True)
class FaceAxes:
    """The face's own coordinates in a picture: (s, t) right and down along the face, in u, about ``origin``."""

    origin: NDArray[np.float32]
    right: NDArray[np.float32]
    u_px: float

    @property
    def down(self) -> NDArray[np.float32]:
        return np.array([-self.right[1], self.right[0]], np.float32)

    def to_face(self, places_px: NDArray[np.float32]) -> NDArray[np.float32]:
        """(…, 2) pixels → (…, 2) s, t."""
        axes = np.stack([self.right, self.down], axis=1)
        return np.asarray((places_px - self.origin) @ axes / self.u_px, np.float32)

    def to_px(self, places: NDArray[np.float32]) -> NDArray[np.float32]:
        """(…, 2) s, t → (…, 2) pixels."""
        axes = np.stack([self.right, self.down], axis=0)
        return np.asarray(places @ axes * self.u_px + self.origin, np.float32)


@dataclass(frozen=True)
class Portrait:
    """A framed portrait: ``picture`` (size, size, 3), averaged ``points`` (478, 3) in its pixels, face axes at the
    middle of the inner lips."""

    picture: RGB
    points: NDArray[np.float32]
    axes: FaceAxes

    @property
    def size_px(self) -> int:
        return len(self.picture)


def frame_portrait(photo: RGB, size_px: int) -> Portrait:
    """Find, judge and frame the face of a photo. Raises the subclasses of Unsuitable."""
    face = find_one_face(photo)
    picture = _cut_square(photo, face.points, size_px)
    points = average_points(picture)
    portrait = Portrait(picture, points, _axes(points))
    _refuse_unsuitable(points)
    if _is_upside_down(picture):
        raise NotUpright
    return portrait


def find_one_face(photo: RGB) -> FaceMesh:
    """The only face of a photo. Raises NoFaceFound, TwoFaces, FaceTooSmall."""
    with MESH.lease() as mesh:
        faces = mesh.find(photo, 2)
    if not faces:
        raise NoFaceFound
    if len(faces) > 1 and faces[1].eye_distance_px > _BYSTANDER * faces[0].eye_distance_px:
        raise TwoFaces
    if _width_px(faces[0].points) < _LEAST_EYE_DISTANCE_PX:
        raise FaceTooSmall(_width_px(faces[0].points))
    return faces[0]


def average_points(picture: RGB) -> NDArray[np.float32]:
    """(478, 3) landmarks averaged over six upright passes: three scales, each straight and mirrored.

    One pass can be 4 px off, which shows at lips and lids. Raises NoFaceFound when hardly any pass finds the face.
    """
    with MESH.lease() as mesh:
        first = mesh.find(picture, 1)
        if not first:
            raise NoFaceFound
        base = first[0].points
        passes = [_pass(mesh, picture, base, share, flip) for share in (0.52, 0.62, 0.74) for flip in (False, True)]
    found = [p for p in passes if p is not None] or [base]
    return np.asarray(np.mean(found, axis=0), np.float32)


def yaw_deg(points: NDArray[np.float32]) -> float:
    """How far the face is turned to the picture's right (+) or left (−), from the mesh's own depth."""
    left, right = points[[127, 234, 93]].mean(0), points[[356, 454, 323]].mean(0)
    across = right - left
    return float(np.degrees(np.arctan2(across[2], np.hypot(across[0], across[1]))))


def _pass(
    mesh: MeshEngine, picture: RGB, base: NDArray[np.float32], share: float, flip: bool
) -> NDArray[np.float32] | None:
    """The landmarks of one upright view in which the face takes ``share`` of the height, in picture pixels."""
    matrix = _view(base, share, flip)
    view = cv2.warpAffine(picture, matrix, (_VIEW_PX, _VIEW_PX), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    faces = mesh.find(np.ascontiguousarray(view), 1)
    if not faces:
        return None
    found = faces[0].points
    back = cv2.invertAffineTransform(matrix)
    scale = float(np.hypot(back[0, 0], back[1, 0]))
    xy = found[:, :2] @ back[:, :2].T + back[:, 2]
    points = np.column_stack([xy, found[:, 2] * scale]).astype(np.float32)
    return points[load_basis().mirror] if flip else points


def _view(base: NDArray[np.float32], share: float, flip: bool) -> NDArray[np.float64]:
    """(2, 3) picture → view: face upright and centred, mirrored on request."""
    top, chin = base[FOREHEAD, :2], base[CHIN, :2]
    scale = share * _VIEW_PX / float(np.hypot(*(chin - top)))
    across = base[EYE_RIGHT, :2] - base[EYE_LEFT, :2]
    cos, sin = across / np.hypot(*across) * scale
    matrix = np.array([[cos, sin], [-sin, cos]], np.float64)
    if flip:
        matrix[0] *= -1
    shift = np.array([_VIEW_PX / 2, _VIEW_PX / 2]) - matrix @ ((top + chin) / 2)
    return np.column_stack([matrix, shift])


def _cut_square(photo: RGB, points: NDArray[np.float32], size_px: int) -> RGB:
    """The square around the face, _SIDE_PER_FACE face heights wide or as wide as the photo allows."""
    height, width = photo.shape[:2]
    top, chin = points[FOREHEAD, :2], points[CHIN, :2]
    side = int(min(_SIDE_PER_FACE * np.hypot(*(chin - top)), height, width))
    centre = (top + chin) / 2
    left = int(np.clip(centre[0] - side / 2, 0, width - side))
    upper = int(np.clip(centre[1] - side * 0.46, 0, height - side))
    return resize(photo[upper : upper + side, left : left + side], size_px, size_px)


def _width_px(points: NDArray[np.float32]) -> float:
    return float(np.linalg.norm(points[EYE_RIGHT] - points[EYE_LEFT]))


def _roll_deg(points: NDArray[np.float32]) -> float:
    """How far the face leans clockwise in the picture."""
    across = points[EYE_RIGHT, :2] - points[EYE_LEFT, :2]
    return float(np.degrees(np.arctan2(across[1], across[0])))


def _is_upside_down(picture: RGB) -> bool:
    """Whether the face stands on its head, which the mesh takes for an upright one.

    It does tell left from right: of an upright face, the picture laid on its left side reads −90° and on its right side
    +90°; of a face on its head both read the other way round.
    """
    with MESH.lease() as mesh:
        laid = [mesh.find(np.ascontiguousarray(np.rot90(picture, turns)), 1) for turns in (1, 3)]
    if not all(laid):
        return False
    left, right = (_roll_deg(faces[0].points) for faces in laid)
    return left > _MOST_ROLL_DEG and right < -_MOST_ROLL_DEG


def _refuse_unsuitable(points: NDArray[np.float32]) -> None:
    if abs(_roll_deg(points)) > _MOST_ROLL_DEG:
        raise NotUpright
    if abs(yaw_deg(points)) > _MOST_YAW_DEG:
        raise TurnedAway(yaw_deg(points))
    u = np.hypot(*(points[EYE_RIGHT, :2] - points[EYE_LEFT, :2]))
    if np.hypot(*(points[14, :2] - points[13, :2])) > _MOST_GAP * u:
        raise MouthOpen


def _axes(points: NDArray[np.float32]) -> FaceAxes:
    across = points[EYE_RIGHT, :2] - points[EYE_LEFT, :2]
    u = float(np.hypot(*across))
    return FaceAxes(points[[13, 14], :2].mean(0), (across / u).astype(np.float32), u)
