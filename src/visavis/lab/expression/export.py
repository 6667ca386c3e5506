"""What ships: a file for each network, a small one for shapes, and what is known of them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal, cast

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor, nn

from visavis.lab.eigen.export import OPSET, halve_weights
from visavis.lab.expression.eight_bits import in_eight_bits
from visavis.lab.expression.faces import Bytes, Floats
from visavis.lab.expression.measure import Reals
from visavis.lab.expression.reading import FaceNet
from visavis.lab.expression.shapes import Regression
from visavis.observe.expression_classes.crop import FACE_PX

Bits = Literal[8, 32]
TOLERANCE: dict[Bits, float] = {8: 0.2, 32: 0.03}
"""How far a logit of the file may be from torch's: on faces with 8-bit products (.08 was measured); on noise with
weights kept in half precision."""
_BATCH = 128


class _Rows(nn.Module):
    """Faces as pictures are kept, (b, s, s, 3) in 0–255, in; logits (b, classes) out."""

    def __init__(self, net: FaceNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, faces: Tensor) -> Tensor:
        return cast(Tensor, self.net(faces.permute(0, 3, 1, 2)))


def write_network(net: FaceNet, path: Path, half: bool = True) -> float:
    """Write the ONNX file that computes in float32; returns max |torch - ONNX Runtime| over random faces in batches of
    1 and 5.

    Raises ValueError when that is above TOLERANCE; then there is no file.
    """
    faces = np.random.default_rng(0).uniform(0, 255, (5, FACE_PX, FACE_PX, 3)).astype(np.float32)
    model = trace(net)
    small = halve_weights(model) if half else model
    gap = max(_gap(net, small, some) for some in (faces[:1], faces))
    _keep(small, path, gap, 32)
    return gap


def write_eight_bits(net: FaceNet, path: Path, learned: Bytes, others: Bytes) -> float:
    """Write the ONNX file with 8-bit products; the ranges are those of ``learned`` (n, s, s, 3). Returns max |torch -
    ONNX Runtime| over ``others``.

    Raises ValueError when that is above TOLERANCE; then there is no file.
    """
    small = in_eight_bits(trace(net), learned)
    gap = _gap(net, small, others.astype(np.float32))
    _keep(small, path, gap, 8)
    return gap


def trace(net: FaceNet) -> onnx.ModelProto:
    """The network in float32, ``faces`` (b, s, s, 3) in, ``logits`` (b, classes) out, for any b."""
    faces = torch.zeros(2, FACE_PX, FACE_PX, 3)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.onnx"
        torch.onnx.export(
            _Rows(net).eval(),
            (faces,),
            draft,
            input_names=["faces"],
            output_names=["logits"],
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
            dynamic_shapes=({0: torch.export.Dim("b", min=1, max=4096)},),
        )
        return onnx.load(draft)


def answer(network: Path | bytes, faces: Bytes | Floats) -> Reals:
    """Logits (n, classes) of an ONNX file for faces (n, s, s, 3)."""
    held = network if isinstance(network, bytes) else network.read_bytes()
    session = onnxruntime.InferenceSession(held, providers=["CPUExecutionProvider"])
    starts = range(0, len(faces), _BATCH)
    told = [session.run(None, {"faces": faces[at : at + _BATCH].astype(np.float32)})[0] for at in starts]
    return np.asarray(np.concatenate(told), np.float64)


@torch.inference_mode()
def _gap(net: FaceNet, model: onnx.ModelProto, faces: Floats) -> float:
    wanted = _Rows(net).eval()(torch.from_numpy(faces)).numpy()
    return float(np.abs(answer(model.SerializeToString(), faces) - wanted).max())


def _keep(model: onnx.ModelProto, path: Path, gap: float, bits: Bits) -> None:
    if gap > TOLERANCE[bits]:
        raise ValueError(f"ONNX Runtime with {bits} bits differs from torch by {gap:.4f}")
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, path)


def write_shapes(regression: Regression, path: Path) -> None:
    """Write the regression as one step: logits = flat shape (1404) @ ``slope`` (1404, c) + ``offset`` (c,)."""
    parts = regression.components
    slope = (parts.axes.T / parts.spread).astype(np.float64) @ regression.slope
    offset = regression.offset - parts.mean.astype(np.float64) @ slope
    np.savez_compressed(path, slope=slope.astype(np.float32), offset=offset.astype(np.float32))
