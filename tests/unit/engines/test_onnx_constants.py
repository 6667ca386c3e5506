"""Arrays that lie in an ONNX file are found by their shape, in each way in which they can be stored."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import GraphProto, ModelProto, TensorProto, helper, numpy_helper

from visavis.engines.onnx_file import NotProtobuf, find_constants

VALUES = np.arange(6, dtype=np.float32).reshape(2, 3) / 4


def model(*stored: TensorProto, read: tuple[str, ...] = ()) -> bytes:
    nodes = [helper.make_node("Identity", [name], [f"{name}.out"]) for name in ("x", *read)]
    return bytes(ModelProto(graph=GraphProto(node=nodes, initializer=stored)).SerializeToString())


@pytest.mark.parametrize(
    "stored",
    [
        numpy_helper.from_array(VALUES, "raw"),
        numpy_helper.from_array(VALUES.astype(np.float16), "half"),
        helper.make_tensor("listed", TensorProto.FLOAT, (2, 3), VALUES.ravel().tolist()),
    ],
    ids=lambda one: one.name,
)
def test_array_is_found_however_it_is_stored(stored: TensorProto) -> None:
    (found,) = find_constants(model(numpy_helper.from_array(VALUES.T.copy(), "other"), stored), (2, 3))
    assert found.dtype == np.float32
    assert np.array_equal(found, VALUES)


def test_of_several_the_one_that_no_node_reads_is_meant() -> None:
    read, free = numpy_helper.from_array(VALUES + 1, "read"), numpy_helper.from_array(VALUES, "free")
    for order in ((read, free), (free, read)):
        (found,) = find_constants(model(*order, read=("read",)), (2, 3))
        assert np.array_equal(found, VALUES)
    assert len(find_constants(model(read, free), (2, 3))) == 2
    assert len(find_constants(model(read, free, read=("read", "free")), (2, 3))) == 2
    assert find_constants(model(read), (3, 3)) == []


def test_bytes_that_are_no_model_or_hold_too_little_are_told() -> None:
    short = numpy_helper.from_array(VALUES, "short")
    short.raw_data = short.raw_data[:-4]
    for data in (b"", b"\xff" * 20, model(short)):
        with pytest.raises(NotProtobuf):
            find_constants(data, (2, 3))
