"""How far apart faces are, by an independent face-embedding network: the judge, never a part of the making."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from visavis.lab.cast.shape import similarity
from visavis.media.values import RGB
from visavis.studio.dress.canvas import Points

_ARCFACE = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]]
)
_MEAN, _STD = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])


class Judge:
    """MobileFaceNet (foamliu, Apache-2.0, shared/data/weights) on 112 px crops aligned by five points."""

    def __init__(self, weights: Path) -> None:
        self._net = onnxruntime.InferenceSession(str(weights), providers=["CPUExecutionProvider"])

    def embed(self, picture: RGB, points: Points) -> NDArray[np.float64]:
        """A vector of length 1; the scalar product of two is their cosine similarity."""
        crop = self._crop(picture, points)
        whole = self._one(crop) + self._one(crop[:, ::-1])
        return np.asarray(whole / np.linalg.norm(whole), np.float64)

    def _crop(self, picture: RGB, points: Points) -> RGB:
        eyes = [points[[33, 133]].mean(0), points[[362, 263]].mean(0)]
        five = np.array([*eyes, points[4], points[61], points[291]])
        matrix, shift = similarity(five, _ARCFACE)
        move = np.c_[matrix, shift].astype(np.float32)
        return np.asarray(cv2.warpAffine(picture, move, (112, 112), flags=cv2.INTER_AREA), np.uint8)

    def _one(self, crop: RGB) -> NDArray[np.float64]:
        tensor = ((crop / 255 - _MEAN) / _STD).transpose(2, 0, 1)[None].astype(np.float32)
        return np.asarray(self._net.run(None, {self._net.get_inputs()[0].name: tensor})[0][0], np.float64)


def degrees(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    """The angle between two embeddings."""
    return float(np.degrees(np.arccos(np.clip(a @ b, -1, 1))))
