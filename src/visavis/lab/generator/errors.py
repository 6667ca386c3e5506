"""Why a checkpoint of StyleGAN2 isn't taken, beyond what ``lab/published/errors`` says of any checkpoint."""

from __future__ import annotations

from visavis.kit.errors import Invalid
from visavis.kit.text import Text


class WrongLayout(Invalid):
    """The weights are of another network than StyleGAN2, or of a variant that has no counterpart here."""

    def __init__(self, tensor: str) -> None:
        super().__init__(
            Text(
                ko="이 파일의 가중치는 지원하는 StyleGAN2 구조가 아닙니다(맞지 않는 텐서: {t}). "
                "rosinality 형식이나 조건 없는 기본 구조의 StyleGAN2-ADA 체크포인트를 사용해 주세요.",
                en="The weights in this file are not of a StyleGAN2 that is supported (what doesn't fit: {t}). "
                "Use a checkpoint of rosinality's layout, or an unconditional StyleGAN2-ADA of the default kind.",
            ).fill(t=tensor)
        )
