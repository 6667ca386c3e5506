"""FaceShifter's networks compute what the official implementations computed, weight for weight, also as ONNX."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest
import torch
from tests.lab.golden import IN_RUNTIME, IN_TORCH, Golden, read_golden
from torch import Tensor, nn
from torch.nn import functional as f

from visavis.engines.onnx import open_network
from visavis.lab.faceshifter.published import NETWORKS
from visavis.lab.published.network import Network

pytestmark = pytest.mark.shared


@dataclass(frozen=True)
class Official:
    """``parts``: prefixes without which the weights were drawn; ``unit``: whether the identity had length 1."""

    name: str
    parts: tuple[str, ...] = ()
    unit: bool = False

    def drawn_as(self, name: str) -> str:
        first, _, rest = name.partition(".")
        return rest if first in self.parts else name

    def inputs(self, given: list[Tensor]) -> list[Tensor]:
        return [given[0], f.normalize(given[1])] if self.unit else given


OFFICIAL = {
    "aeinet": Official("aeinet", ("G", "E"), unit=True),
    "ghost": Official("ghost_unet2"),
    "hearnet": Official("hearnet"),
    "hearnet-taotao": Official("taotao_hear"),
}


@lru_cache(maxsize=1)  # the largest holds 1.8 GB
def filled(kind: str, shared_data: Path) -> tuple[nn.Module, Golden]:
    network = network_of(kind)
    golden = read_golden(shared_data, OFFICIAL[kind].name)
    net = network.graph(network.build()).eval().requires_grad_(False)
    golden.fill(net, OFFICIAL[kind].drawn_as)
    return net, golden


@pytest.mark.parametrize("kind", OFFICIAL)
def test_network_with_official_weights_gives_the_official_output(kind: str, shared_data: Path) -> None:
    net, golden = filled(kind, shared_data)
    assert list(net.state_dict()) == list(golden.keys)
    with torch.inference_mode():
        assert golden.error(net(*OFFICIAL[kind].inputs(golden.inputs()))) <= IN_TORCH


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=[pytest.mark.large] if kind == "aeinet" else []) for kind in OFFICIAL]
)
def test_exported_network_gives_the_official_output(kind: str, shared_data: Path, tmp_path: Path) -> None:
    net, golden = filled(kind, shared_data)
    network, inputs = network_of(kind), OFFICIAL[kind].inputs(golden.inputs())
    names = list(network.examples())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter warns that it is the old one
        torch.onnx.export(
            net, tuple(inputs), tmp_path / "network.onnx", input_names=names, output_names=list(network.outputs),
            opset_version=18, do_constant_folding=False, dynamo=False,
        )  # fmt: skip
    found = open_network(tmp_path / "network.onnx").run(
        None, {name: value.numpy() for name, value in zip(names, inputs, strict=True)}
    )
    (tmp_path / "network.onnx").unlink()
    assert golden.error(found[0]) <= IN_RUNTIME


def network_of(kind: str) -> Network:
    return next(network for network in NETWORKS if network.kind == kind)
