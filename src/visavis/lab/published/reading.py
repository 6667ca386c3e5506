"""Checkpoints read as data only, and the weights in them found, however they were wrapped.

safetensors hold nothing else; torch's files go through its weights-only reader. Which tensors of a file are a
network's, its own names tell: wrappers such as ``params_ema`` or ``module.`` are taken off where what is inside fits
better.
"""

from __future__ import annotations

import argparse
import pickle
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import safetensors
import torch
from safetensors.torch import load_file
from torch import Tensor

from visavis.lab.published.errors import BrokenFile, NoCheckpoint, NotFinite, NotOnlyData
from visavis.lab.published.first_look import look

WRAPPERS = (
    "params_ema",
    "g_ema",
    "G_ema",
    "ema",
    "model_ema",
    "state_dict_ema",
    "params",
    "state_dict",
    "generator",
    "net_G_ema",
    "netG",
    "net_G",
    "G",
    "g",
    "model",
    "net",
    "network",
    "weights",
)
"""What dictionaries around a state dict are called. Averaged weights (EMA) are taken first: they make the pictures."""
PREFIXES = ("module", "_orig_mod", *WRAPPERS)
"""What names may begin with when a network was saved inside of another."""
_DEEPEST = 3

Tensors = Mapping[str, Tensor]


@dataclass(frozen=True)
class Found:
    """The tensors of a file that are a network's, as they lie in it, and which wrappers were taken off."""

    tensors: Tensors
    wrappers: tuple[str, ...]


def read_checkpoint(path: Path) -> Any:
    """What a file holds, nothing run and nothing changed. Raises what ``look`` raises."""
    if look(path).format == "safetensors":
        return _read_safetensors(path)
    return _read_torch(path)


def find_weights(content: Any, names: Collection[str], path: Path) -> Found:
    """The state dict in the content that has most of these names. Raises NoCheckpoint where there is none at all."""
    candidates = [
        found for whole in _state_dicts(content, ()) for found in _without_prefixes(whole.tensors, whole.wrappers)
    ]
    if not candidates:
        raise NoCheckpoint(path)
    wanted = set(names)
    return max(candidates, key=lambda found: len(wanted & found.tensors.keys()))  # of equals, the first


def widened(tensors: Tensors) -> tuple[dict[str, Tensor], list[str]]:
    """The same as float32, whole numbers as they are, and a note on each type that was changed. Raises NotFinite.

    Only for tensors whose shapes were checked: a small file can claim to hold a huge one.
    """
    plain: dict[str, Tensor] = {}
    changed: dict[str, int] = {}
    for name, value in tensors.items():
        if value.is_floating_point() and value.dtype != torch.float32:
            kind = str(value.dtype).removeprefix("torch.")
            changed[kind] = changed.get(kind, 0) + 1
        plain[name] = (value.detach().float() if value.is_floating_point() else value.detach()).contiguous()
        if value.is_floating_point() and not bool(torch.isfinite(plain[name]).all()):
            raise NotFinite(name)
    return plain, [f"{count} tensors of {kind} were made float32" for kind, count in changed.items()]


def _read_safetensors(path: Path) -> Any:
    try:
        return load_file(path)
    except (safetensors.SafetensorError, ValueError, KeyError, OSError) as error:
        raise BrokenFile(path, "safetensors") from error


def _read_torch(path: Path) -> Any:
    try:
        with torch.serialization.safe_globals([argparse.Namespace]):  # some keep their options beside the weights
            return torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        if found := re.search(r"GLOBAL ([\w.]+)", str(error)):
            raise NotOnlyData(found[1]) from error
        raise BrokenFile(path, "pickle") from error
    except Exception as error:  # a damaged file can fail in any way that its reader's code can
        raise BrokenFile(path, type(error).__name__) from error


def _state_dicts(content: Any, wrappers: tuple[str, ...]) -> Iterator[Found]:
    """Every state dict in the content, those in wrappers that are named first first."""
    if not isinstance(content, Mapping) or len(wrappers) > _DEEPEST:
        return
    tensors = {name: value for name, value in content.items() if isinstance(name, str) and _is_plain(value)}
    if tensors:
        yield Found(tensors, wrappers)
    for name in WRAPPERS:
        yield from _state_dicts(content.get(name), (*wrappers, name))


def _without_prefixes(tensors: Tensors, wrappers: tuple[str, ...]) -> Iterator[Found]:
    """The state dict as it is, and what is left of it behind each prefix."""
    yield Found(tensors, wrappers)
    if len(wrappers) > _DEEPEST:
        return
    for prefix in PREFIXES:
        start = f"{prefix}."
        inner = {name.removeprefix(start): value for name, value in tensors.items() if name.startswith(start)}
        if inner:
            yield from _without_prefixes(inner, (*wrappers, start))


def _is_plain(value: Any) -> bool:
    return isinstance(value, Tensor) and value.layout == torch.strided and not value.is_quantized
