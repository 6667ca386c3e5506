"""From torch to ONNX, checked against ONNX Runtime before a file is kept.

Two graphs, so that a product can steer between them: ``mapping.onnx`` takes z (N, D) and psi (1,) and gives w (N, D);
``synthesis.onnx`` takes styles (N, L, D) and gives pictures (N, 3, S, S), about [-1, 1], with the fixed noise. psi 0
gives the mean face. The metadata of both tell size, D and L.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from visavis.kit.errors import Failed
from visavis.kit.text import Text
from visavis.lab.generator.model import Generator
from visavis.lab.published.exporting import trace

TOLERANCE = 2e-3
_LEAST_HALVED = 256
"""Smaller tensors save nothing, and biases and noise strengths keep their precision."""


class NotTheSame(Failed):
    """ONNX Runtime computed something else than torch; nothing was kept."""

    def __init__(self, graph: str, error: float) -> None:
        super().__init__(
            Text(
                ko="변환한 {g}의 결과가 torch와 다릅니다(오차 {e:.2g}, 허용 {t}). 파일을 남기지 않았습니다.",
                en="The exported {g} differs from torch (by {e:.2g}; at most {t} is allowed). No file was kept.",
            ).fill(g=graph, e=error, t=TOLERANCE)
        )


@dataclass(frozen=True)
class Exported:
    """Where the graphs are, and their largest difference from torch relative to the largest value.

    ``rounding`` is what half precision changes in the picture, measured the same way in torch; 0 in full precision.
    """

    mapping: Path
    synthesis: Path
    mapping_error: float
    synthesis_error: float
    rounding: float


class _Mapping(nn.Module):
    def __init__(self, generator: Generator) -> None:
        super().__init__()
        self.generator = generator

    def forward(self, z: Tensor, psi: Tensor) -> Tensor:
        return self.generator.mapping(z, psi)


class _Synthesis(nn.Module):
    def __init__(self, generator: Generator) -> None:
        super().__init__()
        self.generator = generator

    def forward(self, w: Tensor) -> Tensor:
        return self.generator.synthesis(w)


def export(generator: Generator, folder: Path, half: bool = False, about: Mapping[str, str] | None = None) -> Exported:
    """Write both graphs into ``folder``; neither appears unless both equal torch. Raises NotTheSame.

    ``half`` stores weights in half precision; they are widened when the graph is loaded, so that it computes in full.
    It is checked against torch with the same rounded weights; ``Exported.rounding`` tells what the rounding changed.
    """
    net = copy.deepcopy(generator).to("cpu", torch.float32).requires_grad_(False).eval()
    shape = net.shape
    draw = torch.Generator().manual_seed(0)
    z, psi = torch.randn(2, shape.style_dim, generator=draw), torch.tensor([0.7])
    rounding = _round(net, z) if half else 0.0
    told = {**(about or {}), "size_px": str(shape.size_px), "style_dim": str(shape.style_dim)}
    told["styles"] = str(shape.styles)
    folder.mkdir(parents=True, exist_ok=True)
    drafts = [folder / f".{name}.onnx.part" for name in ("mapping", "synthesis")]
    try:
        w = net.spread(net.mapping(z)).contiguous()
        errors = [
            _write(_Mapping(net), {"z": z, "psi": psi}, "w", drafts[0], half, told),
            _write(_Synthesis(net), {"w": w}, "picture", drafts[1], half, told),
        ]
        ready = [draft.replace(folder / draft.name[1:].removesuffix(".part")) for draft in drafts]
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
    return Exported(ready[0], ready[1], errors[0], errors[1], rounding)


def run(path: Path, inputs: Mapping[str, NDArray[np.float32]]) -> NDArray[np.float32]:
    """What ONNX Runtime computes on a CPU."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, dict(inputs))[0], np.float32)


def relative_error(found: NDArray[np.float32], true: NDArray[np.float32]) -> float:
    """Largest difference, relative to the largest true value."""
    return float(np.abs(found - true).max() / np.abs(true).max())


def _write(
    net: nn.Module, inputs: Mapping[str, Tensor], output: str, path: Path, half: bool, about: Mapping[str, str]
) -> float:
    """Export one graph and compare; returns the error."""
    trace(net, inputs, [output], {name: {0: "n"} for name in (*inputs, output) if name != "psi"}, path)
    model = onnx.load(path)
    for node in model.graph.node:
        node.ClearField("doc_string")  # stack traces with the paths of this machine
    if half:
        _halve(model)
    model.metadata_props.extend(onnx.StringStringEntryProto(key=key, value=value) for key, value in about.items())
    onnx.save(model, path)
    true = net(*inputs.values()).numpy()
    error = relative_error(run(path, {name: value.numpy() for name, value in inputs.items()}), true)
    if not error <= TOLERANCE:
        raise NotTheSame(output, error)
    return error


def _round(net: Generator, z: Tensor) -> float:
    """Round to half precision what ``_halve`` stores so; returns how much that changes the pictures of z."""
    before = net(z).numpy()
    for value in [*net.parameters(), *net.buffers()]:
        if value.numel() >= _LEAST_HALVED:
            value.data = value.data.half().float()
    return relative_error(net(z).numpy(), before)


def _halve(model: onnx.ModelProto) -> None:
    """Store the large float32 constants as float16, each with a Cast that the runtime folds away when it loads."""
    casts = []
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if tensor.data_type == TensorProto.FLOAT and values.size >= _LEAST_HALVED:
            name = tensor.name
            tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
            casts.append(helper.make_node("Cast", [tensor.name], [name], to=TensorProto.FLOAT))
    nodes = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend([*casts, *nodes])
