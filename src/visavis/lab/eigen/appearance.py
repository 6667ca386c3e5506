"""The appearance model: two linear spaces of shape and colour (Cootes, Edwards, Taylor 2001), one for the face and one
for the hair with everything else around it.

A head is ``mean + latent @ basis`` in colour and in shape. The first FACE_COMPONENTS of a latent are the face, the rest
is hair: so a face can be mixed of several people while the hair stays that of one and doesn't ghost. Latents are
whitened: over the training faces and their mirror images every component has mean 0 and variance 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face import landmarks as at
from visavis.lab.eigen.data import Face
from visavis.studio.generate.frame import SIZE_PX, MeanFrame, Picture, Shape, warp
from visavis.studio.generate.shape import RING_DEG, mesh_points, mirrored, ring_mask, row_of

TEXTURE_PX = 160
"""Side of the linear part's pictures: what is finer is the finishing network's work."""
FACE_COMPONENTS, HAIR_COMPONENTS = 80, 72
_SHAPE_SHARE = 1.0
"""Weight of shape variance beside colour variance in a space."""
_JAW = (127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454, 356)
_FOREHEAD_SHARE = 0.35
"""How far up from the brows to the hairline the face reaches: a fringe belongs to the hair."""
_SHRINK, _SOFT_PX = 0.94, 7.0

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Appearance:
    """``colour`` (k, TEXTURE_PX, TEXTURE_PX, 4) and ``shape`` (k, n, 2) for each latent component, with their means;
    the first ``faces`` components are the face."""

    frame: MeanFrame
    mean_colour: Floats
    colour: Floats
    shape: NDArray[np.float64]
    faces: int

    @property
    def components(self) -> int:
        return len(self.colour)

    def picture(self, latents: Floats) -> Floats:
        """The linear pictures in the mean frame, (b, TEXTURE_PX, TEXTURE_PX, 4)."""
        return self.mean_colour + np.tensordot(latents, self.colour, 1)

    def shape_of(self, latent: Floats) -> Shape:
        """(n, 2) pixels."""
        return np.asarray(self.frame.mean + np.tensordot(latent, self.shape, 1), np.float64)


def straighten(faces: list[Face]) -> tuple[MeanFrame, Floats]:
    """The symmetric mean frame, and each face warped into it: float32 (n, SIZE_PX, SIZE_PX, 4)."""
    shapes = np.array([face.shape for face in faces])
    frame = MeanFrame((shapes.mean(0) + np.mean([mirrored(shape) for shape in shapes], axis=0)) / 2)
    inside = ring_mask(frame.mean)[..., None]
    return frame, np.array([warp(face.picture, frame.to_picture(face.shape)) * inside for face in faces], np.float32)


def fit(
    faces: list[Face], frame: MeanFrame, pictures: Floats, components: tuple[int, int]
) -> tuple[Appearance, Floats, Floats]:
    """The model and the latents (n, k) of the faces and of their mirror images; ``components`` of face and hair."""
    small = np.array([shrink(picture) for picture in pictures])
    small = np.concatenate([small, small[:, :, ::-1]])
    mean_colour = small.mean(0)
    shapes = np.array([face.shape for face in faces] + [mirrored(face.shape) for face in faces]) - frame.mean
    of_face, points = face_zone(frame)[..., None], np.arange(shapes.shape[1]) < shapes.shape[1] - len(RING_DEG)
    parts = [
        _components((small - mean_colour) * zone, shapes * rows[:, None], count)
        for zone, rows, count in zip((of_face, 1 - of_face), (points, ~points), components, strict=True)
    ]
    latents, colour, shape = (np.concatenate([part[row] for part in parts], axis=int(row == 0)) for row in range(3))
    model = Appearance(frame, mean_colour, colour.astype(np.float32), shape, components[0])
    straight, flipped = np.split(latents.astype(np.float32), 2)
    return model, straight, flipped


def _components(
    colour: Floats, shape: NDArray[np.float64], count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Whitened latents (n, count) of centred colour (n, h, w, 4) and shape (n, p, 2), and what each component adds."""
    weight = np.sqrt(pixel_weights())[..., None]
    flat = (colour * weight).reshape(len(colour), -1).astype(np.float64)
    points = shape.reshape(len(shape), -1)
    share = _SHAPE_SHARE * (flat**2).sum() / (points**2).sum()
    values, vectors = np.linalg.eigh(flat @ flat.T + share * (points @ points.T))
    latents = vectors[:, np.argsort(-values)[:count]] * np.sqrt(len(flat))
    scale = latents.T / len(flat)  # least squares on whitened, orthogonal latents
    return latents, (scale @ flat).reshape(count, *colour.shape[1:]) / weight, (scale @ points).reshape(count, -1, 2)


def face_zone(frame: MeanFrame) -> Floats:
    """1 in the face below the upper forehead, 0 outside it, soft between, (TEXTURE_PX, TEXTURE_PX)."""
    rim = frame.mean[[row_of(point) for point in _JAW if point in _known()]]
    brows = frame.mean[[row_of(point) for point in (*at.RIGHT_BROW, *at.LEFT_BROW) if point in _known()]]
    high = brows[:, 1].mean() + _FOREHEAD_SHARE * (frame.mean[row_of(at.FOREHEAD), 1] - brows[:, 1].mean())
    rim = np.concatenate([rim, [[brows[:, 0].max(), high], [brows[:, 0].min(), high]]])
    rim = rim.mean(0) + _SHRINK * (rim - rim.mean(0))
    zone = np.zeros((SIZE_PX, SIZE_PX), np.float32)
    cv2.fillPoly(zone, [cv2.convexHull(np.round(rim).astype(np.int32))], 1.0)
    return shrink(cv2.GaussianBlur(zone, (0, 0), _SOFT_PX))


def _known() -> set[int]:
    return set(mesh_points().tolist())


def pixel_weights() -> Floats:
    """How much a pixel of the mean frame counts, (TEXTURE_PX, TEXTURE_PX): the face most."""
    y, x = np.mgrid[0:TEXTURE_PX, 0:TEXTURE_PX].astype(np.float32) * (SIZE_PX / TEXTURE_PX)
    return np.asarray(0.5 + 1.5 * np.exp(-(((x - 159.5) / 68) ** 2 + ((y - 170) / 81) ** 2)), np.float32)


def shrink(picture: Picture | Floats) -> Floats:
    """A picture at the linear part's size."""
    return np.asarray(cv2.resize(picture, (TEXTURE_PX, TEXTURE_PX), interpolation=cv2.INTER_AREA), np.float32)
