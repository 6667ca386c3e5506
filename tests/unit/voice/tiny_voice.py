"""A voice of a few operations in Piper's form: it hums as long as its text is, through all of sherpa-onnx."""

from __future__ import annotations

import json
from pathlib import Path

import onnx
from onnx import TensorProto, helper

RATE_HZ = 16_000
SAMPLES_A_SIGN = 512
SIGNS = "_^$ !,.?" + "abcdefghijklmnopqrstuvwxyz" + "æɐɑɒɔəɚɛɜɡɪŋɹɾʃʊʌʒˈˌːθðʔɬᵻɯʰɕ"


def make_piper_voice(folder: Path, speakers: int = 1, name: str = "tiny") -> Path:
    """``tiny.onnx`` and ``tiny.onnx.json``, as Piper's voices are published."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(_model(), str(folder / f"{name}.onnx"))
    settings = {
        "audio": {"sample_rate": RATE_HZ},
        "espeak": {"voice": "en-us"},
        "language": {"name_english": "English"},
        "num_speakers": speakers,
        "phoneme_id_map": {sign: [number] for number, sign in enumerate(SIGNS)},
    }
    (folder / f"{name}.onnx.json").write_text(json.dumps(settings))
    return folder


def _model() -> onnx.ModelProto:
    node = helper.make_node
    nodes = [
        node("Shape", ["input"], ["shape"]),
        node("Gather", ["shape", "one"], ["signs"], axis=0),
        node("Mul", ["signs", "each"], ["many"]),
        node("Squeeze", ["many"], ["count"]),
        node("Range", ["zero", "count", "step"], ["at"]),
        node("Cast", ["at"], ["time"], to=TensorProto.FLOAT),
        node("Mul", ["time", "speed"], ["phase"]),
        node("Sin", ["phase"], ["wave"]),
        node("Mul", ["wave", "gain"], ["quiet"]),
        node("Unsqueeze", ["quiet", "axes"], ["output"]),
    ]
    tensor = helper.make_tensor
    numbers = [
        tensor("one", TensorProto.INT64, [1], [1]),
        tensor("each", TensorProto.INT64, [1], [SAMPLES_A_SIGN]),
        tensor("zero", TensorProto.INT64, [], [0]),
        tensor("step", TensorProto.INT64, [], [1]),
        tensor("speed", TensorProto.FLOAT, [], [0.08]),
        tensor("gain", TensorProto.FLOAT, [], [0.3]),
        tensor("axes", TensorProto.INT64, [2], [0, 1]),
    ]
    value = helper.make_tensor_value_info
    inputs = [
        value("input", TensorProto.INT64, [None, None]),
        value("input_lengths", TensorProto.INT64, [None]),
        value("scales", TensorProto.FLOAT, [3]),
    ]
    graph = helper.make_graph(nodes, "tiny", inputs, [value("output", TensorProto.FLOAT, [1, 1, None])], numbers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    return model
