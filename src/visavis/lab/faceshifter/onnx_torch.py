"""An ONNX graph as a torch module, so that gradients flow through it: identity encoders come as ONNX, and a training
needs their gradients.

Only the operators that face encoders are made of are known (MobileFaceNet, ArcFace's ResNets and their like); a graph
with another one is refused by name. What it computes is compared with ONNX Runtime before it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional as f

from visavis.engines.onnx import open_network
from visavis.engines.providers import CPU
from visavis.kit.errors import Failed, Invalid
from visavis.kit.text import Text

TOLERANCE = 1e-3
Told = dict[str, Any]
"""A node's attributes."""


class UnknownOperators(Invalid):
    """The graph has operators that aren't known here."""

    def __init__(self, path: Path, names: list[str]) -> None:
        super().__init__(
            Text(
                ko="{p}에 지원하지 않는 연산이 있습니다: {n}. 다른 인코더를 사용해 주세요.",
                en="{p} has operators that training can't follow: {n}. Use another encoder.",
            ).fill(p=path.name, n=", ".join(names))
        )


class ComputesOtherwise(Failed):
    """The module gives something else than ONNX Runtime."""

    def __init__(self, path: Path, error: float) -> None:
        super().__init__(
            Text(
                ko="{p}의 계산이 ONNX Runtime과 다릅니다(오차 {e:.2g}). 다른 인코더를 사용해 주세요.",
                en="{p} doesn't compute in torch what it does in ONNX Runtime (by {e:.2g}). Use another encoder.",
            ).fill(p=path.name, e=error)
        )


class TorchGraph(nn.Module):
    """A graph with one input and one output. Its weights are buffers: they aren't trained. Raises UnknownOperators."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        graph = onnx.load(path).graph
        held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
        for node in graph.node:
            if node.op_type == "Constant":
                held[node.output[0]] = _constant(node)
        self._nodes = [node for node in graph.node if node.op_type != "Constant"]
        unknown = sorted({node.op_type for node in self._nodes} - _OPERATORS.keys())
        if unknown:
            raise UnknownOperators(path, unknown)
        self._attributes = [
            {one.name: onnx.helper.get_attribute_value(one) for one in node.attribute} for node in self._nodes
        ]
        self._names = {name: f"held_{row}" for row, name in enumerate(held)}
        for name, value in held.items():
            self.register_buffer(self._names[name], torch.from_numpy(np.array(value)))
        (self._input,) = [one.name for one in graph.input if one.name not in held]
        self._output = graph.output[0].name

    def forward(self, x: Tensor) -> Tensor:
        known = {name: self.get_buffer(buffer) for name, buffer in self._names.items()} | {self._input: x}
        for node, told in zip(self._nodes, self._attributes, strict=True):
            given = [known[name] if name else None for name in node.input]
            known[node.output[0]] = _OPERATORS[node.op_type](told, *given)
        return known[self._output]


def read_graph(path: Path) -> TorchGraph:
    """The graph, compared with ONNX Runtime on a random picture. Raises UnknownOperators and ComputesOtherwise."""
    net, session = TorchGraph(path).eval(), open_network(path, (CPU,))
    told = session.get_inputs()[0]
    shape = [side if isinstance(side, int) else 1 for side in told.shape]
    given = np.random.default_rng(0).uniform(-1, 1, shape).astype(np.float32)
    true = np.asarray(session.run(None, {told.name: given})[0])
    with torch.inference_mode():
        found = net(torch.from_numpy(given)).numpy()
    error = float(np.abs(found - true).max() / np.abs(true).max()) if found.shape == true.shape else float("inf")
    if not error <= TOLERANCE:
        raise ComputesOtherwise(path, error)
    return net


def _constant(node: onnx.NodeProto) -> np.ndarray[Any, Any]:
    attribute = node.attribute[0]
    value = onnx.helper.get_attribute_value(attribute)
    return numpy_helper.to_array(value) if attribute.name == "value" else np.asarray(value)


def _padded(told: Told, x: Tensor, filling: float = 0.0) -> Tensor:
    """Padded as a convolution or a pooling says: tops and lefts, then bottoms and rights."""
    top, left, bottom, right = told.get("pads", (0, 0, 0, 0))
    return f.pad(x, (left, right, top, bottom), value=filling) if any((top, left, bottom, right)) else x


def _conv(told: Told, x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    steps, spread = told.get("strides", [1, 1]), told.get("dilations", [1, 1])
    return f.conv2d(_padded(told, x), weight, bias, steps, 0, spread, told.get("group", 1))


def _largest(told: Told, x: Tensor) -> Tensor:
    padded = _padded(told, x, float("-inf"))
    return f.max_pool2d(padded, told["kernel_shape"], told.get("strides", [1, 1]))


def _mean(told: Told, x: Tensor) -> Tensor:
    return f.avg_pool2d(_padded(told, x), told["kernel_shape"], told.get("strides", [1, 1]))


def _norm(told: Told, x: Tensor, scale: Tensor, shift: Tensor, mean: Tensor, variance: Tensor) -> Tensor:
    return f.batch_norm(x, mean, variance, scale, shift, eps=told.get("epsilon", 1e-5))


def _gemm(told: Told, a: Tensor, b: Tensor, c: Tensor | None = None) -> Tensor:
    left, right = a.T if told.get("transA") else a, b.T if told.get("transB") else b
    product: Tensor = torch.mul(left @ right, told.get("alpha", 1.0))
    return product if c is None else torch.add(product, c, alpha=told.get("beta", 1.0))


def _clip(told: Told, x: Tensor, low: Tensor | None = None, high: Tensor | None = None) -> Tensor:
    return torch.clamp(x, told.get("min") if low is None else low, told.get("max") if high is None else high)


def _reshape(told: Told, x: Tensor, shape: Tensor) -> Tensor:
    sides = [x.shape[row] if side == 0 else side for row, side in enumerate(shape.tolist())]
    fits = x.ndim < 2 if -1 in sides else prod(sides) == x.numel()
    if sides[0] == 1 and not fits:
        sides[0] = len(x)  # a graph that was traced with one picture says so here
    return x.reshape(sides)


def _length(told: Told, x: Tensor, axes: Tensor | None = None) -> Tensor:
    along = told.get("axes") if axes is None else axes.tolist()
    length: Tensor = torch.linalg.vector_norm(x, dim=along, keepdim=bool(told.get("keepdims", 1)))
    return length


_OPERATORS: dict[str, Callable[..., Tensor]] = {
    "Add": lambda told, a, b: a + b,
    "AveragePool": _mean,
    "BatchNormalization": _norm,
    "Clip": _clip,
    "Conv": _conv,
    "Div": lambda told, a, b: a / b,
    "Dropout": lambda told, x, *rest: x,
    "Flatten": lambda told, x: x.flatten(told.get("axis", 1)),
    "Gemm": _gemm,
    "GlobalAveragePool": lambda told, x: x.mean((2, 3), keepdim=True),
    "Identity": lambda told, x: x,
    "MatMul": lambda told, a, b: a @ b,
    "MaxPool": _largest,
    "Mul": lambda told, a, b: a * b,
    "PRelu": lambda told, x, slope: torch.where(x < 0, slope * x, x),
    "ReduceL2": _length,
    "Relu": lambda told, x: f.relu(x),
    "Reshape": _reshape,
    "Sigmoid": lambda told, x: torch.sigmoid(x),
    "Sqrt": lambda told, x: torch.sqrt(x),
    "Sub": lambda told, a, b: a - b,
}
