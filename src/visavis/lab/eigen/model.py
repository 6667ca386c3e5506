"""The networks: what makes a crisp picture of a linear one, and the critic that tells it from a photograph."""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from visavis.lab.eigen.appearance import TEXTURE_PX
from visavis.studio.generate.frame import SIZE_PX


class _Block(nn.Module):
    """Two convolutions around which the input passes."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        y = self.second(f.leaky_relu(self.first(f.leaky_relu(x, 0.2)), 0.2))
        return cast(Tensor, x + 0.3 * y)


class Finish(nn.Module):
    """Linear pictures (b, 4, TEXTURE_PX, TEXTURE_PX) in, finished ones (b, 4, SIZE_PX, SIZE_PX) out; both
    premultiplied, about [0, 1].

    A U-Net over 80, 40 and 20 px. All faces lie in the mean frame, so a learned map tells it where it is.
    """

    def __init__(self, width: int = 56, place: int = 16) -> None:
        super().__init__()
        side = TEXTURE_PX // 2
        self.place = nn.Parameter(0.1 * torch.randn(1, place, side, side))
        self.enter = nn.Conv2d(16 + place, width, 3, padding=1)
        self.fine = nn.Sequential(_Block(width), _Block(width))
        self.down = nn.Conv2d(width, width * 3 // 2, 4, 2, 1)
        self.middle = nn.Sequential(*(_Block(width * 3 // 2) for _ in range(2)))
        self.deeper = nn.Conv2d(width * 3 // 2, width * 2, 4, 2, 1)
        self.deep = nn.Sequential(*(_Block(width * 2) for _ in range(3)))
        self.rise = nn.Conv2d(width * 2, width * 3 // 2, 3, padding=1)
        self.middle_up = nn.Sequential(*(_Block(width * 3 // 2) for _ in range(2)))
        self.rise_again = nn.Conv2d(width * 3 // 2, width, 3, padding=1)
        self.fine_up = nn.Sequential(_Block(width), _Block(width))
        self.grow = nn.Conv2d(width, width * 2, 3, padding=1)
        self.detail = nn.Conv2d(width // 2, width // 2, 3, padding=1)
        self.leave = nn.Conv2d(width // 2, 16, 3, padding=1)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(cast(Tensor, self.leave.bias))

    def forward(self, linear: Tensor) -> Tensor:
        place = self.place.expand(linear.shape[0], -1, -1, -1)
        fine = self.fine(self.enter(torch.cat([f.pixel_unshuffle(linear, 2), place], 1)))
        middle = self.middle(self.down(fine))
        deep = self.deep(self.deeper(middle))
        middle = self.middle_up(middle + self.rise(_double(deep)))
        fine = self.fine_up(fine + self.rise_again(_double(middle)))
        detail = f.leaky_relu(f.pixel_shuffle(self.grow(f.leaky_relu(fine, 0.2)), 2), 0.2)
        change = f.pixel_shuffle(self.leave(f.leaky_relu(self.detail(detail), 0.2)), 2)
        return _double(linear, "bilinear") + change


class Critic(nn.Module):
    """Finished or real pictures (b, 4, SIZE_PX, SIZE_PX) in; a score for each patch (b, 1, 40, 40) out, with the
    features on the way. Patches see about 70 px (Isola et al. 2017)."""

    def __init__(self, width: int = 48, place: int = 8) -> None:
        super().__init__()
        self.place = nn.Parameter(0.1 * torch.randn(1, place, SIZE_PX // 4, SIZE_PX // 4))
        self.first = nn.Conv2d(16, width, 4, 2, 1)
        self.second = nn.Conv2d(width + place, width * 2, 4, 2, 1)
        self.third = nn.Conv2d(width * 2, width * 3, 3, 1, 1)
        self.fourth = nn.Conv2d(width * 3, width * 3, 3, 1, 1)
        self.score = nn.Conv2d(width * 3, 1, 3, 1, 1)

    def forward(self, picture: Tensor) -> tuple[Tensor, list[Tensor]]:
        a = f.leaky_relu(self.first(f.pixel_unshuffle(picture, 2)), 0.2)
        place = self.place.expand(picture.shape[0], -1, -1, -1)
        b = f.leaky_relu(self.second(torch.cat([a, place], 1)), 0.2)
        c = f.leaky_relu(self.third(b), 0.2)
        d = f.leaky_relu(self.fourth(c), 0.2)
        return self.score(d), [a, b, c, d]


def _double(x: Tensor, mode: str = "nearest") -> Tensor:
    return f.interpolate(x, scale_factor=2.0, mode=mode)
