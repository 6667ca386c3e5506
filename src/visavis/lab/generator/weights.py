"""Weights on disk: safetensors with the shape of the net in the header, in full or half precision."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.lab.generator.model import Discriminator, Generator, Shape

AVERAGE = "latent_avg"
"""The mean of w lies beside the state dict, as in rosinality's converted checkpoints."""


class WrongWeights(Invalid):
    """The file isn't one that this module wrote, or of another shape than is needed."""

    def __init__(self, path: Path, why: object) -> None:
        super().__init__(
            Text(
                ko="{p}은(는) 이 생성기의 가중치 파일이 아닙니다({w}). "
                "`train`이나 `import`가 만든 .safetensors를 쓰세요.",
                en="{p} holds no weights of this generator ({w}). Use a .safetensors that `train` or `import` wrote.",
            ).fill(p=path, w=why)
        )


def save_generator(
    generator: Generator, path: Path, half: bool = False, about: Mapping[str, str] | None = None
) -> None:
    """Write state dict, mean of w and shape; the file appears whole or not at all."""
    tensors = {**generator.state_dict(), AVERAGE: generator.latent_avg}
    _save(tensors, generator.shape, path, half, about or {})


def load_generator(path: Path) -> Generator:
    """A generator in float32, ready to sample. Raises WrongWeights."""
    shape, tensors = _load(path)
    generator = Generator(shape)
    _fill(generator, tensors, path)
    return generator.eval()


def save_training(trained: Generator, averaged: Generator, judge: Discriminator, path: Path) -> None:
    """All three nets in half precision: enough to go on training elsewhere, without the optimisers' memory."""
    tensors = {f"discriminator.{name}": value for name, value in judge.state_dict().items()}
    for place, net in (("generator", trained), ("averaged", averaged)):
        tensors |= {f"{place}.{name}": value for name, value in net.state_dict().items()}
        tensors[f"{place}.{AVERAGE}"] = net.latent_avg
    _save(tensors, trained.shape, path, True, {})


def load_training(trained: Generator, averaged: Generator, judge: Discriminator, path: Path) -> None:
    """Fill three nets of the same shape. Raises WrongWeights."""
    shape, tensors = _load(path)
    if shape != trained.shape:
        raise WrongWeights(path, shape)
    for place, net in (("generator", trained), ("averaged", averaged), ("discriminator", judge)):
        part = {name.removeprefix(f"{place}."): value for name, value in tensors.items() if name.startswith(place)}
        _fill(net, part, path)


def _save(tensors: Mapping[str, Tensor], shape: Shape, path: Path, half: bool, about: Mapping[str, str]) -> None:
    kind = torch.float16 if half else torch.float32
    kept = {name: value.detach().to("cpu", kind).contiguous().clone() for name, value in tensors.items()}
    draft = path.with_name(f".{path.name}.part")
    save_file(kept, draft, metadata={**about, "shape": json.dumps(asdict(shape))})
    os.replace(draft, path)


def _load(path: Path) -> tuple[Shape, dict[str, Tensor]]:
    try:
        with safe_open(path, "pt") as file:
            shape = Shape(**json.loads((file.metadata() or {})["shape"]))
            return shape, {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118  # no mapping
    except (SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
        raise WrongWeights(path, error) from error


def _fill(net: Generator | Discriminator, tensors: dict[str, Tensor], path: Path) -> None:
    average = tensors.pop(AVERAGE, None)
    try:
        net.load_state_dict(tensors)
        if isinstance(net, Generator) and average is not None:
            net.latent_avg.copy_(average)
    except RuntimeError as error:
        raise WrongWeights(path, str(error).splitlines()[0]) from error
