"""What ships: an ONNX file, for frames of any side that divides by BLOCK."""

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
from visavis.lab.restore.model import Restorer
from visavis.studio.restore.frame import BLOCK, places

_TOLERANCE = 0.004
"""About one grey level of 255."""
_SIDES = (280, 512)


class _Rows(nn.Module):
    """The network with the colours of a pixel last: (b, s, s, 3) in and out."""

    def __init__(self, net: Restorer) -> None:
        super().__init__()
        self.net = net

    def forward(self, worn: Tensor, where: Tensor) -> Tensor:
        return cast(Tensor, self.net(worn.permute(0, 3, 1, 2), where).permute(0, 2, 3, 1))


def export(net: Restorer, path: Path) -> str:
    """Write the file; returns a line to be told. Raises ValueError when ONNX Runtime answers otherwise."""
    whole = _Rows(net.to(memory_format=torch.contiguous_format)).eval()  # type: ignore[call-overload]
    blocks = torch.export.Dim("blocks", min=8, max=512)
    side = BLOCK * blocks
    given = (torch.rand(1, _SIDES[0], _SIDES[0], 3), torch.from_numpy(places(_SIDES[0]))[None])
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.onnx"
        torch.onnx.export(
            whole,
            given,
            draft,
            input_names=["worn", "places"],
            output_names=["added"],
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
            dynamic_shapes=({1: side, 2: side}, {2: blocks, 3: blocks}),
        )
        small = halve_weights(onnx.load(draft))
    gap = max(_gap(whole, small, one) for one in _SIDES)
    if gap > _TOLERANCE:
        raise ValueError(f"ONNX Runtime differs from torch by {gap:.4f}")
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(small, path)
    return f"{path.name}: {path.stat().st_size / 1e6:.2f} MB, within {gap:.5f} of torch"


def _gap(whole: _Rows, small: onnx.ModelProto, side: int) -> float:
    """max |torch - ONNX Runtime| on a random picture."""
    session = onnxruntime.InferenceSession(small.SerializeToString(), providers=["CPUExecutionProvider"])
    worn = np.random.default_rng(0).random((1, side, side, 3), np.float32)
    made = session.run(None, {"worn": worn, "places": places(side)[None]})[0]
    with torch.no_grad():
        wanted = whole(torch.from_numpy(worn), torch.from_numpy(places(side))[None]).numpy()
    return float(np.abs(made - wanted).max())
