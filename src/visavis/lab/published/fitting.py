"""Whether weights are those of a network: names and shapes compared, told in a few lines, put in when they fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from visavis.kit.errors import Unavailable
from visavis.lab.published.errors import DoesntFit
from visavis.lab.published.network import Network

Shapes = Mapping[str, tuple[int, ...]]
_SHOWN = 10
_MOSTLY = 0.9
"""Share of a network's tensors that a file has to have under its names and shapes to look like it."""


@dataclass(frozen=True)
class Difference:
    """What a file lacks, what it has beyond, and what has another shape: names, with shapes as (in file, needed)."""

    missing: tuple[str, ...]
    beyond: tuple[str, ...]
    reshaped: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.beyond or self.reshaped)

    def __str__(self) -> str:
        shapes = [f"{name}: {list(has)}, needed {list(needs)}" for name, has, needs in self.reshaped]
        parts = [
            *_listed("missing · 없음", self.missing),
            *_listed("beyond · 남음", self.beyond),
            *_listed("other shape · 모양 다름", shapes),
        ]
        return "\n".join(parts)


def shapes_of(network: Network) -> Shapes:
    """The names and shapes of a network, found without making its weights where its code allows that."""
    try:
        with torch.device("meta"):
            net = network.build()
    except (RuntimeError, TypeError):  # something in it needs real numbers
        net = network.build()
    return {name: tuple(value.shape) for name, value in net.state_dict().items()}


def compare(network: Network, wanted: Shapes, tensors: Mapping[str, Tensor]) -> Difference:
    """How the tensors differ from the wanted ones; loose names count only where their shape is another."""

    def strict(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if not any(re.fullmatch(loose, name) for loose in network.loose))

    both = [name for name in wanted if name in tensors]
    return Difference(
        missing=strict(name for name in wanted if name not in tensors),
        beyond=strict(name for name in tensors if name not in wanted),
        reshaped=tuple(
            (name, tuple(tensors[name].shape), wanted[name])
            for name in both
            if tuple(tensors[name].shape) != wanted[name]
        ),
    )


def check_fit(network: Network, wanted: Shapes, tensors: Mapping[str, Tensor], others: Iterable[Network] = ()) -> None:
    """Raises DoesntFit with what differs, and with the name of another known network that the tensors look like."""
    difference = compare(network, wanted, tensors)
    if difference:
        raise DoesntFit(network.kind, str(difference), _looks_like(tensors, others))


def fill(network: Network, tensors: Mapping[str, Tensor]) -> nn.Module:
    """The network with these float32 weights, which fit, in evaluation mode; the same each time."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        net = network.build()
    own = net.state_dict()
    net.load_state_dict({**own, **{name: value for name, value in tensors.items() if name in own}})
    return net.requires_grad_(False).eval()


def _looks_like(tensors: Mapping[str, Tensor], others: Iterable[Network]) -> str | None:
    shares = {}
    for other in others:
        with suppress(Unavailable):  # what builds it isn't installed
            shares[other.kind] = _share(shapes_of(other), tensors)
    best = max(shares, key=lambda kind: shares[kind], default=None)
    return best if best is not None and shares[best] >= _MOSTLY else None


def _share(wanted: Shapes, tensors: Mapping[str, Tensor]) -> float:
    same = sum(1 for name, shape in wanted.items() if name in tensors and tuple(tensors[name].shape) == shape)
    return same / max(len(wanted), len(tensors))


def _listed(title: str, names: Iterable[str]) -> list[str]:
    lines = list(names)
    if not lines:
        return []
    more = [f"    … {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return [f"  {title} ({len(lines)}):", *(f"    {line}" for line in lines[:_SHOWN]), *more]
