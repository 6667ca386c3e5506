"""Graphs of published networks, written for a test as the door of foreign weights writes them."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import torch
from torch import nn

from visavis.engines.choosing import GRAPH
from visavis.engines.imported import RECORD
from visavis.lab.published.network import Network


def write_graph(network: Network, net: nn.Module, path: Path) -> None:
    """Export what the product runs of a net."""
    examples = network.examples()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter warns of its age
        torch.onnx.export(
            network.graph(net).eval(),
            tuple(examples.values()),
            path,
            input_names=list(examples),
            output_names=list(network.outputs),
            opset_version=18,
            dynamic_axes={name: {0: "n"} for name in (*examples, *network.outputs)},
            do_constant_folding=False,
            dynamo=False,
        )


def import_into(models: Path, network: Network, net: nn.Module, name: str = "tiny") -> Path:
    """Lay a net into a library as an import would; returns its folder."""
    folder = make_record(models, network.kind, name)
    write_graph(network, net, folder / GRAPH)
    return folder


def make_record(models: Path, kind: str, name: str) -> Path:
    """The folder of an imported network, yet without its graph."""
    folder = models / kind / name
    folder.mkdir(parents=True)
    (folder / RECORD).write_text(json.dumps({"kind": kind, "licence": "CC0-1.0 (random weights)"}))
    return folder
