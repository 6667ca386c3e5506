"""What an ONNX file is made of, read from its bytes: nothing is loaded, and no other file is opened.

Field numbers are those of onnx.proto; the wire format is protobuf's.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

View: TypeAlias = memoryview

_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_DEEPEST = 32
"""Graphs within graphs: no published network has more than two or three."""
_MODEL = {"graph": 7, "functions": 25}
_GRAPH = {"node": 1, "initializer": 5, "sparse": 15}
_FUNCTION_NODE = 7
_NODE_ATTRIBUTE = 5
_ATTRIBUTE = {"tensor": 5, "graph": 6, "tensors": 10, "graphs": 11, "sparse": 22, "sparses": 23}
_SPARSE = (1, 2)
_EXTERNAL_DATA, _LOCATION = 13, 14
_DIMS, _TYPE, _PACKED, _NAME, _RAW = 1, 2, 4, 8, 9
_NODE_INPUT = 1
_FLOATS = {1: "<f4", 10: "<f2"}
"""Types of values by their number in a tensor."""


class NotProtobuf(ValueError):
    """The bytes aren't what they should be."""


def has_graph(data: bytes) -> bool:
    """Whether the file can be an ONNX model: a message with a graph that has nodes."""
    try:
        graphs = list(_parts(memoryview(data), _MODEL["graph"]))
        return len(graphs) == 1 and any(True for _ in _parts(graphs[0], _GRAPH["node"]))
    except NotProtobuf:
        return False


def leans_on_other_files(data: bytes) -> bool:
    """Whether a weight of the model lies outside of the file. Raises NotProtobuf."""
    view = memoryview(data)
    functions = _parts(view, _MODEL["functions"])
    nodes = (node for function in functions for node in _parts(function, _FUNCTION_NODE))
    return any(_graph_leans(graph, 0) for graph in _parts(view, _MODEL["graph"])) or _nodes_lean(nodes, 0)


def _graph_leans(graph: View, depth: int) -> bool:
    if depth > _DEEPEST:
        raise NotProtobuf
    sparse = (part for one in _parts(graph, _GRAPH["sparse"]) for part in _parts(one, *_SPARSE))
    tensors = (*_parts(graph, _GRAPH["initializer"]), *sparse)
    return any(map(_tensor_leans, tensors)) or _nodes_lean(_parts(graph, _GRAPH["node"]), depth)


def _nodes_lean(nodes: Iterator[View], depth: int) -> bool:
    for node in nodes:
        for attribute in _parts(node, _NODE_ATTRIBUTE):
            sparse = _parts(attribute, _ATTRIBUTE["sparse"], _ATTRIBUTE["sparses"])
            tensors = (*_parts(attribute, _ATTRIBUTE["tensor"], _ATTRIBUTE["tensors"]), *sparse)
            graphs = _parts(attribute, _ATTRIBUTE["graph"], _ATTRIBUTE["graphs"])
            if any(map(_tensor_leans, tensors)) or any(_graph_leans(one, depth + 1) for one in graphs):
                return True
    return False


def _tensor_leans(tensor: View) -> bool:
    return any(number == _EXTERNAL_DATA or (number == _LOCATION and value != 0) for number, value in _fields(tensor))


def _parts(message: View, *numbers: int) -> Iterator[View]:
    for number, value in _fields(message):
        if number in numbers and isinstance(value, memoryview):
            yield value


def _fields(message: View) -> Iterator[tuple[int, int | View]]:
    """Number and value of each field: an int for a varint, a view of bytes, 0 for what has a fixed width."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, kind = key >> 3, key & 7
        if kind == _VARINT:
            value, at = _varint(message, at)
            yield number, value
        elif kind == _BYTES:
            length, at = _varint(message, at)
            if length > len(message) - at:
                raise NotProtobuf
            yield number, message[at : at + length]
            at += length
        elif kind in (_EIGHT, _FOUR) and at + (8 if kind == _EIGHT else 4) <= len(message):
            at += 8 if kind == _EIGHT else 4
            yield number, 0
        else:
            raise NotProtobuf


def _varint(message: View, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(message):
            break
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise NotProtobuf


def find_constants(data: bytes | View, shape: tuple[int, ...]) -> list[NDArray[np.float32]]:
    """The stored arrays of floats, single or half, that have this shape; where there are several, those that no node of
    the graph reads, if there are such. Raises NotProtobuf."""
    graphs = list(_parts(memoryview(data), _MODEL["graph"]))
    if len(graphs) != 1:
        raise NotProtobuf
    stored = _parts(graphs[0], _GRAPH["initializer"])
    fitting = [one for one in stored if _shape(one) == shape and _type(one) in _FLOATS]
    if len(fitting) > 1:
        read = {bytes(name) for node in _parts(graphs[0], _GRAPH["node"]) for name in _parts(node, _NODE_INPUT)}
        fitting = [one for one in fitting if not {bytes(name) for name in _parts(one, _NAME)} & read] or fitting
    return [_values(one, shape) for one in fitting]


def _shape(tensor: View) -> tuple[int, ...]:
    """Sides are written one by one, or packed."""
    sides: list[int] = []
    for number, value in _fields(tensor):
        if number == _DIMS:
            sides += [value] if isinstance(value, int) else _varints(value)
    return tuple(sides)


def _varints(packed: View) -> Iterator[int]:
    at = 0
    while at < len(packed):
        value, at = _varint(packed, at)
        yield value


def _type(tensor: View) -> int:
    return next((value for number, value in _fields(tensor) if number == _TYPE and isinstance(value, int)), 0)


def _values(tensor: View, shape: tuple[int, ...]) -> NDArray[np.float32]:
    held = b"".join(_parts(tensor, _RAW, _PACKED))
    kind = np.dtype(_FLOATS[_type(tensor)])
    if len(held) != kind.itemsize * prod(shape):
        raise NotProtobuf
    return np.frombuffer(held, kind).reshape(shape).astype(np.float32)
