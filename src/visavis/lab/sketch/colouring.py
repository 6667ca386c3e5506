"""The colouring network: a refined drawing and the person's looks in, the picture out.

Trained as pix2pixHD is (visavis.lab.translate.paired) with a leaner generator and critic: layers of full size and
instance normalisation cost most of a CPU's time, so pixels are folded into channels, and nothing is normalised. Without
normalisation the looks can enter as channels that are equal over the whole picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from visavis.lab.translate.critic import Judgement
from visavis.studio.sketch.engine import PICTURE_PX
from visavis.studio.sketch.looks import LOOKS

_FOLD = 4


class _Block(nn.Module):
    """Two convolutions around which the input passes; looks shift and scale what lies between them."""

    def __init__(self, channels: int, looks: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)
        self.set = nn.Linear(looks, 2 * channels)
        nn.init.normal_(self.set.weight, 0, 0.05)
        nn.init.zeros_(self.set.bias)

    def forward(self, x: Tensor, looks: Tensor) -> Tensor:
        scale, shift = self.set(looks)[:, :, None, None].chunk(2, 1)
        y = self.first(f.leaky_relu(x, 0.2)) * (1 + scale) + shift
        return cast(Tensor, x + 0.3 * self.second(f.leaky_relu(y, 0.2)))


class Level(nn.Module):
    """Some blocks at one size."""

    def __init__(self, channels: int, looks: int, count: int) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(_Block(channels, looks) for _ in range(count))

    def forward(self, x: Tensor, looks: Tensor) -> Tensor:
        for block in self.blocks:
            x = block(x, looks)
        return x


class Colouring(nn.Module):
    """Ink (b, 1, S, S) in [-1, 1] (1 = paper) and looks (b, LOOKS), about standard normal, to RGB (b, 3, S, S) in
    about [-1, 1]. A U-Net over S/4, S/8 and S/16 that paints broad colours and fine ones apart; heads lie in one frame,
    so a learned map tells it where it is."""

    def __init__(self, width: int = 64, place: int = 16, looks: int = 48) -> None:
        super().__init__()
        side, middle, deep = PICTURE_PX // _FOLD, width * 3 // 2, width * 2
        self.place = nn.Parameter(0.1 * torch.randn(1, place, side, side))
        self.read = nn.Sequential(nn.Linear(LOOKS, looks), nn.LeakyReLU(0.2), nn.Linear(looks, looks))
        self.enter = nn.Conv2d(_FOLD * _FOLD + place, width, 3, padding=1)
        self.fine = Level(width, looks, 2)
        self.down = nn.Conv2d(width, middle, 4, 2, 1)
        self.middle = Level(middle, looks, 2)
        self.deeper = nn.Conv2d(middle, deep, 4, 2, 1)
        self.deep = Level(deep, looks, 4)
        self.rise = nn.Conv2d(deep, middle, 3, padding=1)
        self.middle_up = Level(middle, looks, 2)
        self.rise_again = nn.Conv2d(middle, width, 3, padding=1)
        self.fine_up = Level(width, looks, 2)
        self.broad = nn.Conv2d(width, 3, 3, padding=1)
        self.grow = nn.Conv2d(width, width * 2, 3, padding=1)
        self.detail = nn.Conv2d(width // 2 + 4, width // 2, 3, padding=1)
        self.leave = nn.Conv2d(width // 2, 12, 3, padding=1)

    def forward(self, ink: Tensor, looks: Tensor) -> Tensor:
        told = self.read(looks)
        place = self.place.expand(ink.shape[0], -1, -1, -1)
        fine = self.fine(self.enter(torch.cat([f.pixel_unshuffle(ink, _FOLD), place], 1)), told)
        middle = self.middle(self.down(fine), told)
        deep = self.deep(self.deeper(middle), told)
        middle = self.middle_up(middle + self.rise(_double(deep)), told)
        fine = self.fine_up(fine + self.rise_again(_double(middle)), told)
        detail = f.leaky_relu(f.pixel_shuffle(self.grow(f.leaky_relu(fine, 0.2)), 2), 0.2)
        detail = torch.cat([detail, f.pixel_unshuffle(ink, 2).to(detail.dtype)], 1)
        change = f.pixel_shuffle(self.leave(f.leaky_relu(self.detail(detail), 0.2)), 2)
        return f.interpolate(self.broad(fine), scale_factor=4.0, mode="bilinear") + 2 * change


@torch.no_grad()
def begin_with(net: Colouring, learned: Mapping[str, Tensor]) -> int:
    """Take over what the finishing network of the face generator has learned (visavis.lab.eigen.model.Finish).

    It paints faces of the same training pictures, so skin, eyes and hair need not be learned again. Layers that read a
    drawing have no counterpart and stay as they are. Returns how many tensors were taken over.
    """
    own, taken = net.state_dict(), 0
    for name, value in own.items():
        theirs = learned.get(name.replace(".blocks.", "."))
        if theirs is None:
            continue
        if name == "place":
            theirs = f.interpolate(theirs.float(), value.shape[2:], mode="bilinear")
        shared = tuple(slice(0, min(a, b)) for a, b in zip(value.shape, theirs.shape, strict=True))
        if name == "enter.weight":  # both read 16 folded channels, of which only those of the place mean the same
            shared = (shared[0], slice(_FOLD * _FOLD, None))
        value[shared] = theirs[shared].to(value.dtype)
        taken += 1
    return taken


class Critic(nn.Module):
    """Drawing and picture (b, 4, S, S) to features and patch scores at two sizes (Isola et al. 2017)."""

    def __init__(self, width: int = 48, place: int = 8) -> None:
        super().__init__()
        self.scales = nn.ModuleList(_PatchCritic(width, place, PICTURE_PX // size) for size in (1, 2))

    def forward(self, shown: Tensor) -> Judgement:
        fine, coarse = self.scales
        return [fine(shown), coarse(f.avg_pool2d(shown, 2))]


class _PatchCritic(nn.Module):
    def __init__(self, width: int, place: int, size_px: int) -> None:
        super().__init__()
        self.place = nn.Parameter(0.1 * torch.randn(1, place, size_px // 4, size_px // 4))
        self.first = nn.Conv2d(16, width, 4, 2, 1)
        self.second = nn.Conv2d(width + place, width * 2, 4, 2, 1)
        self.third = nn.Conv2d(width * 2, width * 3, 3, 1, 1)
        self.score = nn.Conv2d(width * 3, 1, 3, 1, 1)

    def forward(self, shown: Tensor) -> list[Tensor]:
        a = f.leaky_relu(self.first(f.pixel_unshuffle(shown, 2)), 0.2)
        b = f.leaky_relu(self.second(torch.cat([a, self.place.expand(len(a), -1, -1, -1)], 1)), 0.2)
        c = f.leaky_relu(self.third(b), 0.2)
        return [a, b, c, self.score(c)]


def _double(x: Tensor) -> Tensor:
    return f.interpolate(x, scale_factor=2.0, mode="nearest")
