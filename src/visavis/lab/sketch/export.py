"""Writes what ships: encoders, decoders and colouring network as ONNX, and the manifold with the looks of its faces."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from visavis.lab.eigen.export import OPSET, halve_weights
from visavis.lab.sketch.colouring import Colouring
from visavis.lab.sketch.data import Faces
from visavis.lab.sketch.model import CODE, Coders, Coding
from visavis.lab.sketch.painting import as_ink, batched_rows, both_ways, mirrored
from visavis.lab.sketch.refining import CLEAN, as_parts, for_parts
from visavis.lab.sketch.telling import tellers
from visavis.lab.sketch.wardrobe import measure_hair, measure_makeup
from visavis.studio.sketch.engine import PICTURE_PX, Part
from visavis.studio.sketch.looks import LOOKS
from visavis.studio.sketch.neighbours import ExactNeighbours
from visavis.studio.sketch.telling import write_tellers
from visavis.studio.sketch.windows import WINDOWS

_MOST_GAP = 0.02
"""Of the largest value: what rounding the weights may cost."""
_LARGE = 1_000_000
"""Numbers from which a layer is kept as int8."""
_STRANGER = 99.0
"""Percentile of held-out drawings' distances that counts as usual."""


class _Encoders(nn.Module):
    def __init__(self, coders: Coders) -> None:
        super().__init__()
        self.coders = coders

    def forward(self, *parts: Tensor) -> Tensor:
        return self.coders.encode(dict(zip(Part, parts, strict=True)))


class _Decoders(nn.Module):
    def __init__(self, coders: Coders) -> None:
        super().__init__()
        self.coders = coders

    def forward(self, codes: Tensor) -> tuple[Tensor, ...]:
        return tuple(self.coders.decode(codes).values())


def export(coders: Coders, colouring: Colouring, learned: Faces, held: Faces, out: Path) -> Iterator[str]:
    """Write the four files into ``out``; yields lines to be told."""
    out.mkdir(parents=True, exist_ok=True)
    names = [part.value for part in Part]
    parts = [torch.rand(1, 1, WINDOWS[part].side, WINDOWS[part].side) for part in Part]
    codes = torch.randn(1, len(Part), CODE)
    yield _write(_Encoders(coders), parts, names, ["codes"], out / "encoders.onnx")
    yield _write(_Decoders(coders), [codes], ["codes"], names, out / "decoders.onnx")
    yield write_colouring(colouring, out)
    yield write_manifold(coders, learned, held, out / "manifold.npz")


def write_colouring(colouring: Colouring, out: Path) -> str:
    """Write colouring.onnx into ``out``; returns a line to be told."""
    seen = (torch.rand(1, 1, PICTURE_PX, PICTURE_PX), torch.randn(1, LOOKS))
    return _write(colouring, seen, ["ink", "looks"], ["picture"], out / "colouring.onnx")


def encode(coders: Coding, ink: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Codes (n, 5, CODE) of drawings (n, S, S)."""
    with torch.inference_mode():
        made = [coders.encode(as_parts(as_ink(some))) for some in batched_rows(for_parts(ink), 32)]
    return torch.cat(made).numpy()


def _write(net: nn.Module, given: Sequence[Tensor], inputs: list[str], outputs: list[str], path: Path) -> str:
    """Write one network with half-precision weights. Raises ValueError when ONNX Runtime answers otherwise."""
    net = net.eval().to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.onnx"
        torch.onnx.export(
            net,
            tuple(given),
            draft,
            input_names=inputs,
            output_names=outputs,
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
        )
        small = halve_weights(quarter_weights(onnx.load(draft)))
    session = onnxruntime.InferenceSession(small.SerializeToString(), providers=["CPUExecutionProvider"])
    answers = session.run(None, {name: one.numpy() for name, one in zip(inputs, given, strict=True)})
    with torch.no_grad():
        wanted = net(*given)
    wanted = wanted if isinstance(wanted, tuple) else (wanted,)
    gaps = [np.abs(a - b.numpy()).max() / np.abs(b.numpy()).max() for a, b in zip(answers, wanted, strict=True)]
    if max(gaps) > _MOST_GAP:
        raise ValueError(f"ONNX Runtime differs from torch by {max(gaps):.4f}")
    onnx.save(small, path)
    return f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, within {max(gaps):.5f} of torch"


def quarter_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """Keep the largest linear layers as int8 with one scale for each output."""
    for weight in list(model.graph.initializer):
        if len(weight.dims) != 2 or np.prod(weight.dims) < _LARGE:
            continue
        values = numpy_helper.to_array(weight)
        scale = (np.abs(values).max(1) / 127 + 1e-12).astype(np.float32)
        kept = np.round(values / scale[:, None]).astype(np.int8)
        model.graph.initializer.remove(weight)
        for name, part in (("_int8", kept), ("_scale", scale)):
            model.graph.initializer.append(numpy_helper.from_array(part, weight.name + name))
        inputs = [weight.name + "_int8", weight.name + "_scale"]
        node = onnx.helper.make_node("DequantizeLinear", inputs, [weight.name], axis=0)
        model.graph.node.insert(0, node)
    return model


def write_manifold(coders: Coding, learned: Faces, held: Faces, path: Path) -> str:
    """Write the codes and looks of the sketches to learn from, and all that is measured of them."""
    codes = encode(coders, both_ways(learned.ink[:, CLEAN]))
    looks = np.concatenate([learned.looks, mirrored(learned.looks)])
    others = np.concatenate([encode(coders, held.ink[:, style]) for style in range(held.ink.shape[1])])
    usual = np.array([_usual(codes[:, row], others[:, row]) for row in range(len(Part))], np.float32)
    np.savez_compressed(
        path,
        codes=codes.astype(np.float16),
        looks=looks,
        usual=usual,
        hair=measure_hair(learned.looks),
        makeup=measure_makeup(learned.looks),
        middle=looks.mean(0),
        spread=np.maximum(looks.std(0), 1e-3),
        **write_tellers(tellers(coders, learned, usual)),
    )
    return f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, {len(codes)} sketches"


def _usual(codes: NDArray[np.float32], others: NDArray[np.float32]) -> float:
    """How far drawings that were never trained on lie from the nearest sketch, at most."""
    near = ExactNeighbours(codes)
    return float(np.percentile([np.sqrt(near.find(one, 1)[1][0]) for one in others], _STRANGER))
