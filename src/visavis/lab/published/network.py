"""What the door for foreign weights has to know of a network: how it is built, and what of it the product runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor, nn


def _itself(net: nn.Module) -> nn.Module:
    return net


@dataclass(frozen=True)
class Network:
    """One network under its official state-dict names.

    ``kind`` is its name in the catalogue and in the library. ``build`` makes it with fresh weights; ``graph`` makes of
    it what is exported (the picture alone of several answers, for example), in evaluation mode. ``examples`` are the
    graph's inputs by name, float32 with a batch of 2 and in the range that the engine will give, the same each time;
    ``outputs`` are the graph's outputs by name. Axis 0 of all is free; ``free`` names further free axes by input.
    ``loose``: regular expressions of names that a checkpoint may lack or bring beyond, counters for example.
    """

    kind: str
    build: Callable[[], nn.Module]
    examples: Callable[[], dict[str, Tensor]]
    outputs: tuple[str, ...]
    graph: Callable[[nn.Module], nn.Module] = _itself
    free: dict[str, tuple[int, ...]] | None = None
    loose: tuple[str, ...] = (r".*num_batches_tracked",)
