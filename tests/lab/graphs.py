"""Published networks in a library, as an import would lay them there."""

from __future__ import annotations

import json
from pathlib import Path

from torch import nn

from visavis.engines.choosing import GRAPH
from visavis.engines.imported import RECORD
from visavis.lab.published.exporting import export_network
from visavis.lab.published.network import Network


def import_into(models: Path, network: Network, net: nn.Module, name: str = "tiny") -> Path:
    """Lay a net into a library as an import would; returns its folder."""
    folder = make_record(models, network.kind, name)
    export_network(network, net, folder / GRAPH)
    return folder


def make_record(models: Path, kind: str, name: str) -> Path:
    """The folder of an imported network, yet without its graph."""
    folder = models / kind / name
    folder.mkdir(parents=True)
    (folder / RECORD).write_text(json.dumps({"kind": kind, "licence": "CC0-1.0 (random weights)"}))
    return folder
