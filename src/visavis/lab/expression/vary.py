"""What is done to faces while they are learned from: the same face in another place, light, camera or half covered."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from visavis.lab.expression.faces import WIDE_PX
from visavis.lab.expression.reading import LUMA
from visavis.observe.expression_classes.crop import FACE_PX


@dataclass(frozen=True)
class Variety:
    """``turn_deg``, ``scale`` and ``shift`` (shares of the face's side): how far a crop is off; ``light``: spread of
    contrast, and how much one side is lighter; ``colour``: spread of the channels' gains; ``grain``: grey levels;
    ``erase``: chance that a rectangle is covered; ``mix``: Beta parameter of mixup (Zhang et al. 2018), 0 for none."""

    turn_deg: float = 8.0
    scale: float = 0.08
    shift: float = 0.04
    light: float = 0.3
    colour: float = 0.1
    grain: float = 6.0
    erase: float = 0.25
    mix: float = 0.2


def centre(wide: Tensor) -> Tensor:
    """Wide faces (b, WIDE_PX, WIDE_PX, 3) bytes as they are measured: (b, 3, FACE_PX, FACE_PX) in 0–255."""
    edge = (WIDE_PX - FACE_PX) // 2
    return wide[:, edge : edge + FACE_PX, edge : edge + FACE_PX].permute(0, 3, 1, 2).float()


def vary(wide: Tensor, mirrored: Tensor, how: Variety, draw: torch.Generator, grey: bool = False) -> Tensor:
    """Wide faces varied, (b, 3, FACE_PX, FACE_PX) in 0–255, or one channel where ``grey``; ``mirrored`` (b,) says which
    are turned over."""
    gains = 1 + how.colour * (2 * torch.rand(len(wide), 3, 1, 1, generator=draw) - 1)
    tinted = wide.permute(0, 3, 1, 2).float() * gains
    if grey:
        tinted = (tinted * torch.tensor(LUMA).reshape(1, 3, 1, 1)).sum(1, keepdim=True)
    lit = _light(_move(tinted, mirrored, how, draw) / 255, how, draw) * 255
    grain = how.grain * torch.rand(len(lit), 1, 1, 1, generator=draw)
    noisy = lit + grain * torch.randn(lit.shape[0], 1, *lit.shape[2:], generator=draw)
    return _cover(noisy, how, draw).clamp(0, 255)


def _move(pictures: Tensor, mirrored: Tensor, how: Variety, draw: torch.Generator) -> Tensor:
    count = len(pictures)
    turn = math.radians(how.turn_deg) * _spread(draw, count)
    scale = FACE_PX / WIDE_PX * torch.exp(how.scale * _spread(draw, count))
    shift = 2 * how.shift * FACE_PX / WIDE_PX * torch.stack([_spread(draw, count), _spread(draw, count)], 1)
    flip = 1 - 2 * mirrored.float()
    cos, sin = scale * torch.cos(turn), scale * torch.sin(turn)
    rows = torch.stack([torch.stack([cos * flip, -sin], 1), torch.stack([sin * flip, cos], 1)], 1)
    matrix = torch.cat([rows, shift[:, :, None]], 2)
    grid = torch.nn.functional.affine_grid(matrix, [count, 1, FACE_PX, FACE_PX], align_corners=False)
    return torch.nn.functional.grid_sample(pictures, grid, padding_mode="border", align_corners=False)


def _light(pictures: Tensor, how: Variety, draw: torch.Generator) -> Tensor:
    count = len(pictures)
    gamma = torch.exp(how.light * _spread(draw, count))[:, None, None, None]
    towards = math.pi * _spread(draw, count)
    axis = torch.linspace(-1, 1, FACE_PX)
    cos, sin = torch.cos(towards)[:, None, None], torch.sin(towards)[:, None, None]
    ramp = cos * axis[None, None] + sin * axis[None, :, None]
    side = 1 + how.light * torch.rand(count, generator=draw)[:, None, None, None] * ramp[:, None]
    return (pictures.clamp(0, 1) ** gamma) * side


def _cover(pictures: Tensor, how: Variety, draw: torch.Generator) -> Tensor:
    """Random erasing (Zhong et al. 2020), with an even grey."""
    count, place = len(pictures), torch.arange(FACE_PX)
    sides = FACE_PX * (0.1 + 0.3 * torch.rand(count, 2, generator=draw))
    starts = torch.rand(count, 2, generator=draw) * (FACE_PX - sides)
    inside = (place >= starts[..., None]) & (place < (starts + sides)[..., None])
    chosen = torch.rand(count, generator=draw) < how.erase
    hole = inside[:, 0, :, None] & inside[:, 1, None, :] & chosen[:, None, None]
    grey = 255 * torch.rand(count, 1, 1, 1, generator=draw)
    return torch.where(hole[:, None], grey, pictures)


def _spread(draw: torch.Generator, count: int) -> Tensor:
    return 2 * torch.rand(count, generator=draw) - 1
