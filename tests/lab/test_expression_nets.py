"""The two networks compute what timm's compute, weight for weight, and learn."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from visavis.lab.expression.nets import SIZES, NetName, Size, build, load_published

GOLDEN: dict[str, NetName] = {
    "vit_tiny_patch16_224": "vit",
    "vit_base_patch16_224": "vit",
    "mixer_s16_224": "mixer",
    "mixer_b16_224": "mixer",
}
SMALL = Size(16, 4, 32, 2, 2, channels=1)


def _draw(name: str) -> np.random.Generator:
    return np.random.default_rng(int.from_bytes(sha256(name.encode()).digest()[:8], "little"))


def _fill(name: str, shape: list[int]) -> Tensor:
    """As golden/README.md says for networks without equalised learning rate."""
    x = _draw(name).standard_normal(shape, dtype=np.float32)
    if len(shape) >= 2:
        return torch.from_numpy(x / np.float32(np.sqrt(np.prod(shape[1:]))))
    return torch.from_numpy(1 + 0.1 * x if name.endswith("weight") else 0.1 * x)


@pytest.mark.shared
@pytest.mark.parametrize("name", GOLDEN)
def test_a_net_with_official_weights_gives_the_official_output(name: str, shared_data: Path) -> None:
    folder = shared_data.parent / "golden"
    keys: dict[str, list[int]] = json.loads((folder / f"{name}.keys.json").read_text())
    told = json.loads((folder / "index.json").read_text())[name]["inputs"][0]
    net = build(GOLDEN[name], SIZES[name], answers=3).eval()
    assert set(net.state_dict()) == set(keys)

    assert load_published(net, {key: _fill(key, shape) for key, shape in keys.items()}) == []
    drawn = _draw(told["seed"]).standard_normal(told["shape"], dtype=np.float32)
    with torch.inference_mode():
        found = net(torch.from_numpy(drawn)).numpy().ravel()

    golden = np.load(folder / f"{name}.npz")["sample"]
    assert np.abs(found - golden).max() <= 1e-3 * np.abs(golden).max()


@pytest.mark.parametrize("name", ["vit", "mixer"])
def test_published_weights_load_for_other_classes(name: NetName) -> None:
    published = build(name, SMALL, answers=21).state_dict()
    net = build(name, SMALL, answers=3)
    fresh = net.head.weight.clone()
    assert load_published(net, published) == ["head.weight", "head.bias"]
    assert torch.equal(net.head.weight, fresh)
    assert torch.equal(net.state_dict()["blocks.1.norm2.weight"], published["blocks.1.norm2.weight"])


def test_weights_of_another_net_are_refused() -> None:
    published = build("vit", SMALL, answers=3).state_dict()
    with pytest.raises(ValueError, match="another network"):
        load_published(build("mixer", SMALL, answers=3), published)
    with pytest.raises(ValueError, match=r"blocks\.2"):
        load_published(build("vit", Size(16, 4, 32, 3, 2, channels=1), answers=3), published)


@pytest.mark.parametrize("name", ["vit", "mixer"])
def test_a_net_can_learn_a_handful_of_pictures_by_heart(name: NetName) -> None:
    torch.manual_seed(0)
    net, pictures = build(name, SMALL, answers=3), torch.randn(24, 1, 16, 16)
    labels = torch.arange(24) % 3
    adam = torch.optim.AdamW(net.parameters(), 3e-3)
    for _ in range(120):
        adam.zero_grad()
        torch.nn.functional.cross_entropy(net(pictures), labels).backward()  # type: ignore[no-untyped-call]
        adam.step()
    assert (net.eval()(pictures).argmax(1) == labels).all()
