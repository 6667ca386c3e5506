"""ONNX Runtime's sessions, opened in one way."""

from __future__ import annotations

from pathlib import Path

import onnxruntime


def open_network(weights: Path | bytes) -> onnxruntime.InferenceSession:
    """The network of a file or of its bytes, on the CPU. Raises what ONNX Runtime raises for a broken one."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # threads that wait by spinning take the cores from whatever else runs on the machine
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
