"""The translation networks compute what the official implementations computed, weight for weight."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from visavis.lab.translate.pix2pixhd import GlobalGenerator, LocalEnhancer, resnet9
from visavis.lab.translate.ugatit import LightGenerator

pytestmark = pytest.mark.shared
IN_TORCH = 1e-3

NETS: dict[str, Callable[[], nn.Module]] = {
    "p2phd_global_256": lambda: GlobalGenerator(3, 3, 64, downs=4, blocks=9),
    "p2phd_local_512": lambda: LocalEnhancer(3, 3, 32, downs=3, blocks=9, local_blocks=3),
    "cyclegan_resnet9_equiv": resnet9,
    "ugatit_light": LightGenerator,
}


def _draw(name: str) -> np.random.Generator:
    return np.random.default_rng(int.from_bytes(sha256(name.encode()).digest()[:8], "little"))


def _fill(name: str, shape: list[int]) -> Tensor:
    """As golden/README.md says for networks without equalised learning rate."""
    x = _draw(name).standard_normal(shape, dtype=np.float32)
    if len(shape) >= 2:
        return torch.from_numpy(x / np.float32(np.sqrt(np.prod(shape[1:]))))
    return torch.from_numpy(1 + 0.1 * x if name.endswith("weight") else 0.1 * x)


@pytest.mark.parametrize("name", NETS)
def test_translation_net_with_official_weights_gives_the_official_output(name: str, shared_data: Path) -> None:
    folder = shared_data.parent / "golden"
    keys: dict[str, list[int]] = json.loads((folder / f"{name}.keys.json").read_text())
    about = json.loads((folder / "index.json").read_text())[name]
    net = NETS[name]().eval()

    net.load_state_dict({key: _fill(key, shape) for key, shape in keys.items()})
    told = about["inputs"][0]
    drawn = _draw(told["seed"]).uniform(told["low"], told["high"], told["shape"]).astype(np.float32)
    with torch.inference_mode():
        made = net(torch.from_numpy(drawn))
    picture = made[0] if isinstance(made, tuple) else made

    golden = np.load(folder / f"{name}.npz")["sample"]
    found = picture.numpy().ravel()[:: about["sample_step"]]
    assert set(net.state_dict()) == set(keys)
    assert np.abs(found - golden).max() <= IN_TORCH * np.abs(golden).max()
