"""The engines ``gfpgan`` and ``restoreformer``, over weights that the user brings: docs/models/gfpgan.md."""

from __future__ import annotations

from visavis.engines import Card
from visavis.engines.catalogue import Published
from visavis.kit.text import Text
from visavis.studio.restore import prior

SIDE_PX = 512
_INPUTS = "face float32 (n, 3, 512, 512) in [-1, 1]: RGB, upright as in FFHQ"
_OUTPUTS = "picture float32 (n, 3, 512, 512), about [-1, 1]"

WEIGHTS = Published(
    kind="gfpgan",
    form="torch",
    purpose=Text(ko="심하게 손상된 얼굴 복원 (512px)", en="Restoring badly worn faces, at 512 px"),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0; its LICENSE names parts of NVIDIA's and DFDNet's that are non-commercial",
    non_commercial=False,
    origin="TencentARC/GFPGAN, Wang et al. 2021",
    inputs=_INPUTS,
    outputs=_OUTPUTS,
    megabytes=349,
    hashes={
        "GFPGANv1.4.pth": "e2cd4703ab14f4d01fd1383a8a8b266f9a5833dacee8e6a79d3bf21a1b6be5ad",
        "GFPGANv1.3.pth": "c953a88f2727c85c3d9ae72e2bd4846bbaf59fe6972ad94130e23e7017524a70",
    },
    address="https://github.com/TencentARC/GFPGAN/releases/download/v1.3.0",
)

RESTOREFORMER = Published(
    kind="restoreformer",
    form="torch",
    purpose=Text(ko="심하게 손상된 얼굴 복원 (512px, spandrel 필요)", en="Restoring worn faces, through spandrel"),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0 (wzhouxiff/RestoreFormer)",
    non_commercial=False,
    origin="wzhouxiff/RestoreFormer, Wang et al. 2022; read with spandrel",
    inputs=_INPUTS,
    outputs=_OUTPUTS,
    megabytes=291,
)

_PICTURES = "RGB uint8 (H, W, 3), any size", "RGB uint8 (scale H, scale W, 3) and a mask float32 of the same size"

CARD = Card(
    name="gfpgan",
    kind="neural",
    good_at=Text(
        ko="작거나 심하게 손상된 얼굴. 없는 세부를 지어내므로 닮음이 달라질 수 있습니다.",
        en="Faces that are tiny or badly worn. It makes up what isn't there: a likeness may change.",
    ),
    licence_code="Apache-2.0",
    licence_weights=WEIGHTS.licence_weights,
    origin="imported by the user: `visavis models card gfpgan`",
    inputs=_PICTURES[0],
    outputs=_PICTURES[1],
)

RESTOREFORMER_CARD = Card(
    name="restoreformer",
    kind="neural",
    good_at=CARD.good_at,
    licence_code="Apache-2.0",
    licence_weights=RESTOREFORMER.licence_weights,
    origin="imported by the user: `visavis models card restoreformer`",
    inputs=_PICTURES[0],
    outputs=_PICTURES[1],
)

ENTRIES = (
    prior.entry(CARD, SIDE_PX, prior.FFHQ),
    prior.entry(RESTOREFORMER_CARD, SIDE_PX, prior.FFHQ),
)
