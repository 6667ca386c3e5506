"""The identity encoder of a training: any ONNX encoder in ArcFace's manner, on faces that are aligned already."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as f

from visavis.face.align import Template, lay_on, template_points
from visavis.face.identity.arcface import SIDE_PX, scaling_of
from visavis.lab.faceshifter.onnx_torch import read_graph


class Encoder(nn.Module):
    """Identities (n, d) of faces (n, 3, S, S) in [0, 1], aligned as ``template`` says, of which they show the share
    ``crop_share``; of length 1 where ``unit``, else as the encoder gives them. Gradients flow, weights stay.

    Raises what ``read_graph`` raises.
    """

    move: Tensor
    mean: Tensor
    deviation: Tensor

    def __init__(self, path: Path, template: Template = "ffhq", crop_share: float = 1.0, unit: bool = True) -> None:
        super().__init__()
        self.graph, self.unit = read_graph(path).requires_grad_(False), unit
        with path.open("rb") as file:
            scaling = scaling_of(hashlib.file_digest(file, "sha256").hexdigest())
        self.register_buffer("move", torch.from_numpy(_move(template, crop_share)))
        for name, values in (("mean", scaling.mean), ("deviation", scaling.deviation)):
            self.register_buffer(name, torch.tensor(values)[None, :, None, None] / 255)
        with torch.inference_mode():
            self.width = self(torch.zeros(1, 3, SIDE_PX, SIDE_PX)).shape[1]

    def forward(self, faces: Tensor) -> Tensor:
        grid = f.affine_grid(self.move.expand(len(faces), 2, 3), [len(faces), 3, SIDE_PX, SIDE_PX], align_corners=False)
        crop = f.grid_sample(faces, grid, padding_mode="border", align_corners=False)
        codes: Tensor = self.graph((crop - self.mean) / self.deviation)
        return f.normalize(codes) if self.unit else codes


def _move(template: Template, crop_share: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """(2, 3): from the encoder's crop to the face, both in [-1, 1] from side to side."""
    faces = ((template_points(template) - 0.5) / crop_share * 2).astype(np.float32)
    return lay_on((2 * template_points("arcface") - 1).astype(np.float32), faces)
