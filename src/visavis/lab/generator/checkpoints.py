"""Checkpoints of others: recognised by content, read as data only, brought under our names.

Two layouts are read: rosinality's ``.pt`` (through torch's weights-only reader) and StyleGAN2-ADA's ``.pkl`` (through
the restricted reader of ``unpickling``). What is in a file decides, not what it is called.
"""

from __future__ import annotations

import argparse
import pickle
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from visavis.lab.generator.ada_names import generator_from_ada
from visavis.lab.generator.errors import WrongLayout
from visavis.lab.generator.first_look import look
from visavis.lab.generator.model import Generator, Shape
from visavis.lab.generator.unpickling import read_ada_pickle
from visavis.lab.published.errors import BrokenFile, NotOnlyData

_WIDEST = 2048


@dataclass(frozen=True)
class Checkpoint:
    """A generator that was read, which layout it had, and what had to be made up for."""

    generator: Generator
    layout: str
    notes: tuple[str, ...]


def read_checkpoint(path: Path) -> Checkpoint:
    """Read a foreign checkpoint. Raises what ``look`` raises."""
    return _from_ada(path) if look(path) == "pickle" else _from_rosinality(_read_torch(path))


def infer_shape(weights: Mapping[str, Tensor], clamp: float | None = None) -> Shape:
    """The shape of the generator that these weights (under our names) belong to. Raises WrongLayout."""
    steps = sum(1 for name in weights if re.fullmatch(r"to_rgbs\.\d+\.bias", name))
    layers = sum(1 for name in weights if re.fullmatch(r"style\.\d+\.weight", name))
    last = f"convs.{2 * steps - 1}.conv.weight"
    for name, axes in (("style.1.weight", 2), ("input.input", 4), (last, 5)):
        if name not in weights or weights[name].ndim != axes:
            raise WrongLayout(name)
    size = 2 ** (steps + 2)
    shape = Shape(
        size_px=size,
        style_dim=weights["style.1.weight"].shape[1],
        mapping_layers=layers,
        channel_base=weights[last].shape[1] * size,
        channel_max=weights["input.input"].shape[1],
        clamp=clamp,
    )
    # a few bytes can claim to be a tensor of any size: no net is made that no official one comes near
    if not (1 <= steps <= 8 and 1 <= layers <= 32 and max(shape.style_dim, shape.channel_max) <= _WIDEST):
        raise WrongLayout(f"{shape}")
    return shape


def _read_torch(path: Path) -> Any:
    try:
        with torch.serialization.safe_globals([argparse.Namespace]):  # rosinality keeps its options in one
            return torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        if found := re.search(r"GLOBAL ([\w.]+)", str(error)):
            raise NotOnlyData(found[1]) from error
        raise BrokenFile(path, "pickle") from error
    except Exception as error:  # a damaged file can fail in any way that its reader's code can
        raise BrokenFile(path, type(error).__name__) from error


def _from_rosinality(found: Any) -> Checkpoint:
    if not isinstance(found, dict):
        raise WrongLayout("g_ema")
    weights = found.get("g_ema", found.get("g", found))
    if not isinstance(weights, dict) or not all(isinstance(one, Tensor) for one in weights.values()):
        raise WrongLayout("g_ema")
    notes: list[str] = []
    average = found.get("latent_avg")
    generator = _build(dict(weights), infer_shape(weights), notes)
    if isinstance(average, Tensor) and average.numel() == generator.latent_avg.numel():
        generator.latent_avg.copy_(average.reshape(-1))
    else:
        generator.latent_avg.copy_(_mean_style(generator))
        notes.append("the mean of w isn't in the file: taken over 16,384 draws of seed 0")
    return Checkpoint(generator, "rosinality/stylegan2-pytorch", tuple(notes))


def _from_ada(path: Path) -> Checkpoint:
    networks = read_ada_pickle(path)
    if "G_ema" not in networks:
        raise WrongLayout("G_ema")
    network = networks["G_ema"]
    weights, average = generator_from_ada(dict(network.tensors()))
    clamp = network.attribute("conv_clamp")
    notes: list[str] = []
    shape = infer_shape(weights, float(clamp) if isinstance(clamp, int | float) else None)
    generator = _build(weights, shape, notes)
    if average.shape != generator.latent_avg.shape:
        raise WrongLayout("mapping.w_avg")
    generator.latent_avg.copy_(average)
    return Checkpoint(generator, "NVlabs/stylegan2-ada-pytorch", tuple(notes))


def _build(weights: dict[str, Tensor], shape: Shape, notes: list[str]) -> Generator:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        generator = Generator(shape)
    own = generator.state_dict()
    if not any(name.startswith("noises.") for name in weights):
        weights |= {name: value for name, value in own.items() if name.startswith("noises.")}
        notes.append("the fixed noise isn't in the file: drawn with seed 0")
    wrong = sorted(weights.keys() ^ own.keys()) or [n for n in own if own[n].shape != weights[n].shape]
    if wrong:
        raise WrongLayout(wrong[0])
    if not all(bool(torch.isfinite(value).all()) for value in weights.values()):
        raise WrongLayout("NaN")
    generator.load_state_dict(weights)
    return generator.eval()


@torch.inference_mode()
def _mean_style(generator: Generator) -> Tensor:
    draw = torch.Generator().manual_seed(0)
    z = torch.randn(16_384, generator.shape.style_dim, generator=draw)
    mean: Tensor = generator.style(z).mean(dim=0)
    return mean
