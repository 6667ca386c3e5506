"""What ran in each stage, and what was passed over with the reason: nothing is replaced silently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from visavis.kit.text import Text
from visavis.media.provenance import Maker

Stage = Literal["stabilise", "lips", "enhance"]


@dataclass(frozen=True)
class Ran:
    """One stage: the engine that ran with the SHA-256 of its weights, or None of both where nothing ran. ``why`` says
    why a better engine, or any, was passed over; None where the best one ran."""

    stage: Stage
    engine: str | None = None
    weights_sha256: str | None = None
    why: Text | None = None


def makers_of(stages: Iterable[Ran]) -> tuple[Maker, ...]:
    """Each engine that ran, with the SHA-256 of its own weights."""
    return tuple(Maker(stage.engine, stage.weights_sha256 or None) for stage in stages if stage.engine)


NOT_WISHED = Text(ko="사용자가 이 단계를 껐습니다.", en="This stage was switched off.")
NOTHING_RUNS = Text(
    ko="쓸 수 있는 단계가 하나도 없습니다. 끈 단계를 켜거나 `visavis models list`에서 가중치를 확인해 주세요.",
    en="No stage can run. Switch one on, or see `visavis models list` for the weights that are missing.",
)
NO_COEFFICIENTS = Text(
    ko="이 영상의 3DMM 계수 파일이 없어 표정을 고정하지 않았습니다(docs/retalking.md 참고).",
    en="Not stabilised: there is no file of this film's 3DMM coefficients (docs/retalking.md says where they come "
    "from).",
)
ONLY_WITH_LNET = Text(
    ko="이 단계는 LNet이 그린 입 모양에만 쓸 수 있습니다.",
    en="This stage works only on lips that LNet draws.",
)
OWN_LIPS = Text(
    ko="입 모양 엔진이 없어 영상의 원래 입 모양을 두었습니다.",
    en="No lip engine is ready: the film keeps the lips that it has.",
)
OWN_EXPRESSION = Text(
    ko="기준 표정 파일이 없어 이 영상 표정의 중앙값을 썼습니다.",
    en="No file of a calm expression was given: the median of the film's own was taken.",
)
