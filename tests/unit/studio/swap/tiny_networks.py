"""Small graphs with the ends of the published swapping networks, laid down as if a user had imported them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Shape = Sequence[int | str]
Constants = Mapping[str, NDArray[Any]]


def put(models: Path, kind: str, graph: bytes, name: str = "tiny") -> Path:
    """A folder of the library with this graph."""
    folder = models / kind / name
    folder.mkdir(parents=True)
    (folder / "network.onnx").write_bytes(graph)
    (folder / "import.json").write_text(json.dumps({"kind": kind, "licence": "CC0", "source_sha256": "ab" * 32}))
    return folder


def put_all(models: Path) -> None:
    """One of each kind that face replacement runs but HEAR-Net; the encoder gives 512 numbers."""
    put(models, "arcface", encoder(512))
    put(models, "ghost", swapper(512))
    put(models, "aeinet", swapper(256))
    put(models, "inswapper", inswapper(np.eye(512)))


def encoder(width: int) -> bytes:
    """The colour of a face, spread over ``width`` numbers."""
    nodes = [
        helper.make_node("GlobalAveragePool", ["face"], ["mean"]),
        helper.make_node("Flatten", ["mean"], ["flat"]),
        helper.make_node("MatMul", ["flat", "spread"], ["identity"]),
    ]
    spread = np.random.default_rng(5).standard_normal((3, width)).astype(np.float32)
    return _model(nodes, {"face": ("n", 3, 112, 112)}, {"identity": ("n", width)}, {"spread": spread})


def swapper(width: int, strength: float = 0.0) -> bytes:
    """The target as it is, or times 1 + ``strength`` · the identity's first number."""
    nodes = [
        helper.make_node("Slice", ["identity", "zero", "one", "one"], ["first"]),
        helper.make_node("Mul", ["first", "strength"], ["share"]),
        helper.make_node("Add", ["share", "unit"], ["factor"]),
        helper.make_node("Unsqueeze", ["factor", "ends"], ["lifted"]),
        helper.make_node("Mul", ["target", "lifted"], ["picture"]),
    ]
    held = {
        "zero": np.array([0]), "one": np.array([1]), "ends": np.array([2, 3]),
        "strength": np.array([[strength]], np.float32), "unit": np.array([[1]], np.float32),
    }  # fmt: skip
    ends = {"target": ("n", 3, 256, 256), "identity": ("n", width)}
    return _model(nodes, ends, {"picture": ("n", 3, 256, 256)}, held)


def hear() -> bytes:
    """The sum of the pair's halves."""
    nodes = [
        helper.make_node("Split", ["pair"], ["made", "lost"], axis=1, num_outputs=2),
        helper.make_node("Add", ["made", "lost"], ["picture"]),
    ]
    return _model(nodes, {"pair": ("n", 6, 256, 256)}, {"picture": ("n", 3, 256, 256)}, {})


def inswapper(matrix: NDArray[Any], *more: NDArray[Any], half: bool = False) -> bytes:
    """The target, and nothing of the source but what rounding loses. ``matrix`` is stored unread, between one of the
    same shape that a node reads and ``more``, unread ones."""
    nodes = [
        helper.make_node("MatMul", ["source", "styles"], ["style"]),
        helper.make_node("ReduceMean", ["style"], ["level"], keepdims=0),
        helper.make_node("Mul", ["level", "nothing"], ["none"]),
        helper.make_node("Add", ["target", "none"], ["output"]),
    ]
    held: dict[str, NDArray[Any]] = {
        "styles": np.full((512, 512), 1e-3, np.float32),
        "buff2fs": matrix.astype(np.float16 if half else np.float32),
        **{f"more{row}": one.astype(np.float32) for row, one in enumerate(more)},
        "nothing": np.array(0, np.float32),
    }
    return _model(nodes, {"target": (1, 3, 128, 128), "source": (1, 512)}, {"output": (1, 3, 128, 128)}, held)


def _model(
    nodes: list[onnx.NodeProto], inputs: Mapping[str, Shape], outputs: Mapping[str, Shape], held: Constants
) -> bytes:
    def ends(told: Mapping[str, Shape]) -> list[onnx.ValueInfoProto]:
        return [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in told.items()]

    stored = [numpy_helper.from_array(value, name) for name, value in held.items()]
    graph = helper.make_graph(nodes, "tiny", ends(inputs), ends(outputs), stored)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    return bytes(model.SerializeToString())
