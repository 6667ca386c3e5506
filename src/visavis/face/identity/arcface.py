"""Identity encoders in ArcFace's manner (Deng et al. 2019) as ONNX, from weights that the user imported.

A face is cut out upright on five points to 112 px, RGB. Most encoders want values in [-1, 1]; foamliu's MobileFaceNet
(Chen et al. 2018) wants ImageNet's mean and deviation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card
from visavis.engines.catalogue import Published
from visavis.engines.choosing import card_with, chosen
from visavis.engines.onnx import open_imported
from visavis.face.align import align_face
from visavis.face.likeness import Code
from visavis.face.mesh.engine import FaceMesh
from visavis.kit.text import Text
from visavis.media.values import RGB

KIND = "arcface"
SIDE_PX = 112
_MOBILEFACENET = "b7120c095d60094f28a4a54ba6a8bf51b297a6273fb40ef6350dfec1f63d9507"

WEIGHTS = Published(
    kind=KIND,
    form="onnx",
    purpose=Text(
        ko="얼굴의 신원 벡터를 만듭니다(얼굴 교체 네트워크의 입력, 닮은 정도 측정). "
        "구조가 ArcFace 방식(112 px, 다섯 점 정렬)인 ONNX 인코더면 됩니다.",
        en="Turns a face into an identity vector, which face-swapping networks take and likeness is measured by. "
        "Any ONNX encoder in ArcFace's manner (112 px, aligned on five points).",
    ),
    licence_code="Apache-2.0",
    licence_weights="that of the encoder; foamliu's MobileFaceNet: Apache-2.0; InsightFace's: non-commercial research",
    non_commercial=False,
    origin="github.com/foamliu/MobileFaceNet, or another encoder of your own",
    inputs="face RGB (n, 3, 112, 112), (value − 127.5) / 127.5; MobileFaceNet: ImageNet's mean and deviation",
    outputs="identity (n, d)",
    megabytes=4,
    hashes={"foamliu_MobileFaceNet.onnx": _MOBILEFACENET},
    licence_varies=True,
)

CARD = Card(
    name=KIND,
    kind="neural",
    good_at=Text(
        ko="같은 사람의 다른 사진을 알아보는 신원 벡터. 얼굴 교체 네트워크가 사용합니다.",
        en="Identity vectors that stay the same in a person's other photos; face-swapping networks take them.",
    ),
    licence_code="Apache-2.0",
    licence_weights="that of the encoder, accepted when it was imported",
    origin="imported by the user: `visavis models card arcface`",
    inputs="RGB uint8 (H, W, 3) and a face mesh (478, 3)",
    outputs="float32 (d,) of length 1; d is the encoder's, 512 for ArcFace",
)


@dataclass(frozen=True)
class Scaling:
    """What an encoder wants of a value in [0, 255]: (value − mean) / deviation for each colour."""

    mean: tuple[float, ...] = (127.5,) * 3
    deviation: tuple[float, ...] = (127.5,) * 3

    def apply(self, crop: RGB) -> NDArray[np.float32]:
        mean, deviation = (np.array(one, np.float32) for one in (self.mean, self.deviation))
        scaled = (crop.astype(np.float32) - mean) / deviation
        return np.asarray(scaled.transpose(2, 0, 1)[None], np.float32)


_IMAGENET = Scaling((123.675, 116.28, 103.53), (58.395, 57.12, 57.375))
_SCALINGS = {_MOBILEFACENET: _IMAGENET}
"""By SHA-256 of the published file: those that want something else than the rest."""


def scaling_of(sha256: str) -> Scaling:
    """What the encoder in the file with this hash wants."""
    return _SCALINGS.get(sha256, Scaling())


class ArcFace:
    """Keeps IdentityEngine. Raises Unavailable where no weights serve."""

    def __init__(self) -> None:
        weights = chosen(KIND)
        self.card = card_with(CARD, weights, licence_varies=True)
        self._scaling = scaling_of(str(weights.record.get("source_sha256")))
        self._net = open_imported(weights)
        self._input = self._net.get_inputs()[0].name

    def encode(self, picture: RGB, mesh: FaceMesh) -> Code:
        crop, _ = align_face(picture, mesh, SIDE_PX)
        code = self.read(crop)
        return code / max(np.linalg.norm(code), np.float32(1e-9))

    def read(self, crop: RGB) -> Code:
        """What the encoder itself says of an upright face (112, 112, 3): (d,), of any length."""
        return np.asarray(self._net.run(None, {self._input: self._scaling.apply(crop)})[0][0], np.float32)
