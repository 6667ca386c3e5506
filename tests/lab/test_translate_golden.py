"""The translation networks compute what the official implementations computed, weight for weight."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from tests.lab.golden import IN_TORCH, read_golden
from torch import nn

from visavis.lab.translate.pix2pixhd import GlobalGenerator, LocalEnhancer, resnet9
from visavis.lab.translate.ugatit import LightGenerator

pytestmark = pytest.mark.shared

NETS: dict[str, Callable[[], nn.Module]] = {
    "p2phd_global_256": lambda: GlobalGenerator(3, 3, 64, downs=4, blocks=9),
    "p2phd_local_512": lambda: LocalEnhancer(3, 3, 32, downs=3, blocks=9, local_blocks=3),
    "cyclegan_resnet9_equiv": resnet9,
    "ugatit_light": LightGenerator,
}


@pytest.mark.parametrize("name", NETS)
def test_translation_net_with_official_weights_gives_the_official_output(name: str, shared_data: Path) -> None:
    golden = read_golden(shared_data, name)
    net = NETS[name]().eval()
    golden.fill(net)
    with torch.inference_mode():
        made = net(*golden.inputs())

    assert set(net.state_dict()) == set(golden.keys)
    assert golden.error(made[0] if isinstance(made, tuple) else made) <= IN_TORCH
