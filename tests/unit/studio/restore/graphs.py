"""Graphs of a restoring network's interface that are small enough to write down."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def write_graph(
    folder: Path,
    side_px: int,
    gain: float = 1.0,
    offset: tuple[float, float, float] = (0, 0, 0),
    sharpen: float = 0.0,
    one_face: bool = False,
    names: tuple[str, str] = ("face", "picture"),
) -> Path:
    """Weights in a folder of the library whose network gives ``gain`` · face + ``offset``, sharpened."""
    kernel = np.zeros((3, 3, 3, 3), np.float32)
    for channel in range(3):
        kernel[channel, channel] = -sharpen / 9
        kernel[channel, channel, 1, 1] += 1 + sharpen
    shape = [1 if one_face else "n", 3, side_px, side_px]
    graph = helper.make_graph(
        [helper.make_node("Conv", [names[0], "kernel", "offset"], [names[1]], pads=[1, 1, 1, 1])],
        "tiny",
        [helper.make_tensor_value_info(names[0], TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(names[1], TensorProto.FLOAT, shape)],
        [
            numpy_helper.from_array(np.float32(gain) * kernel, "kernel"),
            numpy_helper.from_array(np.array(offset, np.float32), "offset"),
        ],
    )
    folder.mkdir(parents=True)
    onnx.save(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10), folder / "network.onnx"
    )
    (folder / "import.json").write_text(json.dumps({"licence": "CC0-1.0"}), "utf-8")
    return folder
