"""A thin Wav2Lip of random weights, imported into a library: its graph is the official one's."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from tests.lab.graphs import import_into, make_record
from torch import nn

from visavis.engines.choosing import GRAPH
from visavis.lab.published.exporting import export_network
from visavis.lab.published.network import Network
from visavis.lab.wav2lip.generator import PX96, PX256, Shape, Wav2Lip
from visavis.lab.wav2lip.published import NETWORKS

_SHAPES: dict[str, Shape] = {"wav2lip": replace(PX96, thin=16), "wav2lip256": replace(PX256, thin=16)}


def import_tiny_wav2lip(models: Path, kind: str = "wav2lip", name: str = "tiny") -> Path:
    """The folder of the imported network."""
    folder = make_record(models, kind, name)
    (folder / GRAPH).write_bytes(_graph(kind))
    return folder


def import_mirror(models: Path) -> Path:
    """A network of Wav2Lip's form that gives back the whole picture it was shown."""
    return import_into(models, _network("wav2lip"), _Mirror(), "mirror")


@cache
def _graph(kind: str) -> bytes:
    torch.manual_seed(5)
    net = Wav2Lip(_SHAPES[kind])
    for layer in net.modules():
        if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d):  # as it comes, hardly anything would reach the picture
            nn.init.kaiming_normal_(layer.weight)
    with TemporaryDirectory() as folder:
        export_network(_network(kind), net, Path(folder) / GRAPH)
        return (Path(folder) / GRAPH).read_bytes()


def _network(kind: str) -> Network:
    return next(one for one in NETWORKS if one.kind == kind)


class _Mirror(nn.Module):
    def forward(self, mel: torch.Tensor, face: torch.Tensor) -> torch.Tensor:
        return face[:, 3:] + 0 * mel.mean((1, 2, 3), keepdim=True)
