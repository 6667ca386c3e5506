"""Small ONNX graphs in the shape of published ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

Shape = Sequence[int | str]


def graph(
    takes: Shape, gives: Shape, weights: np.ndarray[tuple[int, ...], np.dtype[np.float32]] | None = None
) -> onnx.ModelProto:
    """Flattens its input, multiplies it with weights (all a thousandth by default) and gives that in another shape."""
    size = int(np.prod([side for side in takes[1:] if isinstance(side, int)]))
    out = int(np.prod([side for side in gives[1:] if isinstance(side, int)]))
    held = numpy_helper.from_array(np.full((size, out), 1e-3, np.float32) if weights is None else weights, "weights")
    shape = numpy_helper.from_array(np.array([-1, *gives[1:]], np.int64), "shape")
    nodes = [
        helper.make_node("Flatten", ["x"], ["flat"]),
        helper.make_node("MatMul", ["flat", "weights"], ["product"]),
        helper.make_node("Reshape", ["product", "shape"], ["y"]),
    ]
    ends = [
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, list(sides))]
        for name, sides in (("x", takes), ("y", gives))
    ]
    made = helper.make_graph(nodes, "g", *ends, [held, shape])
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 18)])
    model.ir_version = 9
    return model


def write_fsanet(path: Path) -> Path:
    """What a head-pose network takes and gives."""
    onnx.save(graph((1, 3, 64, 64), (1, 3)), path)
    return path


def write_arcface(path: Path, wide: int = 16, seed: int = 0) -> Path:
    """What an identity encoder takes and gives; its answers depend on the picture."""
    weights = np.random.default_rng(seed).standard_normal((3 * 112 * 112, wide)).astype(np.float32)
    onnx.save(graph(("n", 3, 112, 112), ("n", wide), weights), path)
    return path


def write_silero(path: Path) -> Path:
    """Takes and gives what Silero VAD does; the chance of speech is how loud the window is."""
    floats = TensorProto.FLOAT
    constants = {"zero": np.array(0, np.int64), "gain": np.array(20, np.float32), "one": np.array(1, np.float32)}
    nodes = [
        helper.make_node("Mul", ["input", "input"], ["square"]),
        helper.make_node("ReduceMean", ["square", "axes"], ["power"], keepdims=1),
        helper.make_node("Sqrt", ["power"], ["level"]),
        helper.make_node("Mul", ["level", "gain"], ["loud"]),
        helper.make_node("Min", ["loud", "one"], ["output"]),
        helper.make_node("Cast", ["sr"], ["rate"], to=floats),
        helper.make_node("Mul", ["rate", "nothing"], ["none"]),
        helper.make_node("Add", ["state", "none"], ["stateN"]),
    ]
    inputs = [
        helper.make_tensor_value_info("input", floats, [None, None]),
        helper.make_tensor_value_info("state", floats, [2, None, 128]),
        helper.make_tensor_value_info("sr", TensorProto.INT64, []),
    ]
    outputs = [
        helper.make_tensor_value_info("output", floats, [None, 1]),
        helper.make_tensor_value_info("stateN", floats, [None, None, None]),
    ]
    constants |= {"axes": np.array([1], np.int64), "nothing": np.array(0, np.float32)}
    held = [numpy_helper.from_array(value, name) for name, value in constants.items() if name != "zero"]
    model = helper.make_model(
        helper.make_graph(nodes, "g", inputs, outputs, held), opset_imports=[helper.make_opsetid("", 18)]
    )
    model.ir_version = 9
    onnx.save(model, path)
    return path
