"""A sheet of drawn people and of training faces seen through the model, to look at while training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from visavis.lab.eigen.appearance import Floats
from visavis.lab.eigen.model import Finish
from visavis.lab.eigen.prepared import Prepared
from visavis.media.image import encode_png
from visavis.studio.generate.frame import warp
from visavis.studio.generate.shape import open_ring

_COLUMNS, _DRAWN, _KNOWN = 8, 16, 8
_GREY = 0.8


def write_sheet(prepared: Prepared, finish: Finish, path: Path) -> None:
    """Two rows of people drawn with a fixed seed, one row of training faces."""
    draw = np.random.default_rng(7)
    known = prepared.straight[:: len(prepared.straight) // _KNOWN][:_KNOWN]
    latents = np.concatenate([np.array([prepared.people.draw(draw) for _ in range(_DRAWN)]), known])
    heads = [_render(prepared, finish, latent) for latent in latents]
    rows = [np.hstack(heads[start : start + _COLUMNS]) for start in range(0, len(heads), _COLUMNS)]
    path.write_bytes(encode_png((np.vstack(rows).clip(0, 1) * 255).astype(np.uint8)))


@torch.no_grad()
def _render(prepared: Prepared, finish: Finish, latent: Floats) -> Floats:
    device = next(finish.parameters()).device
    linear = torch.from_numpy(prepared.model.picture(latent[None]).transpose(0, 3, 1, 2).copy()).to(device)
    finished = finish(linear)[0].permute(1, 2, 0).float().cpu().numpy()
    shape = open_ring(prepared.model.shape_of(latent))
    picture = warp(np.ascontiguousarray(finished), prepared.model.frame.to_mean(shape))
    return np.asarray(picture[..., :3] + _GREY * (1 - picture[..., 3:]), np.float32)
