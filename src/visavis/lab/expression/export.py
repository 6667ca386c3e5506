"""What ships: a file for each network, a small one for shapes, and what is known of them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import cast

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor, nn

from visavis.lab.eigen.export import OPSET, halve_weights
from visavis.lab.expression.reading import FaceNet
from visavis.lab.expression.shapes import Regression
from visavis.observe.expression_classes.crop import FACE_PX

TOLERANCE = 0.03
"""How far a logit of the file with half-precision weights may be from torch's."""


class _Rows(nn.Module):
    """Faces as pictures are kept, (b, s, s, 3) in 0–255, in; logits (b, classes) out."""

    def __init__(self, net: FaceNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, faces: Tensor) -> Tensor:
        return cast(Tensor, self.net(faces.permute(0, 3, 1, 2)))


def write_network(net: FaceNet, path: Path, half: bool = True) -> float:
    """Write the ONNX file; returns max |torch - ONNX Runtime| over random faces in batches of 1 and 5.

    Raises ValueError when that is above TOLERANCE; then there is no file.
    """
    whole = _Rows(net).eval()
    faces = torch.from_numpy(np.random.default_rng(0).uniform(0, 255, (5, FACE_PX, FACE_PX, 3)).astype(np.float32))
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.onnx"
        torch.onnx.export(
            whole,
            (faces[:2],),
            draft,
            input_names=["faces"],
            output_names=["logits"],
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
            dynamic_shapes=({0: torch.export.Dim("b", min=1, max=4096)},),
        )
        model = onnx.load(draft)
    small = halve_weights(model) if half else model
    session = onnxruntime.InferenceSession(small.SerializeToString(), providers=["CPUExecutionProvider"])
    with torch.inference_mode():
        gaps = [
            float(np.abs(session.run(None, {"faces": some.numpy()})[0] - whole(some).numpy()).max())
            for some in (faces[:1], faces)
        ]
    if max(gaps) > TOLERANCE:
        raise ValueError(f"ONNX Runtime differs from torch by {max(gaps):.4f}")
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(small, path)
    return max(gaps)


def write_shapes(regression: Regression, path: Path) -> None:
    """Write the regression as one step: logits = flat shape (1404) @ ``slope`` (1404, c) + ``offset`` (c,)."""
    parts = regression.components
    slope = (parts.axes.T / parts.spread).astype(np.float64) @ regression.slope
    offset = regression.offset - parts.mean.astype(np.float64) @ slope
    np.savez_compressed(path, slope=slope.astype(np.float32), offset=offset.astype(np.float32))
