"""From a photo to the nearest latent: aligned, read and projected on the linear part of the model."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.mask import MASK
from visavis.face.mesh import MESH
from visavis.face.mesh.engine import FaceMesh
from visavis.face.pose import fit_pose, umeyama
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.studio.generate.engine import Latent
from visavis.studio.generate.frame import SIZE_PX, MeanFrame, warp
from visavis.studio.generate.scenes import LEFT_PX, PORTRAIT_PX, SCALE, TOP_PX
from visavis.studio.generate.shape import Reading, mesh_points, read_picture, resting_place, ring_mask

MOST_TURN_DEG = 25.0
FEWEST_PX = 60
_SHRUNK_FIRST = 0.8
_SHAPE_WEIGHT = 0.02
"""Weight of a pixel of shape beside a unit of colour in the least squares."""
_STRIDE = 2
"""Photos are compared at the basis' size divided by this."""
_CALM = 0.3
"""Ridge: how strongly a latent is drawn to the mean, in units of its variance."""


class NoFaceToInvert(Invalid):
    """The photo doesn't show one large, nearly frontal face."""

    def __init__(self, ko: str, en: str) -> None:
        super().__init__(
            Text(
                ko=f"{ko} 정면을 보는 한 사람의 사진을 사용해 주세요.",
                en=f"{en} Use a photo of one person facing the camera.",
            )
        )


def align(photo: RGB) -> Reading:
    """The face of a photo (H, W, 3), laid where the faces of the model lie. Raises NoFaceToInvert."""
    with MESH.lease() as mesh, MASK.lease() as masker:
        face = _one_face(mesh.find(photo, most=2))
        read = read_picture(lay(photo, face), mesh, masker)
    if read is None:
        raise NoFaceToInvert("얼굴을 읽을 수 없습니다.", "The face can't be read.")
    return read


def lay(photo: RGB, face: FaceMesh, edge: int = cv2.BORDER_REPLICATE) -> RGB:
    """The part of a photo around a face, (SIZE_PX, SIZE_PX, 3), upright and in its place; the edge is repeated, or 0
    with BORDER_CONSTANT."""
    return _cut(photo, _similarity(face.points[mesh_points(), :2], resting_place()), SIZE_PX, edge)


def lay_scene(photo: RGB, face: FaceMesh, edge: int = cv2.BORDER_REFLECT_101) -> RGB:
    """The same through the window of scenes: (PORTRAIT_PX, PORTRAIT_PX, 3)."""
    move = _similarity(face.points[mesh_points(), :2], resting_place())
    move[:, 2] += 0.5 - LEFT_PX, 0.5 - TOP_PX
    move *= SCALE
    move[:, 2] -= 0.5
    return _cut(photo, move, PORTRAIT_PX, edge)


def _cut(photo: RGB, move: NDArray[np.float64], side_px: int, edge: int) -> RGB:
    scale = float(np.hypot(*move[0, :2]))
    if scale < _SHRUNK_FIRST:  # the warp reads single pixels
        photo = np.asarray(cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
        move[:, :2] /= scale
    crop = cv2.warpAffine(photo, move, (side_px, side_px), flags=cv2.INTER_AREA, borderMode=edge)
    return np.asarray(crop, np.uint8)


def project(
    read: Reading,
    frame: MeanFrame,
    mean_colour: NDArray[np.float32],
    colour: NDArray[np.float32],
    shape: NDArray[np.float64],
) -> Latent:
    """Regularised least squares of colour (h, w, 4) and shape (n, 2) on the basis, (k,)."""
    straight = warp(read.picture, frame.to_picture(read.shape)) * ring_mask(frame.mean)[..., None]
    side = colour.shape[1] // _STRIDE
    colour = np.array([cv2.resize(one, (side, side), interpolation=cv2.INTER_AREA) for one in colour])
    seen = cv2.resize(straight, (side, side), interpolation=cv2.INTER_AREA)
    seen -= cv2.resize(mean_colour, (side, side), interpolation=cv2.INTER_AREA)
    basis = np.concatenate([colour.reshape(len(colour), -1), _SHAPE_WEIGHT * shape.reshape(len(shape), -1)], axis=1)
    wanted = np.concatenate([seen.ravel(), _SHAPE_WEIGHT * (read.shape - frame.mean).ravel()])
    gram = basis @ basis.T
    ridge = _CALM * np.trace(gram) / len(gram) * np.eye(len(gram)) / 100
    return np.asarray(np.linalg.solve(gram + ridge, basis @ wanted), np.float32)


def _one_face(faces: list[FaceMesh]) -> FaceMesh:
    if not faces:
        raise NoFaceToInvert("얼굴을 찾지 못했습니다.", "No face was found.")
    if len(faces) > 1:
        raise NoFaceToInvert("얼굴이 둘 이상입니다.", "There is more than one face.")
    if faces[0].side_px < FEWEST_PX:
        raise NoFaceToInvert("얼굴이 너무 작습니다.", "The face is too small.")
    if abs(fit_pose(faces[0]).yaw_deg) > MOST_TURN_DEG:
        raise NoFaceToInvert("고개가 너무 돌아가 있습니다.", "The head is turned too far.")
    return faces[0]


def _similarity(source: NDArray[np.float32], target: NDArray[np.float64]) -> NDArray[np.float64]:
    """The (2, 3) similarity that lays points (n, 2) on others."""
    lifted = [np.concatenate([p, np.zeros((len(p), 1))], axis=1).astype(np.float64) for p in (source, target)]
    rotation, scale, shift = umeyama(lifted[0], lifted[1], np.full(len(source), 1 / len(source)))
    return np.concatenate([scale * rotation[:2, :2], shift[:2, None]], axis=1)
