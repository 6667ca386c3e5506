"""Wav2Lip's networks compute what the official implementations computed, weight for weight; in ONNX Runtime, too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from tests.lab.golden import IN_RUNTIME, IN_TORCH, Golden, read_golden
from torch import Tensor, nn

from visavis.engines.onnx import open_network
from visavis.lab.published.exporting import export_network
from visavis.lab.published.network import Network
from visavis.lab.wav2lip.generator import PX96, PX256, Wav2Lip
from visavis.lab.wav2lip.judges import QualityCritic, SyncNet
from visavis.lab.wav2lip.published import NETWORKS

pytestmark = pytest.mark.shared

NETS: dict[str, Callable[[], nn.Module]] = {
    "wav2lip_b8": lambda: Wav2Lip(PX96),
    "wav2lip256": lambda: Wav2Lip(PX256),
    "syncnet_color": SyncNet,
    "wav2lip_disc": QualityCritic,
}
GRAPHS = {"wav2lip": "wav2lip_b8", "wav2lip256": "wav2lip256"}


@pytest.mark.parametrize("name", NETS)
def test_net_with_official_weights_gives_the_official_output(name: str, shared_data: Path) -> None:
    golden = read_golden(shared_data, name)
    net = NETS[name]().eval()
    golden.fill(net)
    with torch.inference_mode():
        made = net(*_inputs(golden))

    assert list(net.state_dict()) == list(golden.keys)
    assert golden.error(made[1] if isinstance(made, tuple) else made) <= IN_TORCH


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.kind)
def test_exported_generator_gives_the_official_output(network: Network, shared_data: Path, tmp_path: Path) -> None:
    golden = read_golden(shared_data, GRAPHS[network.kind])
    net = network.build().eval()
    golden.fill(net)
    export_network(network, net, tmp_path / "network.onnx")
    session = open_network(tmp_path / "network.onnx")
    inputs = zip(network.examples(), golden.inputs(), strict=True)
    (made,) = session.run(["picture"], {name: value.numpy() for name, value in inputs})

    assert golden.error(made) <= IN_RUNTIME


def _inputs(golden: Golden) -> list[Tensor]:
    """The critic's official input is five pictures in a row, which it takes one by one."""
    return [one[0].transpose(0, 1) if one.ndim == 5 else one for one in golden.inputs()]
