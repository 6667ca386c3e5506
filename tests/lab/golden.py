"""The outputs of official implementations, and the weights and inputs that they were made with (golden/README.md)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

IN_TORCH, IN_RUNTIME = 1e-3, 2e-3
_KEPT = ("kernel", "resample_filter")


@dataclass(frozen=True)
class Golden:
    """``keys``: official names -> shapes, in order; ``sample``: every ``step``-th value of the official output."""

    keys: dict[str, list[int]]
    about: dict[str, Any]
    sample: NDArray[np.float32]

    def fill(self, net: nn.Module, drawn_as: Callable[[str], str] = str) -> None:
        """Give a net the weights that the official one had; raises where a name or a shape differs.

        ``drawn_as``: under which name a weight was drawn, where that isn't its name in the whole network.
        """
        own = net.state_dict()
        equal: bool = self.about["equalised_lr"]
        drawn = {name: _weight(drawn_as(name), shape, own[name], equal) for name, shape in self.keys.items()}
        net.load_state_dict(drawn)

    def inputs(self) -> list[Tensor]:
        return [torch.from_numpy(_input(told)) for told in self.about["inputs"]]

    def error(self, output: Tensor | NDArray[np.float32]) -> float:
        """Largest difference from the official output, relative to its largest value."""
        found = np.asarray(output, np.float32).ravel()[:: self.about["sample_step"]]
        return float(np.abs(found - self.sample).max() / np.abs(self.sample).max())


def read_golden(shared_data: Path, name: str) -> Golden:
    folder = shared_data.parent / "golden"
    keys = json.loads((folder / f"{name}.keys.json").read_text())
    about = json.loads((folder / "index.json").read_text())[name]
    return Golden(keys, about, np.load(folder / f"{name}.npz")["sample"])


def _draw(name: str) -> np.random.Generator:
    return np.random.default_rng(int.from_bytes(sha256(name.encode()).digest()[:8], "little"))


def _input(told: dict[str, Any]) -> NDArray[np.float32]:
    draw = _draw(told["seed"])
    if told["low"] is None:
        return np.asarray(draw.standard_normal(told["shape"], dtype=np.float32))
    return np.asarray(draw.uniform(told["low"], told["high"], told["shape"]), np.float32)


def _weight(name: str, shape: list[int], own: Tensor, equal: bool) -> Tensor:
    leaf = name.rpartition(".")[2]
    if leaf in _KEPT or not own.is_floating_point():
        return own
    x = _draw(name).standard_normal(shape, dtype=np.float32)
    if leaf == "running_var":
        x = np.float32(0.5) + np.abs(x)
    elif leaf == "running_mean" or len(shape) < 2:
        x = 1 + np.float32(0.1) * x if leaf == "weight" and len(shape) == 1 and not equal else np.float32(0.1) * x
    elif not equal:
        x = x / np.float32(np.sqrt(prod(shape[1:])))
    return torch.from_numpy(np.asarray(x, np.float32))
