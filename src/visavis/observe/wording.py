"""What a figure is before it has a value, and the words that several readers share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from visavis.kit.text import Text
from visavis.observe.values import Family, Measure, Norm

NO_NORM = Norm(
    None,
    None,
    Text(
        ko="쓸 만한 기준이 없습니다. 내 지난 답변과 견주어 보세요.",
        en="No usable norm: compare with your own earlier answers",
    ),
    "information",
)
NO_FACE = Text(
    ko="얼굴이 2초 이상 보이지 않아 측정하지 못했습니다. 얼굴이 화면 가운데에 오도록 카메라를 맞춰 주세요.",
    en="Not measured: a face was in view for less than two seconds. Aim the camera so that your face is in the middle.",
)


@dataclass(frozen=True)
class Term:
    """A measure without its value. The first part of ``key`` is its family."""

    key: str
    title: Text
    definition: Text
    unit: str
    norm: Norm | None = None

    def measured(self, value: float, confidence: float, norm: Norm | None = None) -> Measure:
        """With a value; ``norm`` stands in for the term's own."""
        family = cast(Family, self.key.split(".")[0])
        return Measure(self.key, family, self.title, self.definition, self.unit, value, confidence, norm or self.norm)

    def not_measured(self, why_not: Text) -> Measure:
        return replace(self.measured(0.0, 0.0), value=None, why_not=why_not)

    def of(self, value: float | None, confidence: float, why_not: Text) -> Measure:
        """Measured, or without a value not measured for the reason ``why_not``."""
        return self.not_measured(why_not) if value is None else self.measured(value, confidence)
