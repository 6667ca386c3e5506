"""The rules. Each names an action, not a trait; edges come from docs/report.md and its sources."""

from __future__ import annotations

from visavis.interview.feedback.values import Praise, Rule
from visavis.kit.text import Text

WHY_EARLIER = Text(
    ko="이번 답변의 ‘{title}’ 값은 {value}로, 이전 답변들의 중앙값 {earlier}와 차이가 있었어요.",
    en="Your “{title}” was {value} this time; the median of your earlier answers is {earlier}.",
)

RULES: tuple[Rule, ...] = ()

PRAISES: tuple[Praise, ...] = ()
