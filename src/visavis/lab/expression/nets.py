"""The two networks, with the names that timm gives their weights, so that its published weights load.

ViT: Dosovitskiy et al. 2021, "An Image Is Worth 16x16 Words". Mixer: Tolstikhin et al. 2021, "MLP-Mixer".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

import torch
from torch import Tensor, nn

NetName = Literal["vit", "mixer"]
_EPS = 1e-6


@dataclass(frozen=True)
class Size:
    """``patch_px`` divides ``side_px``; ``heads`` and ``pool`` are for the ViT alone: its answer is read from a token
    of its own, or from the mean of the patches' tokens, which is learned sooner from few pictures (timm:
    ``global_pool="avg", fc_norm=False``); ``drop`` is the chance that a block's branch is left out while learning
    (Huang et al. 2016), growing from 0 at the first block."""

    side_px: int
    patch_px: int
    width: int
    depth: int
    heads: int = 1
    channels: int = 3
    drop: float = 0.0
    pool: Literal["token", "mean"] = "token"

    @property
    def tokens(self) -> int:
        return (self.side_px // self.patch_px) ** 2


SIZES: dict[str, Size] = {
    "vit_tiny_patch16_224": Size(224, 16, 192, 12, 3),
    "vit_small_patch16_224": Size(224, 16, 384, 12, 6),
    "vit_base_patch16_224": Size(224, 16, 768, 12, 12),
    "mixer_s16_224": Size(224, 16, 512, 8),
    "mixer_b16_224": Size(224, 16, 768, 12),
}


class Patches(nn.Module):
    """(b, channels, side, side) -> (b, tokens, width)."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.proj = nn.Conv2d(size.channels, size.width, size.patch_px, size.patch_px)

    def forward(self, pictures: Tensor) -> Tensor:
        return cast(Tensor, self.proj(pictures).flatten(2).transpose(1, 2))


class Mlp(nn.Module):
    """Two layers with a GELU between, over the last axis."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(width, hidden), nn.Linear(hidden, width)

    def forward(self, x: Tensor) -> Tensor:
        return cast(Tensor, self.fc2(nn.functional.gelu(self.fc1(x))))


class Attention(nn.Module):
    """Every token looks at every other."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.proj = nn.Linear(width, 3 * width), nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:
        b, n, width = x.shape
        q, k, v = self.qkv(x).reshape(b, n, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        # written out: for so few tokens this is faster on a CPU than the fused form, half as fast again in bfloat16
        seen = ((q * (width // self.heads) ** -0.5) @ k.transpose(-2, -1)).softmax(-1) @ v
        return cast(Tensor, self.proj(seen.transpose(1, 2).reshape(b, n, width)))


class _Dropping(nn.Module):
    """Adds a branch to what comes in; while learning it is left out for some of the pictures."""

    drop = 0.0

    def add(self, x: Tensor, branch: Tensor) -> Tensor:
        if not self.training or self.drop == 0:
            return x + branch
        kept = torch.rand(len(x), 1, 1, device=x.device) >= self.drop
        return x + branch * kept / (1 - self.drop)


class VitBlock(_Dropping):
    def __init__(self, size: Size) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(size.width, _EPS), nn.LayerNorm(size.width, _EPS)
        self.attn, self.mlp = Attention(size.width, size.heads), Mlp(size.width, 4 * size.width)

    def forward(self, x: Tensor) -> Tensor:
        x = self.add(x, self.attn(self.norm1(x)))
        return self.add(x, self.mlp(self.norm2(x)))


class MixerBlock(_Dropping):
    def __init__(self, size: Size) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(size.width, _EPS), nn.LayerNorm(size.width, _EPS)
        self.mlp_tokens = Mlp(size.tokens, size.width // 2)
        self.mlp_channels = Mlp(size.width, 4 * size.width)

    def forward(self, x: Tensor) -> Tensor:
        x = self.add(x, self.mlp_tokens(self.norm1(x).transpose(1, 2)).transpose(1, 2))
        return self.add(x, self.mlp_channels(self.norm2(x)))


class Vit(nn.Module):
    """(b, channels, side, side) -> (b, answers)."""

    def __init__(self, size: Size, answers: int) -> None:
        super().__init__()
        self._pool = size.pool
        self.patch_embed = Patches(size)
        self.cls_token = nn.Parameter(torch.zeros(1, 1, size.width))
        self.pos_embed = nn.Parameter(torch.zeros(1, size.tokens + 1, size.width))
        self.blocks = nn.Sequential(*(VitBlock(size) for _ in range(size.depth)))
        self.norm, self.head = nn.LayerNorm(size.width, _EPS), nn.Linear(size.width, answers)
        self.pos_embed.data[:, 1:] = waves(size)
        nn.init.trunc_normal_(self.cls_token, std=0.02)
        _begin(self, size)

    def features(self, pictures: Tensor) -> Tensor:
        """(b, width), before the last layer."""
        tokens = self.patch_embed(pictures)
        whole = torch.cat([self.cls_token.expand(tokens.shape[0], -1, -1), tokens], 1) + self.pos_embed
        seen: Tensor = self.norm(self.blocks(whole))
        return seen[:, 0] if self._pool == "token" else seen[:, 1:].mean(1)

    def forward(self, pictures: Tensor) -> Tensor:
        return cast(Tensor, self.head(self.features(pictures)))


class Mixer(nn.Module):
    """(b, channels, side, side) -> (b, answers), read from the mean of all tokens."""

    def __init__(self, size: Size, answers: int) -> None:
        super().__init__()
        self.stem = Patches(size)
        self.blocks = nn.Sequential(*(MixerBlock(size) for _ in range(size.depth)))
        self.norm, self.head = nn.LayerNorm(size.width, _EPS), nn.Linear(size.width, answers)
        _begin(self, size)

    def features(self, pictures: Tensor) -> Tensor:
        """(b, width), before the last layer."""
        return cast(Tensor, self.norm(self.blocks(self.stem(pictures))).mean(1))

    def forward(self, pictures: Tensor) -> Tensor:
        return cast(Tensor, self.head(self.features(pictures)))


def waves(size: Size) -> Tensor:
    """Where each patch lies as sines and cosines of its row and column, (tokens, width): places are told apart from the
    first step on (Beyer et al. 2022, "Better plain ViT baselines")."""
    across, quarter = size.side_px // size.patch_px, size.width // 4
    place = torch.arange(across).float()
    angles = place[:, None] * 100.0 ** -(torch.arange(quarter) / quarter)
    one = torch.cat([angles.sin(), angles.cos()], 1)
    rows, columns = one[:, None].expand(-1, across, -1), one[None].expand(across, -1, -1)
    both = torch.cat([rows, columns], 2).reshape(size.tokens, -1)
    return 0.5 * torch.nn.functional.pad(both, (0, size.width - both.shape[1]))


Net = Vit | Mixer
_KINDS: dict[NetName, type[Vit] | type[Mixer]] = {"vit": Vit, "mixer": Mixer}


def build(name: NetName, size: Size, answers: int) -> Net:
    """A network with fresh weights."""
    return _KINDS[name](size, answers)


def load_published(net: Net, weights: dict[str, Tensor]) -> list[str]:
    """Load weights as timm publishes them; a head for other answers is left fresh.

    Returns the names that were left. Raises ValueError when anything else is missing or of another shape.
    """
    own = net.state_dict()
    head: tuple[str, ...] = ("head.weight", "head.bias")
    left = [name for name in head if name in own and _shape(weights, name) != own[name].shape]
    given = {name: value for name, value in weights.items() if name not in left}
    wrong = [name for name in own if name not in left and _shape(given, name) != own[name].shape]
    if wrong or set(given) - set(own):
        unlike = sorted({*wrong, *(set(given) - set(own))})[:5]
        raise ValueError(f"These weights are of another network: {', '.join(unlike)}")
    net.load_state_dict(given, strict=False)
    return left


def _shape(weights: dict[str, Tensor], name: str) -> torch.Size | None:
    return weights[name].shape if name in weights else None


def _begin(net: nn.Module, size: Size) -> None:
    for module in net.modules():
        if isinstance(module, nn.Linear):
            nn.init.trunc_normal_(module.weight, std=0.02)
            nn.init.zeros_(module.bias)
    for place, block in enumerate(m for m in net.modules() if isinstance(m, _Dropping)):
        block.drop = size.drop * place / max(1, size.depth - 1)
