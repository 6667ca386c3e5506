"""Published networks in a library, as an import would lay them there."""

from __future__ import annotations

import json
from hashlib import sha256
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
    record = {"kind": kind, "licence": "CC0-1.0 (random weights)", "source_sha256": published_sha256(kind, name)}
    (folder / RECORD).write_text(json.dumps(record))
    return folder


def published_sha256(kind: str, name: str = "tiny") -> str:
    """Of the file that such a network is said to come from; its graph has another."""
    return sha256(f"{kind}/{name} as its makers published it".encode()).hexdigest()
