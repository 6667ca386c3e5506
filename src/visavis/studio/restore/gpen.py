"""The engines ``gpen256`` and ``gpen512``, over weights that the user brings: docs/models/gpen.md."""

from __future__ import annotations

from visavis.engines import Card
from visavis.engines.catalogue import Published
from visavis.kit.text import Text
from visavis.studio.restore import prior

_TERMS = "academic and non-commercial use only (README of yangxy/GPEN, © Alibaba)"
_MAKERS = "https://public-vigen-video.oss-cn-shanghai.aliyuncs.com/robin/models"


def _weights(side_px: int, megabytes: int, sha256: str) -> Published:
    return Published(
        kind=f"gpen{side_px}",
        form="torch",
        purpose=Text(ko="손상된 얼굴 복원 ({s}px)", en="Restoring worn faces, at {s} px").fill(s=side_px),
        licence_code=_TERMS,
        licence_weights=_TERMS,
        non_commercial=True,
        origin=f"yangxy/GPEN, Yang et al. 2021: GPEN-BFR-{side_px}.pth at {_MAKERS}, or its ONNX file",
        inputs=f"face float32 (n, 3, {side_px}, {side_px}) in [-1, 1]: RGB, upright",
        outputs=f"picture float32 (n, 3, {side_px}, {side_px}), about [-1, 1]",
        megabytes=megabytes,
        hashes={f"gpen_bfr_{side_px}.onnx": sha256},
    )


def _card(weights: Published) -> Card:
    return Card(
        name=weights.kind,
        kind="neural",
        good_at=Text(
            ko="손상된 얼굴. 없는 세부를 지어내므로 닮음이 달라질 수 있습니다. 비상업적 용도만.",
            en="Worn faces. It makes up what isn't there: a likeness may change. For non-commercial use only.",
        ),
        licence_code="Apache-2.0",
        licence_weights=weights.licence_weights,
        origin=f"imported by the user: `visavis models card {weights.kind}`",
        inputs="RGB uint8 (H, W, 3), any size",
        outputs="RGB uint8 (scale H, scale W, 3) and a mask float32 of the same size",
        non_commercial=True,
    )


WEIGHTS_256 = _weights(256, 76, "bad8bf0426873828df2dbf4e3b3d9ababba9da7965b8b72426569486f7ae5c25")
WEIGHTS_512 = _weights(512, 284, "d5f066b9068a8b74217f9712e28e875a6144629b108a6f7355acbdb3a2832c54")

ENTRIES = (
    prior.entry(_card(WEIGHTS_256), 256, prior.WIDE),
    prior.entry(_card(WEIGHTS_512), 512, prior.WIDE),
)
