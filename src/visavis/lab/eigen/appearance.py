"""The appearance model: one linear space of shape and colour (Cootes, Edwards, Taylor 2001).

A face is ``mean + latent @ basis`` in colour and in shape. Latents are whitened: over the training faces and their
mirror images every component has mean 0 and variance 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.lab.eigen.data import Face
from visavis.studio.generate.frame import SIZE_PX, MeanFrame, Picture, Shape, warp
from visavis.studio.generate.shape import mirrored, ring_mask

TEXTURE_PX = 128
"""Side of the linear part's pictures: what is finer is the finishing network's work."""
_SHAPE_SHARE = 1.0
"""Weight of shape variance beside colour variance in the common space."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Appearance:
    """``colour`` (k, TEXTURE_PX, TEXTURE_PX, 4) and ``shape`` (k, n, 2) for each latent component, with their means."""

    frame: MeanFrame
    mean_colour: Floats
    colour: Floats
    shape: NDArray[np.float64]

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


def fit(faces: list[Face], frame: MeanFrame, pictures: Floats, components: int) -> tuple[Appearance, Floats, Floats]:
    """The model and the latents (n, k) of the faces and of their mirror images."""
    small = np.array([shrink(picture) for picture in pictures])
    small = np.concatenate([small, small[:, :, ::-1]])
    shapes = np.array([face.shape for face in faces] + [mirrored(face.shape) for face in faces])
    weight = np.sqrt(pixel_weights())[..., None]
    mean_colour = small.mean(0)
    colour = ((small - mean_colour) * weight).reshape(len(small), -1).astype(np.float64)
    shape = (shapes - frame.mean).reshape(len(shapes), -1)
    shape_scale = np.sqrt(_SHAPE_SHARE * (colour**2).sum() / (shape**2).sum())
    gram = colour @ colour.T + shape_scale**2 * (shape @ shape.T)
    values, vectors = np.linalg.eigh(gram)
    top = np.argsort(-values)[:components]
    latents = vectors[:, top] * np.sqrt(len(small))
    scale = latents.T / len(small)  # least squares on whitened, orthogonal latents
    model = Appearance(
        frame,
        mean_colour.astype(np.float32),
        ((scale @ colour).reshape(-1, TEXTURE_PX, TEXTURE_PX, 4) / weight).astype(np.float32),
        (scale @ shape).reshape(len(scale), -1, 2),
    )
    straight, flipped = np.split(latents.astype(np.float32), 2)
    return model, straight, flipped


def pixel_weights() -> Floats:
    """How much a pixel of the mean frame counts, (TEXTURE_PX, TEXTURE_PX): the face most, clothes least."""
    y, x = np.mgrid[0:TEXTURE_PX, 0:TEXTURE_PX].astype(np.float32) * (SIZE_PX / TEXTURE_PX)
    face = np.exp(-(((x - 127.5) / 75) ** 2 + ((y - 145) / 90) ** 2))
    clothes = 1 / (1 + np.exp(-(y - 222) / 8))
    return np.asarray((0.5 + 1.5 * face) * (1 - 0.8 * clothes), np.float32)


def shrink(picture: Picture) -> Floats:
    """A picture at the linear part's size."""
    return np.asarray(cv2.resize(picture, (TEXTURE_PX, TEXTURE_PX), interpolation=cv2.INTER_AREA), np.float32)
