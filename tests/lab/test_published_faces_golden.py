"""GFPGAN, GPEN and BeautyGAN compute what the official implementations computed, in torch and in ONNX Runtime."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from tests.lab.golden import IN_RUNTIME, IN_TORCH, read_golden
from torch import nn

from visavis.engines.onnx import open_network
from visavis.lab.beautygan.published import NETWORKS as MAKE_UP
from visavis.lab.faceprior.published import NETWORKS as PRIORS
from visavis.lab.published.network import Network

pytestmark = pytest.mark.shared

GOLDEN = {
    "gfpgan": "gfpgan_clean512_fixednoise",
    "gpen256": "gpen_256_cm1_n0.5",
    "gpen512": "gpen_512_cm2_n1",
    "beautygan": "beautygan_branch",
}


def export(net: nn.Module, inputs: dict[str, torch.Tensor], path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter is the old one and warns of that
        torch.onnx.export(
            net,
            tuple(inputs.values()),
            path,
            input_names=list(inputs),
            output_names=["picture"],
            opset_version=18,
            dynamic_axes={name: {0: "n"} for name in (*inputs, "picture")},
            do_constant_folding=False,
            dynamo=False,
        )


@pytest.mark.parametrize("network", [*PRIORS, *MAKE_UP], ids=lambda network: network.kind)
def test_official_weights_give_the_official_output(network: Network, shared_data: Path, tmp_path: Path) -> None:
    told = read_golden(shared_data, GOLDEN[network.kind])
    # GFPGAN's names were noted inside a wrapper; its weights and its published files have the names without "g."
    golden = replace(told, keys={name.removeprefix("g."): shape for name, shape in told.keys.items()})
    net = network.build().eval().requires_grad_(False)
    golden.fill(net)
    graph = network.graph(net)
    made = graph(*golden.inputs())
    assert golden.error(made) <= IN_TORCH
    assert set(net.state_dict()) == set(golden.keys)

    export(graph, network.examples(), tmp_path / "net.onnx")
    session = open_network(tmp_path / "net.onnx")
    given = {name: value.numpy() for name, value in zip(network.examples(), golden.inputs(), strict=True)}
    assert golden.error(session.run(None, given)[0]) <= IN_RUNTIME
