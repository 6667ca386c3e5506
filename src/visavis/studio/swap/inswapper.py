"""inswapper of InsightFace, from the ONNX file that its makers published, with an identity encoder of the user's.

A person is an ArcFace vector times a matrix that lies in the file unread by any node: it is known by its shape.
"""

from __future__ import annotations

from collections.abc import Callable
from mmap import ACCESS_READ, mmap
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card, Entry
from visavis.engines.catalogue import Published
from visavis.engines.choosing import GRAPH, card_with, chosen
from visavis.engines.imported import Imported
from visavis.engines.onnx import BrokenWeights, open_imported
from visavis.engines.onnx_file import find_constants
from visavis.face.likeness import Code
from visavis.face.mesh import FaceMesh
from visavis.face.tone import Colours
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.studio.swap.crops import Matrix, lay_inswapper
from visavis.studio.swap.engine import SwapEngine
from visavis.studio.swap.network import (
    NetworkSwap,
    fitting_encoder,
    picture,
    tensor,
    why_neither,
)

KIND = "inswapper"
SIDE_PX, IDENTITY = 128, 512

WEIGHTS = Published(
    kind=KIND,
    form="onnx",
    purpose=Text(
        ko="inswapper_128: 얼굴을 다른 신원으로 바꿉니다. InsightFace의 512차원 인코더(w600k_r50)가 필요합니다.",
        en="inswapper_128: gives a face another identity. Needs InsightFace's encoder of 512 numbers (w600k_r50).",
    ),
    licence_code="MIT",
    licence_weights="non-commercial research only (InsightFace)",
    non_commercial=True,
    origin="github.com/deepinsight/insightface; its makers no longer hand the file out themselves",
    inputs="target RGB (1, 3, 128, 128) in [0, 1]; source (1, 512) of length 1: the encoder's vector times the matrix",
    outputs="RGB (1, 3, 128, 128) in [0, 1]",
    megabytes=554,
    hashes={"inswapper_128.onnx": "e4a3f08c753cb72d04e10aa0f7dbe3deebbf39567d4ead6dce08e98aa49e16af"},
)

CARD = Card(
    name=KIND,
    kind="neural",
    good_at=Text(
        ko="직접 가져온 inswapper_128. 닮음이 강하지만 128px이고, 비상업적 연구용입니다.",
        en="inswapper_128 that you imported: strong likeness, but 128 px, and for non-commercial research only.",
    ),
    licence_code="Apache-2.0",
    licence_weights=WEIGHTS.licence_weights,
    origin=f"imported by the user: `visavis models card {KIND}`",
    inputs="RGB uint8 (H, W, 3), any size, and a portrait",
    outputs="RGB uint8 (H, W, 3) and a mask float32 (H, W)",
    non_commercial=True,
)


def entry() -> Entry[SwapEngine]:
    """The row of the shelf."""
    return Entry(CARD, lambda: NetworkSwap(InSwapper()), lambda: why_neither(KIND), KIND)


class InSwapper:
    """Keeps Painter. Raises Unavailable, BrokenWeights and WrongEncoder."""

    side_px = SIDE_PX

    def __init__(self) -> None:
        weights = chosen(KIND)
        self._encoder = fitting_encoder(KIND, IDENTITY)
        self._net = open_imported(weights)
        self._matrix = read_matrix(weights)
        self._target, self._source = _ends(self._net, weights)
        self.card = card_with(CARD, weights)

    def lay(self, points: NDArray[np.float32], side_px: int) -> Matrix:
        return lay_inswapper(points, side_px)

    def identify(self, picture: RGB, face: FaceMesh) -> Code:
        code = self._encoder.encode(picture, face) @ self._matrix
        return np.asarray(code / max(float(np.linalg.norm(code)), 1e-9), np.float32)

    def paint(self, crop: RGB, identity: Code, own: Callable[[], Code]) -> Colours:
        made = self._net.run(None, {self._target: tensor(crop, 0), self._source: identity[None]})[0]
        return picture(made, 0)


def read_matrix(weights: Imported) -> NDArray[np.float32]:
    """The only matrix (512, 512) of the file, or the only one that no node reads. Raises BrokenWeights."""
    try:
        with (weights.folder / GRAPH).open("rb") as file:
            found = find_constants(memoryview(mmap(file.fileno(), 0, access=ACCESS_READ)), (IDENTITY, IDENTITY))
    except (OSError, ValueError) as error:  # NotProtobuf is a ValueError, and so is mapping an empty file
        raise BrokenWeights(weights) from error
    if len(found) != 1:
        raise BrokenWeights(weights)
    return found[0]


def _ends(net: Any, weights: Imported) -> tuple[str, str]:
    """The names of the inputs for the target and the source, which are known by their shapes."""
    by_rank = {len(one.shape): one.name for one in net.get_inputs()}
    if set(by_rank) != {2, 4}:
        raise BrokenWeights(weights)
    return by_rank[4], by_rank[2]
