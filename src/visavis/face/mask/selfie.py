"""The embedded mask engine: MediaPipe selfie segmentation, whose network is inside its wheel."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from visavis.engines import Card
from visavis.face.solutions import Solution
from visavis.kit.text import Text
from visavis.media.values import RGB, Mask

CARD = Card(
    name="selfie",
    kind="embedded",
    good_at=Text(
        ko="카메라에서 2 m 안에 있는 사람의 상반신을 배경과 나눕니다.",
        en="Head and shoulders of people within two metres of the camera.",
    ),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0",
    origin="MediaPipe 0.10.21, selfie_segmentation.tflite (inside the wheel)",
    inputs="RGB uint8 (H, W, 3), any size",
    outputs="float32 (H, W) in [0, 1]",
)


class SelfieMask:
    """MediaPipe selfie segmentation, the general 256 × 256 network."""

    card = CARD

    def __init__(self) -> None:
        self._network: Solution[Any] = Solution(lambda s: s.selfie_segmentation.SelfieSegmentation(0))

    def cut_out(self, image: RGB) -> Mask:
        mask = np.asarray(self._network.process(image).segmentation_mask, np.float32)
        if mask.shape != image.shape[:2]:
            mask = np.asarray(cv2.resize(mask, (image.shape[1], image.shape[0])), np.float32)
        return np.clip(mask, 0.0, 1.0)
