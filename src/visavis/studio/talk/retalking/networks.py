"""The three imported networks of VideoReTalking (Cheng et al., SIGGRAPH Asia 2022), run by ONNX Runtime."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from visavis.engines.catalogue import Published
from visavis.engines.choosing import chosen, identify
from visavis.engines.onnx import BrokenWeights, open_imported
from visavis.kit.text import Text
from visavis.media.values import RGB

Floats: TypeAlias = NDArray[np.float32]

FACE_PX, LIPS_PX, COEFFICIENT_PX = 384, 96, 256
"""Sides of what ENet, LNet and DNet draw."""
COEFFICIENTS, WINDOW = 73, 26

_LICENCE = (
    "Apache-2.0, as the repository says of itself; it names no other licence for the weights, and its notes forbid "
    "deceiving anybody or using a likeness without consent"
)
_ORIGIN = "github.com/OpenTalker/video-retalking (its README links to the folder of weights)"


def _published(kind: str, purpose: Text, inputs: str, outputs: str, megabytes: int) -> Published:
    """No hash is stated by the makers, so none is listed."""
    return Published(kind, "torch", purpose, "Apache-2.0", _LICENCE, False, _ORIGIN, inputs, outputs, megabytes)


DNET = _published(
    "dnet",
    Text(
        ko="영상 속 얼굴을 평온한 표정으로 고정(VideoReTalking 1단계, 3DMM 계수 파일 필요)",
        en="Gives every filmed face one calm expression (VideoReTalking's first stage; needs a file of 3DMM "
        "coefficients)",
    ),
    "face float32 (n, 3, 256, 256) RGB in [-1, 1]; coefficients float32 (n, 73, 26)",
    "picture float32 (n, 3, 256, 256) RGB in [-1, 1]",
    90,
)
LNET = _published(
    "lnet",
    Text(
        ko="소리를 따라 움직이는 입 모양(VideoReTalking 2단계, 얼굴 96픽셀)",
        en="Lips that follow any sound (VideoReTalking's second stage, faces at 96 px)",
    ),
    "mel float32 (n, 1, 80, 16) in [-4, 4]; faces float32 (n, 6, 96, 96) BGR in [0, 1]: lower half 0; reference",
    "picture float32 (n, 3, 96, 96) BGR in [0, 1]",
    511,
)
ENET = _published(
    "enet",
    Text(
        ko="LNet이 그린 얼굴을 384픽셀로 선명하게(VideoReTalking 3단계)",
        en="Makes LNet's faces sharp at 384 px (VideoReTalking's third stage)",
    ),
    "lips float32 (n, 3, 96, 96) BGR in [0, 1], as LNet draws them; reference float32 (n, 3, 384, 384) BGR in [0, 1]",
    "picture float32 (n, 3, 384, 384) BGR, about [0, 1]",
    125,
)
WEIGHTS: tuple[Published, ...] = (DNET, LNET, ENET)


class ImportedNetwork:
    """One graph of the library. Raises Unavailable when it isn't there, and what ``open_imported`` raises."""

    def __init__(self, weights: Published, probe: Mapping[str, tuple[int, ...]]) -> None:
        """``probe``: the inputs' shapes, with which it is run once."""
        self.name = weights.kind
        model = chosen(weights.kind)
        self.size_bytes, self.weights_sha256 = model.size_bytes, identify(model)
        self._session = open_imported(model)
        try:
            self.run({name: np.zeros(shape, np.float32) for name, shape in probe.items()})
        except Exception as error:  # the runtime raises types of its own for each way in which a file can be broken
            raise BrokenWeights(model) from error

    def run(self, given: Mapping[str, Floats]) -> Floats:
        return np.asarray(self._session.run(["picture"], dict(given))[0], np.float32)


class DNet(ImportedNetwork):
    """Faces as other coefficients have them."""

    def __init__(self) -> None:
        side = COEFFICIENT_PX
        super().__init__(DNET, {"face": (1, 3, side, side), "coefficients": (1, COEFFICIENTS, WINDOW)})

    def draw(self, faces: RGB, coefficients: Floats) -> RGB:
        """Faces (n, 256, 256, 3) with coefficients (n, 73, 26), as faces of the same shape."""
        given = faces.transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1
        made = (self.run({"face": given, "coefficients": coefficients}) + 1) / 2
        return _to_pixels(made)


class LNet(ImportedNetwork):
    """Small faces whose lower half belongs to a sound."""

    def __init__(self) -> None:
        side = LIPS_PX
        super().__init__(LNET, {"mel": (1, 1, 80, 16), "faces": (1, 6, side, side)})

    def draw(self, heard: Floats, faces: RGB, references: RGB) -> Floats:
        """Mel windows (n, 80, 16), faces and references (n, 384, 384, 3), to BGR (n, 3, 96, 96) in [0, 1]."""
        hidden = to_bgr(faces)
        hidden[:, :, FACE_PX // 2 :] = 0
        given = np.concatenate([_quartered(hidden), _quartered(to_bgr(references))], axis=1)
        return self.run({"mel": heard[:, None], "faces": given})


class ENet(ImportedNetwork):
    """LNet's faces at 384 px."""

    def __init__(self) -> None:
        super().__init__(ENET, {"lips": (1, 3, LIPS_PX, LIPS_PX), "reference": (1, 3, FACE_PX, FACE_PX)})

    def draw(self, lips: Floats, references: RGB) -> Floats:
        """To BGR (n, 3, 384, 384), about [0, 1]."""
        return self.run({"lips": lips, "reference": to_bgr(references)})


def to_bgr(pictures: RGB) -> Floats:
    """(n, S, S, 3) to (n, 3, S, S) in [0, 1], in the official code's order of colours."""
    return np.asarray(pictures[..., ::-1].transpose(0, 3, 1, 2), np.float32) / np.float32(255)


def from_bgr(pictures: Floats) -> RGB:
    return np.ascontiguousarray(_to_pixels(pictures)[..., ::-1])


def _to_pixels(pictures: Floats) -> RGB:
    return np.asarray(np.round(pictures.clip(0, 1) * 255).astype(np.uint8).transpose(0, 2, 3, 1), np.uint8)


def _quartered(pictures: Floats) -> Floats:
    """384 px to 96 px by linear interpolation: the mean of the middle four of every 4 × 4 pixels."""
    number, channels = pictures.shape[:2]
    cells = pictures.reshape(number, channels, LIPS_PX, 4, LIPS_PX, 4)[:, :, :, 1:3, :, 1:3]
    return np.asarray(cells.mean((3, 5)), np.float32)
