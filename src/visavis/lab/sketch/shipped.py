"""The networks that ship, to go on from where their checkpoints are gone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from torch import Tensor

from visavis.lab.sketch.colouring import Colouring
from visavis.studio.sketch.engine import Part


class ShippedCoders:
    """encoders.onnx and decoders.onnx of ``folder``; they take one drawing at a time."""

    def __init__(self, folder: Path) -> None:
        self._encoders, self._decoders = (
            onnxruntime.InferenceSession((folder / f"{name}.onnx").read_bytes(), providers=["CPUExecutionProvider"])
            for name in ("encoders", "decoders")
        )

    def encode(self, ink: Mapping[Part, Tensor]) -> Tensor:
        """Codes (b, 5, CODE) of the parts' ink (b, 1, s, s)."""
        rows = range(len(next(iter(ink.values()))))
        made = [
            self._encoders.run(None, {part.value: ink[part][row : row + 1].numpy() for part in Part}) for row in rows
        ]
        return torch.from_numpy(np.concatenate([one[0] for one in made]))

    def decode(self, codes: Tensor) -> dict[Part, Tensor]:
        """Ink (b, 1, s, s) of each part from codes (b, 5, CODE)."""
        names = [part.value for part in Part]
        made = [self._decoders.run(names, {"codes": code[None].numpy()}) for code in codes]
        return {part: torch.from_numpy(np.concatenate([one[row] for one in made])) for row, part in enumerate(Part)}


def shipped_colouring(path: Path) -> Colouring:
    """The colouring network with the weights of colouring.onnx; raises KeyError where one is missing."""
    found = {
        weight.name.removesuffix("_half"): torch.from_numpy(numpy_helper.to_array(weight).astype(np.float32))
        for weight in onnx.load(path).graph.initializer
    }
    net = Colouring()
    net.load_state_dict({name: found[name].reshape(own.shape) for name, own in net.state_dict().items()})
    return net
