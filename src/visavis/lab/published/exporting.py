"""From torch to ONNX, any network of the table: checked against ONNX Runtime before a file is kept."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from visavis.engines.onnx import open_network
from visavis.engines.providers import CPU
from visavis.kit.errors import Failed
from visavis.kit.text import Text
from visavis.lab.published.network import Network

TOLERANCE = 2e-3
OPSET = 18

Arrays = Mapping[str, NDArray[np.float32]]


class NotTheSame(Failed):
    """ONNX Runtime computed something else than torch; nothing was kept."""

    def __init__(self, graph: str, error: float) -> None:
        super().__init__(
            Text(
                ko="변환한 {g}의 결과가 torch와 다릅니다(오차 {e:.2g}, 허용 {t}). 파일을 남기지 않았습니다.",
                en="The exported {g} differs from torch (by {e:.2g}; at most {t} is allowed). No file was kept.",
            ).fill(g=graph, e=error, t=TOLERANCE)
        )


def export_network(network: Network, net: nn.Module, path: Path, about: Mapping[str, str] | None = None) -> float:
    """Write the network's graph to ``path``; returns its largest difference from torch, relative to the largest value.

    Axis 0 of every input and output is free, further axes as the network says; ``about`` goes into the metadata, with
    the kind. Compared with torch for a batch of two and for a single example. The file appears whole or not at all.
    Raises NotTheSame.
    """
    graph = network.graph(copy.deepcopy(net).to("cpu", torch.float32)).requires_grad_(False).eval()
    examples = network.examples()
    draft = path.with_name(f".{path.name}.part")
    try:
        _trace(graph, examples, network, draft)
        _finish(draft, {**(about or {}), "kind": network.kind})
        error = difference(network, graph, draft)
        if not error <= TOLERANCE:
            raise NotTheSame(network.kind, error)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return error


@torch.inference_mode()
def difference(network: Network, graph: nn.Module, path: Path) -> float:
    """How far ONNX Runtime's answers lie from the graph's in torch, on the examples and on the first of them alone."""
    session = open_network(path, (CPU,))
    whole = network.examples()
    errors = [
        relative_error(np.asarray(found, np.float32), true)
        for given in (whole, {name: value[:1] for name, value in whole.items()})
        for found, true in zip(
            session.run(None, {name: value.numpy() for name, value in given.items()}),
            outputs_of(graph, given),
            strict=True,
        )
    ]
    return max(errors)


def outputs_of(graph: nn.Module, examples: Mapping[str, Tensor]) -> list[NDArray[np.float32]]:
    """What the graph gives in torch, one array for each output."""
    given = graph(*examples.values())
    return [one.detach().numpy() for one in (given if isinstance(given, Sequence) else (given,))]


def relative_error(found: NDArray[np.float32], true: NDArray[np.float32]) -> float:
    """Largest difference, relative to the largest true value; infinite where anything isn't a number."""
    error = float(np.abs(found - true).max() / max(float(np.abs(true).max()), 1e-12))
    return error if np.isfinite(error) else float("inf")


def _trace(graph: nn.Module, examples: Mapping[str, Tensor], network: Network, path: Path) -> None:
    axes = {name: {0: "n"} for name in (*examples, *network.outputs)}
    for name, free in (network.free or {}).items():
        axes[name] |= {axis: f"{name}_{axis}" for axis in free}
    trace(graph, examples, network.outputs, axes, path)


def trace(
    graph: nn.Module,
    inputs: Mapping[str, Tensor],
    outputs: Sequence[str],
    axes: Mapping[str, Mapping[int, str]],
    path: Path,
) -> None:
    """Write a graph as ONNX, unchecked; ``axes``: by input or output, the names of those that are free."""
    with warnings.catch_warnings():
        # The tracing exporter is the old one and warns of that. It takes a second where the new one takes a minute, and
        # without folding it keeps the official names of the weights, once each; the runtime folds when it loads.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph,
            tuple(inputs.values()),
            path,
            input_names=list(inputs),
            output_names=list(outputs),
            opset_version=OPSET,
            dynamic_axes=axes,
            do_constant_folding=False,
            dynamo=False,
        )


def _finish(path: Path, about: Mapping[str, str]) -> None:
    model = onnx.load(path)
    for node in model.graph.node:
        node.ClearField("doc_string")  # stack traces with the paths of this machine
    model.metadata_props.extend(onnx.StringStringEntryProto(key=key, value=value) for key, value in about.items())
    onnx.save(model, path)
