"""Our nets compute what the official implementations computed, weight for weight."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from visavis.lab.generator.ada_names import discriminator_from_ada, generator_from_ada
from visavis.lab.generator.export import export, run
from visavis.lab.generator.layers import blur_kernel
from visavis.lab.generator.model import Discriminator, Generator, Shape

pytestmark = pytest.mark.shared
IN_TORCH, IN_ONNX_RUNTIME = 1e-3, 2e-3


def _draw(name: str) -> np.random.Generator:
    return np.random.default_rng(int.from_bytes(sha256(name.encode()).digest()[:8], "little"))


def _normal(name: str, shape: list[int]) -> NDArray[np.float32]:
    return np.array(_draw(name).standard_normal(shape, dtype=np.float32), np.float32)


class Golden:
    """One network of the golden folder: its weights as the official implementation was filled, and its output."""

    def __init__(self, folder: Path, name: str) -> None:
        self._gain = 4.0 if name == "rosinality_G256" else 1.0
        self._about: dict[str, Any] = json.loads((folder / "index.json").read_text())[name]
        self._keys: dict[str, list[int]] = json.loads((folder / f"{name}.keys.json").read_text())
        self.sample: NDArray[np.float32] = np.load(folder / f"{name}.npz")["sample"]

    def weights(self) -> dict[str, Tensor]:
        """As the official implementation was filled, under its own names."""
        return {_official_name(name): self._fill(name) for name in self._keys}

    def input(self) -> Tensor:
        told = self._about["inputs"][0]
        if told["low"] is None:
            return torch.from_numpy(_normal(told["seed"], told["shape"]))
        drawn = _draw(told["seed"]).uniform(told["low"], told["high"], told["shape"])
        return torch.from_numpy(drawn.astype(np.float32))

    def error(self, output: NDArray[np.float32]) -> float:
        """Largest difference, relative to the golden's largest value."""
        found = output.ravel()[:: self._about["sample_step"]]
        return float(np.abs(found - self.sample).max() / np.abs(self.sample).max())

    def _fill(self, name: str) -> Tensor:
        shape = self._keys[name]
        if name.endswith(("resample_filter", "kernel")):
            return blur_kernel(self._gain)
        if not shape:  # a single number was drawn in double precision
            return torch.tensor(0.1 * _draw(_official_name(name)).standard_normal(), dtype=torch.float32)
        return torch.from_numpy(_normal(_official_name(name), shape) * np.float32(0.1 if len(shape) == 1 else 1))


def _official_name(name: str) -> str:
    """Without the ``g.`` or ``d.`` of the wrapper that listed the names."""
    return re.sub(r"^[gd]\.", "", name)


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data.parent / "golden"


@pytest.fixture(scope="module", params=["rosinality", "ada"])
def official(folder: Path, request: pytest.FixtureRequest) -> tuple[Golden, Generator]:
    """A golden generator and ours, filled with the same weights."""
    golden = Golden(folder, f"{request.param}_G256")
    weights, average = golden.weights(), torch.from_numpy(0.1 * _normal("input:trunc", [512]))
    if request.param == "ada":
        weights, average = generator_from_ada(weights)
    generator = Generator(Shape(256))
    generator.load_state_dict(weights)
    generator.latent_avg.copy_(average)
    return golden, generator.eval()


def test_generator_equals_the_official_one(official: tuple[Golden, Generator]) -> None:
    golden, generator = official
    with torch.inference_mode():
        picture = generator(golden.input(), psi=0.7)
    assert golden.error(picture.numpy()) <= IN_TORCH


def test_exported_generator_equals_the_official_one(official: tuple[Golden, Generator], tmp_path: Path) -> None:
    golden, generator = official
    made = export(generator, tmp_path)
    w = run(made.mapping, {"z": golden.input().numpy(), "psi": np.array([0.7], np.float32)})
    picture = run(made.synthesis, {"w": np.repeat(w[:, None], generator.shape.styles, axis=1)})
    assert golden.error(picture) <= IN_ONNX_RUNTIME


@pytest.mark.parametrize("layout", ["rosinality", "ada"])
def test_discriminator_equals_the_official_one(folder: Path, layout: str) -> None:
    golden = Golden(folder, f"{layout}_D256")
    discriminator = Discriminator(Shape(256)).eval()
    weights = golden.weights()
    discriminator.load_state_dict(discriminator_from_ada(weights) if layout == "ada" else weights)
    with torch.inference_mode():
        scores = discriminator(golden.input())
    assert golden.error(scores.numpy()) <= IN_TORCH


def test_state_dict_has_the_official_names_and_shapes(folder: Path) -> None:
    for net, name in ((Generator(Shape(256)), "rosinality_G256"), (Discriminator(Shape(256)), "rosinality_D256")):
        told = json.loads((folder / f"{name}.keys.json").read_text())
        official = {key.removeprefix("g."): shape for key, shape in told.items()}
        assert {key: list(value.shape) for key, value in net.state_dict().items()} == official
