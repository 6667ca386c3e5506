"""BeautyGAN's branch generator (Li et al. 2018, "BeautyGAN: Instance-level Facial Makeup Transfer …").

State-dict names and shapes are those of wtjiang98/BeautyGAN_pytorch's Generator_branch.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def _normed(conv: nn.Module, width: int) -> list[nn.Module]:
    return [conv, nn.InstanceNorm2d(width, affine=True), nn.ReLU()]


def _same(wide: int, out: int, kernel: int) -> nn.Conv2d:
    return nn.Conv2d(wide, out, kernel, padding=kernel // 2, bias=False)


def _halved(wide: int, out: int) -> nn.Conv2d:
    return nn.Conv2d(wide, out, 4, stride=2, padding=1, bias=False)


def _doubled(wide: int, out: int) -> nn.ConvTranspose2d:
    return nn.ConvTranspose2d(wide, out, 4, stride=2, padding=1, bias=False)


class _Block(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        first, second = (_normed(_same(width, width, 3), width) for _ in range(2))
        self.main = nn.Sequential(*first, *second[:2])

    def forward(self, x: Tensor) -> Tensor:
        added: Tensor = x + self.main(x)
        return added


class BranchGenerator(nn.Module):
    """A bare face and a made-up one (N, 3, S, S) in [-1, 1], S a multiple of 4 → the first made up as the second is,
    and the second bare as the first is, both in [-1, 1]. The official one is ``BranchGenerator()``, at 256 px."""

    def __init__(self, width: int = 64, blocks: int = 6) -> None:
        super().__init__()
        self.Branch_0, self.Branch_1 = _entrance(width), _entrance(width)
        wide = 4 * width
        self.main = nn.Sequential(
            *_normed(_halved(wide, wide), wide),
            *(_Block(wide) for _ in range(blocks)),
            *_normed(_doubled(wide, wide // 2), wide // 2),
            *_normed(_doubled(wide // 2, width), width),
        )
        self.branch_1, self.branch_2 = _exit(width), _exit(width)

    def forward(self, source: Tensor, reference: Tensor) -> tuple[Tensor, Tensor]:
        x = self.main(torch.cat([self.Branch_0(source), self.Branch_1(reference)], 1))
        return self.branch_1(x), self.branch_2(x)


def _entrance(width: int) -> nn.Sequential:
    return nn.Sequential(*_normed(_same(3, width, 7), width), *_normed(_halved(width, 2 * width), 2 * width))


def _exit(width: int) -> nn.Sequential:
    inner = [layer for _ in range(2) for layer in _normed(_same(width, width, 3), width)]
    return nn.Sequential(*inner, _same(width, 3, 7), nn.Tanh())
