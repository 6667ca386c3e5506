"""FaceShifter (Li et al. 2020) with weights that the user imported: AEI-Net of mindslab or of GHOST, and its HEAR-Net
where one was imported too.

Both take what hides the target's face for a part of it and keep it at best roughly, which HEAR-Net mends; hands, hair
and glasses stay as in the photo here in any case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card, Entry
from visavis.engines.catalogue import Published
from visavis.engines.choosing import card_with, chosen, why_not
from visavis.engines.imported import library, list_imported
from visavis.engines.onnx import BrokenWeights, open_imported
from visavis.face.align import five_points
from visavis.face.identity.arcface import SIDE_PX as IDENTITY_PX
from visavis.face.likeness import Code
from visavis.face.mesh import FaceMesh
from visavis.face.tone import Colours
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.studio.swap.crops import Lay, Matrix, cut_out, lay_by_pose, lay_ffhq, narrowed
from visavis.studio.swap.engine import SwapEngine
from visavis.studio.swap.network import (
    NetworkSwap,
    fitting_encoder,
    picture,
    tensor,
    why_neither,
)

SIDE_PX = 256
_GHOST_FILES = "https://github.com/sberbank-ai/sber-swap/releases/download/sber-swap-v2.0/"

WEIGHTS: tuple[Published, ...] = (
    Published(
        kind="aeinet",
        form="torch",
        purpose=Text(
            ko="FaceShifter의 AEI-Net(mindslab): 얼굴을 다른 신원으로 바꿉니다. 학습에 쓴 인코더가 필요합니다.",
            en="FaceShifter's AEI-Net (mindslab): gives a face another identity. Needs the encoder of its training.",
        ),
        licence_code="BSD-3-Clause",
        licence_weights="that of the checkpoint; mindslab publishes code only, without weights of AEI-Net",
        non_commercial=False,
        origin="github.com/mindslab-ai/faceshifter, or the lab: python -m visavis.lab.faceshifter",
        inputs="target RGB (n, 3, 256, 256) in [0, 1]; identity (n, 256) of length 1",
        outputs="picture RGB (n, 3, 256, 256) in [0, 1]",
        megabytes=1760,
        licence_varies=True,
    ),
    Published(
        kind="ghost",
        form="torch",
        purpose=Text(
            ko="GHOST의 AEI-Net(블록 2개): 얼굴을 다른 신원으로 바꿉니다. GHOST의 ArcFace 인코더가 필요합니다.",
            en="GHOST's AEI-Net (two blocks): gives a face another identity. Needs GHOST's ArcFace encoder.",
        ),
        licence_code="Apache-2.0",
        licence_weights="Apache-2.0 as GHOST's repository; its training data (VGGFace2) is for research. "
        "taotaonice states no licence",
        non_commercial=False,
        origin="github.com/ai-forever/ghost (G_unet_2blocks.pth), or an AEI-Net of taotaonice/FaceShifter",
        inputs="target RGB (n, 3, 256, 256) in [−1, 1]; identity (n, 512) as ArcFace gives it",
        outputs="picture RGB (n, 3, 256, 256) in [−1, 1]",
        megabytes=740,
        address=_GHOST_FILES,
    ),
    Published(
        kind="hearnet",
        form="torch",
        purpose=Text(
            ko="FaceShifter의 HEAR-Net(mindslab 구현): aeinet의 결과에서 잃은 가림과 세부를 되살립니다.",
            en="FaceShifter's HEAR-Net (mindslab): mends what aeinet's result lost. Serves as soon as it is imported.",
        ),
        licence_code="BSD-3-Clause",
        licence_weights="that of the checkpoint; mindslab publishes code only",
        non_commercial=False,
        origin="github.com/mindslab-ai/faceshifter",
        inputs="pair (n, 6, 256, 256): aeinet's result in [0, 1], and the target less its own reconstruction",
        outputs="picture RGB (n, 3, 256, 256), about [0, 1]",
        megabytes=25,
        licence_varies=True,
    ),
    Published(
        kind="hearnet-taotao",
        form="torch",
        purpose=Text(
            ko="FaceShifter의 HEAR-Net(taotaonice 구현): ghost의 결과에서 잃은 가림과 세부를 되살립니다.",
            en="FaceShifter's HEAR-Net (taotaonice): mends what ghost's result lost. Serves as soon as it is imported.",
        ),
        licence_code="none stated",
        licence_weights="none stated: ask its author before any use",
        non_commercial=True,
        origin="github.com/taotaonice/FaceShifter",
        inputs="pair (n, 6, 256, 256): ghost's result in [−1, 1], and the target less its own reconstruction",
        outputs="picture RGB (n, 3, 256, 256) in [−1, 1]",
        megabytes=67,
    ),
)


@dataclass(frozen=True)
class Variant:
    """``low``: pictures lie in [low, 1]; ``lay``: how faces are cut out; ``own_crop``: whether the encoder sees such a
    crop, and its vector stays as long as it comes; else ArcFace's crop, and length 1."""

    kind: str
    hear: str
    low: float
    lay: Lay
    own_crop: bool


AEINET = Variant("aeinet", "hearnet", 0.0, lay_ffhq, own_crop=False)
GHOST = Variant("ghost", "hearnet-taotao", -1.0, lay_by_pose, own_crop=True)
VARIANTS = (AEINET, GHOST)


def entries() -> tuple[Entry[SwapEngine], ...]:
    """The rows of the shelf."""
    return tuple(_entry(variant) for variant in VARIANTS)


def _entry(variant: Variant) -> Entry[SwapEngine]:
    def load() -> SwapEngine:
        return NetworkSwap(FaceShifter(variant))

    return Entry(card(variant), load, lambda: _why_not(variant), variant.kind)


def _why_not(variant: Variant) -> Text | None:
    return why_neither(variant.kind) or (why_not(variant.hear) if _wants_hear(variant) else None)


def _wants_hear(variant: Variant) -> bool:
    return bool(list_imported(library().models, variant.hear))


def _published(variant: Variant) -> Published:
    return next(one for one in WEIGHTS if one.kind == variant.kind)


def card(variant: Variant) -> Card:
    """The card of an engine before its weights are known."""
    published = _published(variant)
    return Card(
        name=variant.kind,
        kind="neural",
        good_at=Text(
            ko="직접 가져온 FaceShifter 계열 네트워크({k}). 표정과 방향은 사진 그대로 두고 신원을 바꿉니다. 256px.",
            en="A network of FaceShifter's family ({k}) that you imported: expression and pose stay, identity changes; "
            "256 px.",
        ).fill(k=variant.kind),
        licence_code="Apache-2.0",
        licence_weights=published.licence_weights,
        origin=f"imported by the user: `visavis models card {variant.kind}`",
        inputs="RGB uint8 (H, W, 3), any size, and a portrait",
        outputs="RGB uint8 (H, W, 3) and a mask float32 (H, W)",
        non_commercial=published.non_commercial,
    )


class FaceShifter:
    """Keeps Painter. Raises Unavailable, BrokenWeights and WrongEncoder."""

    side_px = SIDE_PX

    def __init__(self, variant: Variant) -> None:
        weights = chosen(variant.kind)
        self._variant, self._net = variant, open_imported(weights)
        shapes = {one.name: one.shape for one in self._net.get_inputs()}
        if shapes.keys() != {"target", "identity"}:
            raise BrokenWeights(weights)
        self._encoder = fitting_encoder(variant.kind, shapes["identity"][1])
        # a network of the lab may have been trained on narrower crops
        self._crop_share = float(self._net.get_modelmeta().custom_metadata_map.get("crop_share", 1))
        self._hear = open_imported(chosen(variant.hear)) if _wants_hear(variant) else None
        varies = _published(variant).licence_varies
        self.card = card_with(card(variant), weights, varies)

    def lay(self, points: NDArray[np.float32], side_px: int) -> Matrix:
        return narrowed(self._variant.lay(points, side_px), side_px, self._crop_share)

    def identify(self, picture: RGB, face: FaceMesh) -> Code:
        if not self._variant.own_crop:
            return self._encoder.encode(picture, face)
        matrix = self.lay(five_points(face), IDENTITY_PX)
        return self._encoder.read(cut_out(picture, matrix, IDENTITY_PX))

    def paint(self, crop: RGB, identity: Code, own: Callable[[], Code]) -> Colours:
        target = tensor(crop, self._variant.low)
        made = self._run(target, identity)
        if self._hear is not None:
            lost = target - self._run(target, own())
            made = self._hear.run(None, {"pair": np.concatenate([made, lost], axis=1)})[0]
        return picture(made, self._variant.low)

    def _run(self, target: Colours, identity: Code) -> Colours:
        return np.asarray(self._net.run(None, {"target": target, "identity": identity[None]})[0], np.float32)
