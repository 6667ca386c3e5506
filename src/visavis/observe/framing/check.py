"""One picture of the camera judged for the device check: is the face there, well placed and well lit?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.mesh import MESH, FaceMesh
from visavis.face.pose import fit_pose
from visavis.media.values import RGB

Advice: TypeAlias = Literal[
    "no_face", "two_faces", "too_far", "too_near", "off_centre", "too_dark", "backlight", "turned_away", "ok"
]
Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom as shares of the picture's width and height."""

_FAR, _NEAR = 0.20, 0.62
"""Height of the face over the picture's shorter side."""
_OFF_SIDE, _TOO_HIGH, _TOO_LOW = 0.18, 0.22, 0.68
_TURNED_DEG = 30.0
_DARK = 0.16
_DIM_FACE = 0.42
"""Brightness of the face's bright parts under which it lacks light. Of 188 well lit portraits of people of all skin
colours, 99 % are above 0.52; with the light behind them (simulated), 95 % are under 0.36. Mean brightness won't do: it
calls dark skin badly lit."""
_SECOND_FACE = 0.4
"""A second face at least this large beside the first counts as another person."""


@dataclass(frozen=True)
class Lighting:
    """Luma in [0, 1]: the mean of the whole picture, the face's bright parts (95th percentile, which depends little on
    the colour of the skin), and the mean of all but the face; NaN without a face."""

    picture: float
    face: float
    surroundings: float

    @property
    def dark(self) -> bool:
        return self.face < _DIM_FACE if np.isfinite(self.face) else self.picture < _DARK

    @property
    def backlit(self) -> bool:
        return self.face < _DIM_FACE and self.surroundings > self.face


@dataclass(frozen=True)
class FrameCheck:
    """What is to be said of one picture.

    ``box`` is the largest face's; ``brightness`` is the picture's mean luma and ``face_brightness`` that of the face's
    bright parts, in [0, 1]; ``advice`` lists what to mend, most important first, or ("ok",).
    """

    faces: int
    box: Box | None
    brightness: float
    face_brightness: float | None
    advice: tuple[Advice, ...]


def check_frame(image: RGB) -> FrameCheck:
    """Look at one upright picture (H, W, 3). Takes about 15 ms."""
    with MESH.lease() as mesh:
        return judge_frame(image, mesh.find(image, most=2))


def judge_frame(image: RGB, faces: list[FaceMesh]) -> FrameCheck:
    """As check_frame, for faces already found, largest first."""
    people = count_people(faces)
    light = measure_light(image, faces[0] if faces else None)
    box = face_box(faces[0], image) if faces else None
    return FrameCheck(
        faces=people,
        box=box,
        brightness=light.picture,
        face_brightness=light.face if faces else None,
        advice=_advise(image, faces, people, light),
    )


def count_people(faces: list[FaceMesh]) -> int:
    """How many of the faces are persons before the camera rather than faces far behind or on a poster."""
    if not faces:
        return 0
    largest = _height(faces[0])
    return sum(_height(face) >= _SECOND_FACE * largest for face in faces)


def measure_light(image: RGB, face: FaceMesh | None) -> Lighting:
    """The light on a picture, from a reduced copy."""
    scale = min(1.0, 160 / max(image.shape[:2]))
    luma = cv2.cvtColor(cv2.resize(image, None, fx=scale, fy=scale), cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    if face is None:
        return Lighting(float(luma.mean()), float("nan"), float("nan"))
    inside = np.zeros(luma.shape, np.uint8)
    outline = cv2.convexHull((face.points[:468, :2] * scale).astype(np.int32))
    cv2.fillConvexPoly(inside, outline, 1)
    if inside.all() or not inside.any():
        return Lighting(float(luma.mean()), bright_part(luma), float("nan"))
    return Lighting(float(luma.mean()), bright_part(luma[inside == 1]), float(luma[inside == 0].mean()))


def bright_part(luma: NDArray[np.float32]) -> float:
    """The 95th percentile of some pixels' luma."""
    return float(np.percentile(luma, 95))


def face_box(face: FaceMesh, image: RGB) -> Box:
    """The face's box within the picture, as shares."""
    height, width = image.shape[:2]
    left, top = (face.points[:468, :2].min(0) / (width, height)).clip(0, 1)
    right, bottom = (face.points[:468, :2].max(0) / (width, height)).clip(0, 1)
    return float(left), float(top), float(right), float(bottom)


def face_size(face: FaceMesh, image: RGB) -> float:
    """The face's height over the picture's shorter side."""
    return _height(face) / min(image.shape[:2])


def off_centre(face: FaceMesh, image: RGB) -> bool:
    """Whether the face is too far to a side, too high or too low."""
    x, y = face.points[:468, :2].mean(0) / (image.shape[1], image.shape[0])
    return bool(abs(x - 0.5) > _OFF_SIDE or not _TOO_HIGH <= y <= _TOO_LOW)


def _height(face: FaceMesh) -> float:
    return float(np.ptp(face.points[:468, 1]))


def _advise(image: RGB, faces: list[FaceMesh], people: int, light: Lighting) -> tuple[Advice, ...]:
    if not faces:
        return ("too_dark", "no_face") if light.dark else ("no_face",)
    face, size = faces[0], face_size(faces[0], image)
    found: list[tuple[Advice, bool]] = [
        ("two_faces", people > 1),
        ("backlight", light.backlit),
        ("too_dark", light.dark and not light.backlit),
        ("too_far", size < _FAR),
        ("too_near", size > _NEAR),
        ("turned_away", abs(fit_pose(face).yaw_deg) > _TURNED_DEG),
        ("off_centre", off_centre(face, image)),
    ]
    return tuple(code for code, holds in found if holds) or ("ok",)
