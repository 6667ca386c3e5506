"""FaceShifter's networks compute what the official implementations computed, weight for weight, also as ONNX."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import pytest
import torch
from tests.lab.golden import IN_RUNTIME, IN_TORCH, read_golden
from torch import Tensor
from torch.nn import functional as f

from visavis.engines.onnx import open_network
from visavis.lab.faceshifter.published import NETWORKS

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


@pytest.mark.parametrize("kind", OFFICIAL)
def test_network_with_official_weights_gives_the_official_output(kind: str, shared_data: Path, tmp_path: Path) -> None:
    network = next(network for network in NETWORKS if network.kind == kind)
    official = OFFICIAL[kind]
    golden = read_golden(shared_data, official.name)
    net = network.graph(network.build()).eval().requires_grad_(False)
    golden.fill(net, official.drawn_as)
    inputs = official.inputs(golden.inputs())
    names = list(network.examples())
    with torch.inference_mode():
        assert golden.error(net(*inputs)) <= IN_TORCH
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

    assert list(net.state_dict()) == list(golden.keys)
    assert golden.error(found[0]) <= IN_RUNTIME
