"""Networks so small that one knows what they say: they look at one band of the face each, and at nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from visavis.observe.expression_classes.crop import FACE_PX

CLASSES = ("happy", "neutral", "other")
MEASURED = {
    "faces": 400, "people": 60, "accuracy": 0.88, "macro_f1": 0.8, "happy_or_neutral": 0.95,
    "recall": {"happy": 0.9, "neutral": 0.85, "other": 0.65}, "precision": {"happy": 0.9, "neutral": 0.8, "other": 0.7},
    "ece": 0.02, "answered": 0.9, "accuracy_answered": 0.92, "wrong_answered": 0.08,
    "elsewhere_faces": 100, "elsewhere_wrong": 0.2, "data": "made up for tests",
}  # fmt: skip


def write_tiny(folder: Path, **settled: Any) -> Path:
    """A whole data folder. "vit" says happy of faces that are bright in the lower third, "mixer" of those that are in
    the upper one, both in proportion to how bright it is there; the shape says nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    third = FACE_PX // 3
    write_net(folder / "vit.onnx", slice(FACE_PX - third, FACE_PX))
    write_net(folder / "mixer.onnx", slice(0, third))
    np.savez(folder / "landmarks.npz", slope=np.zeros((1404, 3), np.float32), offset=np.zeros(3, np.float32))
    known = {
        "classes": CLASSES, "face_px": FACE_PX, "weights": {"vit": 1.0, "mixer": 0.0, "landmarks": 0.0},
        "temperature": 1.0, "offsets": [0.0, 0.0, 0.0], "cant_tell_below": 0.5, "most_yaw_deg": 35.0,
        "least_pitch_deg": -45.0, "most_pitch_deg": 25.0, "least_eyes_px": 16.0, "measured": MEASURED, **settled,
    }  # fmt: skip
    (folder / "expression.json").write_text(json.dumps(known))
    return folder


def write_net(path: Path, rows: slice) -> None:
    """logits = (m - 128) / 16 · (1, -1, -0.5), with m the mean of these rows."""
    look = np.zeros((FACE_PX, FACE_PX, 3), np.float32)
    look[rows] = 1 / look[rows].size
    turn = np.outer(look.ravel(), np.array([1, -1, -0.5], np.float32)) / 16
    nodes = [
        helper.make_node("Flatten", ["faces"], ["flat"]),
        helper.make_node("Gemm", ["flat", "turn", "offset"], ["logits"]),
    ]
    held = {"turn": turn, "offset": np.array([-8, 8, 4], np.float32)}
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("faces", TensorProto.FLOAT, ["b", FACE_PX, FACE_PX, 3])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["b", 3])],
        [numpy_helper.from_array(np.asarray(value, np.float32), name) for name, value in held.items()],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)
