"""Graphs of BeautyGAN's interface that are small enough to write down."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def write_graph(folder: Path, reddened: float = 0.0, of_reference: float = 0.0) -> Path:
    """Weights in a folder of the library whose network lifts red by ``reddened`` and mixes in ``of_reference``."""
    shift = np.array([reddened, -reddened / 2, -reddened / 2], np.float32).reshape(1, 3, 1, 1)
    shares = np.float32(1 - of_reference), np.float32(of_reference)
    shape = ["n", 3, 256, 256]
    graph = helper.make_graph(
        [
            helper.make_node("Mul", ["source", "own"], ["a"]),
            helper.make_node("Mul", ["reference", "other"], ["b"]),
            helper.make_node("Sum", ["a", "b", "shift"], ["picture"]),
        ],
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in ("source", "reference")],
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, shape)],
        [
            numpy_helper.from_array(np.asarray(shares[0]), "own"),
            numpy_helper.from_array(np.asarray(shares[1]), "other"),
            numpy_helper.from_array(shift, "shift"),
        ],
    )
    folder.mkdir(parents=True)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    onnx.save(model, folder / "network.onnx")
    (folder / "import.json").write_text(json.dumps({"licence": "CC0-1.0"}), "utf-8")
    return folder
