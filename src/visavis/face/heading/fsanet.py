"""FSA-Net (Yang et al. 2019) as a judge of head pose, from weights that the user imported."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card
from visavis.engines.catalogue import Published
from visavis.engines.choosing import card_with, chosen
from visavis.engines.onnx import open_imported
from visavis.face.heading.engine import Heading
from visavis.face.landmarks import FACE_POINTS
from visavis.face.mesh.engine import FaceMesh
from visavis.kit.text import Text
from visavis.media.values import RGB

KIND = "fsanet"
SIDE_PX = 64
_MARGIN = 0.4
"""Share of the face's box added on each side: the best of 0 … 0.5 on Pointing'04 for tilt, near the best for yaw."""

WEIGHTS = Published(
    kind=KIND,
    form="onnx",
    purpose=Text(
        ko="고개 방향(좌우·상하·기울기)을 사진에서 바로 읽어 내장 엔진과 비교합니다.",
        en="Reads the head's direction from the picture itself, to compare the embedded engine with.",
    ),
    licence_code="MIT",
    licence_weights="MIT",
    non_commercial=False,
    origin="github.com/omasaht/headpose-fsanet-pytorch (FSA-Net 1x1, trained on 300W-LP)",
    inputs="face crop BGR (n, 3, 64, 64), (value − 127.5) / 128",
    outputs="yaw, pitch, roll in degrees (n, 3)",
    megabytes=1,
    hashes={"fsanet-1x1-iter-688590.onnx": "d85e90cb4b9d3a87e81bbfdcfcd130cbe0e175407042e439a570aa396c44eda6"},
)

CARD = Card(
    name=KIND,
    kind="neural",
    good_at=Text(
        ko="얼굴 점과 무관하게 고개 방향을 판단하는 독립 심판입니다.",
        en="A judge of head pose that doesn't depend on the mesh's points.",
    ),
    licence_code="MIT",
    licence_weights="MIT",
    origin="imported by the user: `visavis models card fsanet`",
    inputs="RGB uint8 (H, W, 3) and a face mesh (478, 3)",
    outputs="yaw, pitch and roll in degrees",
    measured={"Pointing'04": "yaw 4.8°, tilt 7.2° mean absolute error, leave one person out (make bench)"},
)


class FsaNet:
    """Keeps HeadingEngine. Raises Unavailable where no weights serve."""

    def __init__(self) -> None:
        weights = chosen(KIND)
        self.card = card_with(CARD, weights)
        self._net = open_imported(weights)
        self._input = self._net.get_inputs()[0].name

    def read(self, image: RGB, face: FaceMesh) -> Heading:
        yaw, pitch, roll = self._net.run(None, {self._input: face_crop(image, face)})[0][0]
        return Heading(float(yaw), float(pitch), -float(roll))  # its roll grows towards the other shoulder


def face_crop(image: RGB, face: FaceMesh) -> NDArray[np.float32]:
    """The face with some of what surrounds it, as the network wants it: float32 (1, 3, 64, 64), blue first."""
    points = face.points[:FACE_POINTS, :2]
    low, high = points.min(0), points.max(0)
    (left, top), (right, bottom) = np.maximum(0, low - _MARGIN * (high - low)), high + _MARGIN * (high - low)
    left, top = min(left, image.shape[1] - 1), min(top, image.shape[0] - 1)  # of a face at the picture's very edge
    rows, columns = slice(int(top), max(int(bottom), int(top) + 1)), slice(int(left), max(int(right), int(left) + 1))
    crop = cv2.resize(image[rows, columns, ::-1], (SIDE_PX, SIDE_PX))
    return np.asarray((crop.transpose(2, 0, 1)[None] - 127.5) / 128, np.float32)
