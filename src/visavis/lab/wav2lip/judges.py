"""Who judges Wav2Lip's pictures while it learns: an expert of sync, and a critic of their quality.

Names and graphs follow github.com/Rudrabha/Wav2Lip (SyncNet_color and Wav2Lip_disc_qual), at 256 px the critic of
github.com/lipku/LiveTalking.
"""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional as f

from visavis.lab.wav2lip.layers import Conv, PlainConv, hear, same

FRAMES, EXPERT_PX = 5, 96
"""How many pictures in a row the expert looks at, and the side of the faces that they are the lower halves of."""


class SyncNet(nn.Module):
    """``mel`` (n, 1, 80, 16) and the lower halves of five pictures, (n, 15, 48, 96) in [0, 1], as unit vectors
    (n, 512) each; near each other when the lips follow the sound."""

    def __init__(self, thin: int = 1) -> None:
        super().__init__()
        a, b, c, d, e = (width // thin for width in (32, 64, 128, 256, 512))
        self.face_encoder = nn.Sequential(
            Conv(3 * FRAMES, a, 7, 1, 3),
            Conv(a, b, 5, (1, 2), 1), *same(b, 2),
            Conv(b, c, 3, 2, 1), *same(c, 3),
            Conv(c, d, 3, 2, 1), *same(d, 2),
            Conv(d, e, 3, 2, 1), *same(e, 2),
            Conv(e, e, 3, 2, 1), Conv(e, e, 3), Conv(e, e, 1),
        )  # fmt: skip
        self.audio_encoder = hear(thin, deep=2)

    def forward(self, mel: Tensor, lips: Tensor) -> tuple[Tensor, Tensor]:
        heard, seen = self.audio_encoder(mel).flatten(1), self.face_encoder(lips).flatten(1)
        return f.normalize(heard, dim=1), f.normalize(seen, dim=1)


class QualityCritic(nn.Module):
    """The chance (n, 1) that the lower halves of pictures (n, 3, S, S) in [0, 1] are filmed ones; S is 96 or 256."""

    def __init__(self, side_px: int = 96, thin: int = 1) -> None:
        super().__init__()
        a, b, c, d, e = (width // thin for width in (32, 64, 128, 256, 512))
        deeper, neck = (1, 4) if side_px == 256 else (0, 3)
        self.face_encoder_blocks = nn.ModuleList(
            [
                nn.Sequential(PlainConv(3, a, 7, 1, 3)),
                _halved(a, b, 5, (1, 2)),
                _halved(b, c, 5, 2),
                _halved(c, d, 5, 2),
                _halved(d, e, 3, 2),
                *(_halved(e, e, 3, 2) for _ in range(1 + deeper)),
                nn.Sequential(PlainConv(e, e, neck), PlainConv(e, e, 1)),
            ]
        )
        self.binary_pred = nn.Sequential(nn.Conv2d(e, 1, 1), nn.Sigmoid())

    def forward(self, pictures: Tensor) -> Tensor:
        x = pictures[:, :, pictures.shape[2] // 2 :]
        for block in self.face_encoder_blocks:
            x = block(x)
        chance: Tensor = self.binary_pred(x)
        return chance.flatten(1)


def _halved(cin: int, cout: int, size: int, stride: int | tuple[int, int]) -> nn.Sequential:
    return nn.Sequential(PlainConv(cin, cout, size, stride, size // 2), PlainConv(cout, cout, size, 1, size // 2))
