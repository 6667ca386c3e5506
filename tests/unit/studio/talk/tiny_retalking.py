"""Small networks with the graphs of VideoReTalking's, imported into a library: what they draw can be foretold."""

from __future__ import annotations

from pathlib import Path

from tests.lab.graphs import import_into
from torch import Tensor, nn
from torch.nn import functional as f

from visavis.lab.retalking.published import NETWORKS


class Shaded(nn.Module):
    """As DNet: the face, darker by half, and lighter by the mean expression."""

    def forward(self, face: Tensor, coefficients: Tensor) -> Tensor:
        return face / 2 - 0.5 + coefficients[:, :64].mean((1, 2))[:, None, None, None]


class Heard(nn.Module):
    """As LNet: the reference, lighter by what is heard; of the hidden face nothing but how dark its lower half is."""

    def forward(self, mel: Tensor, faces: Tensor) -> Tensor:
        hidden = faces[:, :3, 48:].amax((1, 2, 3), keepdim=True)
        return faces[:, 3:] + mel.mean((1, 2, 3), keepdim=True) / 16 - hidden


class Enlarged(nn.Module):
    """As ENet: the lips at the size of the reference, and nothing of its own."""

    def forward(self, lips: Tensor, reference: Tensor) -> Tensor:
        return f.interpolate(lips, scale_factor=4, mode="bilinear", align_corners=False) + 0 * reference


TINY = {"dnet": Shaded, "lnet": Heard, "enet": Enlarged}


def import_tiny_retalking(models: Path, *kinds: str) -> None:
    for network in NETWORKS:
        if network.kind in kinds:
            import_into(models, network, TINY[network.kind]())
