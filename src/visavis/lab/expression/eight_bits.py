"""A network with 8-bit matrix products, by ONNX Runtime's static quantisation."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import onnx
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static

from visavis.lab.eigen.export import forget_places
from visavis.lab.expression.faces import Bytes, Floats

CALIBRATED_ON = 512
"""Faces from which the ranges of what goes into each product are learned."""
MOST_WEIGHT = 64
"""Weights have 7 of their 8 bits: processors without VNNI add two products of an unsigned and a signed byte in 16 bits,
and 2 · 255 · 64 still fits there. With all 8 bits such sums are cut off, and answers would hang on the processor."""
_BATCH = 64


def in_eight_bits(model: onnx.ModelProto, faces: Bytes) -> onnx.ModelProto:
    """The float32 network with its products by weights in 8 bits: signed weights with a scale for each output, unsigned
    inputs whose range is that of ``faces`` (n, s, s, 3), learned from here and fixed, so that no face's answer hangs on
    the others of its batch. The first layer, attention, norms and the answer stay in float32."""
    del model.graph.value_info[:]  # the exporter's notes of shapes, some of before its own folding
    with tempfile.TemporaryDirectory() as folder, _silence():
        path = Path(folder) / "small.onnx"
        quantize_static(
            model,
            path,
            _Seen(faces),
            quant_format=QuantFormat.QDQ,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
            calibrate_method=CalibrationMethod.MinMax,
            # answers of products stay in float32: rounding them as well costs time and is no more exact
            extra_options={"MatMulConstBOnly": True, "OpTypesToExcludeOutputQuantization": ["MatMul"]},
        )
        small = onnx.load(path)
    forget_places(small)
    onnx.checker.check_model(small)
    return small


class _Seen(CalibrationDataReader):  # type: ignore[misc]
    """Gives faces in batches."""

    def __init__(self, faces: Bytes) -> None:
        self._batches = _batches(faces)

    def get_next(self) -> dict[str, Floats] | None:
        return next(self._batches, None)


def _batches(faces: Bytes) -> Iterator[dict[str, Floats]]:
    for start in range(0, len(faces), _BATCH):
        yield {"faces": faces[start : start + _BATCH].astype("float32")}


@contextmanager
def _silence() -> Iterator[None]:
    """The quantiser recommends a folding that the exporter has done already."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)
