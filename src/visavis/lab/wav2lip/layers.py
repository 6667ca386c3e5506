"""The convolutions that Wav2Lip's networks are made of (names as in github.com/Rudrabha/Wav2Lip)."""

from __future__ import annotations

from torch import Tensor, nn

Size = int | tuple[int, int]


class Conv(nn.Module):
    """Convolution, batch norm, ReLU; ``residual`` adds the input before the ReLU."""

    def __init__(self, cin: int, cout: int, size: Size, stride: Size = 1, pad: int = 0, residual: bool = False) -> None:
        super().__init__()
        self.conv_block = nn.Sequential(nn.Conv2d(cin, cout, size, stride, pad), nn.BatchNorm2d(cout))
        self.residual = residual

    def forward(self, x: Tensor) -> Tensor:
        found: Tensor = self.conv_block(x)
        return nn.functional.relu(found + x if self.residual else found)


class PlainConv(nn.Module):
    """Convolution and leaky ReLU, without a norm, as the quality discriminator has them."""

    def __init__(self, cin: int, cout: int, size: Size, stride: Size = 1, pad: int = 0) -> None:
        super().__init__()
        self.conv_block = nn.Sequential(nn.Conv2d(cin, cout, size, stride, pad))

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.leaky_relu(self.conv_block(x), 0.01)


class Widen(nn.Module):
    """Transposed convolution, batch norm, ReLU: from 1 to ``size`` pixels, or to twice as many."""

    def __init__(self, cin: int, cout: int, size: int, twice: bool) -> None:
        super().__init__()
        stride, pad = (2, 1) if twice else (1, 0)
        self.conv_block = nn.Sequential(nn.ConvTranspose2d(cin, cout, size, stride, pad, pad), nn.BatchNorm2d(cout))

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.relu(self.conv_block(x))


def same(width: int, count: int) -> list[nn.Module]:
    """``count`` residual convolutions that keep size and width."""
    return [Conv(width, width, 3, 1, 1, residual=True) for _ in range(count)]


def hear(thin: int, deep: int) -> nn.Sequential:
    """The audio encoder: mel windows (n, 1, 80, 16) to (n, 512 / thin, 1, 1); ``deep`` residuals at 256 channels."""
    a, b, c, d, e = (width // thin for width in (32, 64, 128, 256, 512))
    return nn.Sequential(
        Conv(1, a, 3, 1, 1), *same(a, 2),
        Conv(a, b, 3, (3, 1), 1), *same(b, 2),
        Conv(b, c, 3, 3, 1), *same(c, 2),
        Conv(c, d, 3, (3, 2), 1), *same(d, deep),
        Conv(d, e, 3), Conv(e, e, 1),
    )  # fmt: skip
