"""Adaptive discriminator augmentation (Karras et al. 2020, "Training GANs with limited data").

Every transformation hits a picture with chance p, geometry as one affine map and colour as one matrix, so that real and
made pictures are disturbed alike and the generator never sees a reason to copy it. Differences from the paper: no turns
by 90° and no luma flip (faces stand upright and are lit), bilinear sampling with mirrored borders instead of wavelet
filters, and no image-space filtering or noise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812  # torch's own convention


@dataclass(frozen=True)
class Strengths:
    """How strong each transformation is; 0 switches it off. The defaults are the paper's.

    Shifts are shares of the side, scales and contrasts are in powers of two, turns in degrees either way.
    """

    flip: float = 1.0
    whole_shift: float = 0.125
    scale: float = 0.2
    turn_deg: float = 180.0
    stretch: float = 0.2
    shift: float = 0.125
    brightness: float = 0.2
    contrast: float = 0.5
    hue_deg: float = 180.0
    saturation: float = 1.0


def augment(pictures: Tensor, chance: float, strengths: Strengths | None = None) -> Tensor:
    """Disturb (N, 3, S, S); differentiable once. Draws from torch's global generator of the pictures' device."""
    if chance <= 0:
        return pictures
    told = strengths or Strengths()
    maps = _geometry(pictures, chance, told)
    places = F.affine_grid(maps[:, :2], list(pictures.shape), align_corners=False)
    moved = F.grid_sample(pictures, places, mode="bilinear", padding_mode="reflection", align_corners=False)
    colours = _colour(pictures, chance, told)
    flat = colours[:, :3, :3] @ moved.flatten(2) + colours[:, :3, 3:]
    return flat.view_as(pictures)


class AdaptiveChance:
    """Raises p while the discriminator overfits and lowers it while it doesn't.

    r_t is the mean sign of its scores of real pictures, taken over ``window`` of them; at r_t = ``target`` p stays. p
    can go from 0 to 1 in ``images_for_one`` shown pictures.
    """

    def __init__(self, target: float = 0.6, images_for_one: int = 500_000, window: int = 64) -> None:
        self.target, self.images_for_one, self.window = target, images_for_one, window
        self.chance = 0.0
        self._signs, self._seen = 0.0, 0

    def observe(self, real_scores: Tensor) -> float:
        """Take the scores (N, 1) of real pictures into account; returns their mean sign."""
        signs = float(real_scores.detach().sign().sum())
        self._signs, self._seen = self._signs + signs, self._seen + len(real_scores)
        if self._seen >= self.window:
            step = math.copysign(self._seen / self.images_for_one, self._signs / self._seen - self.target)
            self.chance = min(max(self.chance + step, 0.0), 1.0)
            self._signs, self._seen = 0.0, 0
        return signs / len(real_scores)

    def state(self) -> tuple[float, float, int]:
        return self.chance, self._signs, self._seen

    def restore(self, state: tuple[float, float, int]) -> None:
        self.chance, self._signs, self._seen = state


def _hit(pictures: Tensor, chance: float, values: Tensor, neutral: float = 0.0) -> Tensor:
    """The values (N, …) where a coin with this chance says so, else the neutral one."""
    coin = torch.rand(len(values), device=pictures.device) < chance
    return torch.where(coin.view(-1, *[1] * (values.ndim - 1)), values, torch.full_like(values, neutral))


def _uniform(pictures: Tensor, *shape: int) -> Tensor:
    return torch.rand(len(pictures), *shape, device=pictures.device) * 2 - 1


def _normal(pictures: Tensor, *shape: int) -> Tensor:
    return torch.randn(len(pictures), *shape, device=pictures.device)


def _geometry(pictures: Tensor, chance: float, told: Strengths) -> Tensor:
    """From places in the output to places in the input, both in [-1, 1]: (N, 3, 3)."""
    side = pictures.shape[3]
    flips = (torch.rand(len(pictures), device=pictures.device) < 0.5).float() * told.flip
    maps = _scaling(1 - 2 * _hit(pictures, chance, flips), torch.ones_like(flips))
    whole = torch.round(_uniform(pictures, 2) * told.whole_shift * side) / side
    maps = maps @ _shift(_hit(pictures, chance, whole))
    size = _hit(pictures, chance, torch.exp2(_normal(pictures) * told.scale), 1.0)
    maps = maps @ _scaling(size, size)
    turning = 1 - math.sqrt(1 - chance)
    maps = maps @ _turn(_hit(pictures, turning, _uniform(pictures) * math.radians(told.turn_deg)))
    wide = _hit(pictures, chance, torch.exp2(_normal(pictures) * told.stretch), 1.0)
    maps = maps @ _scaling(wide, 1 / wide)
    maps = maps @ _turn(_hit(pictures, turning, _uniform(pictures) * math.radians(told.turn_deg)))
    return maps @ _shift(_hit(pictures, chance, _normal(pictures, 2) * told.shift))


def _colour(pictures: Tensor, chance: float, told: Strengths) -> Tensor:
    """Homogeneous colour matrices (N, 4, 4)."""
    grey = torch.ones(3, device=pictures.device) / math.sqrt(3)
    colours = torch.eye(4, device=pictures.device).repeat(len(pictures), 1, 1)
    colours[:, :3, 3] = _hit(pictures, chance, _normal(pictures) * told.brightness)[:, None]
    contrast = _hit(pictures, chance, torch.exp2(_normal(pictures) * told.contrast), 1.0)
    colours = _inner(torch.eye(3, device=pictures.device) * contrast[:, None, None]) @ colours
    angle = _hit(pictures, chance, _uniform(pictures) * math.radians(told.hue_deg))
    colours = _inner(_around(grey, angle)) @ colours
    along = torch.outer(grey, grey)
    across = torch.eye(3, device=pictures.device) - along
    vivid = _hit(pictures, chance, torch.exp2(_normal(pictures) * told.saturation), 1.0)
    return _inner(along + across * vivid[:, None, None]) @ colours


def _around(axis: Tensor, angle: Tensor) -> Tensor:
    """Rotations (N, 3, 3) about a unit axis (Rodrigues)."""
    x, y, z = axis.tolist()
    cross = torch.tensor([[0, -z, y], [z, 0, -x], [-y, x, 0]], device=axis.device)
    cosine, sine = angle.cos()[:, None, None], angle.sin()[:, None, None]
    return cosine * torch.eye(3, device=axis.device) + sine * cross + (1 - cosine) * torch.outer(axis, axis)


def _inner(matrices: Tensor) -> Tensor:
    """(N, 3, 3) → homogeneous (N, 4, 4)."""
    whole = torch.eye(4, device=matrices.device).repeat(len(matrices), 1, 1)
    whole[:, :3, :3] = matrices
    return whole


def _scaling(x: Tensor, y: Tensor) -> Tensor:
    return torch.diag_embed(torch.stack([1 / x, 1 / y, torch.ones_like(x)], dim=1))


def _shift(by: Tensor) -> Tensor:
    """By a share of the side (N, 2); places run over two units, so twice that."""
    whole = torch.eye(3, device=by.device).repeat(len(by), 1, 1)
    whole[:, :2, 2] = -2 * by
    return whole


def _turn(angle: Tensor) -> Tensor:
    cosine, sine, zero, one = angle.cos(), angle.sin(), torch.zeros_like(angle), torch.ones_like(angle)
    rows = [cosine, sine, zero, -sine, cosine, zero, zero, zero, one]
    return torch.stack(rows, dim=1).view(-1, 3, 3)
