"""All rules together. Each names an action, not a trait."""

from __future__ import annotations

from visavis.interview.feedback.rules_heard import PRAISES_HEARD, RULES_HEARD
from visavis.interview.feedback.rules_seen import PRAISES_SEEN, RULES_SEEN
from visavis.interview.feedback.values import Praise, Rule
from visavis.kit.text import Text

RULES: tuple[Rule, ...] = (*RULES_HEARD, *RULES_SEEN)

PRAISES: tuple[Praise, ...] = (*PRAISES_HEARD, *PRAISES_SEEN)

WHY_EARLIER = Text(
    ko="이번에는 ‘{title}’ 값이 {value}였어요. 이전 답변들의 중앙값은 {earlier}입니다.",
    en="“{title}” was {value} this time; the median of your earlier answers is {earlier}.",
)

CLOSER = Text(
    ko="‘{title}’: 이전 중앙값 {earlier}, 이번 {value}. 참고 범위에 더 가까워졌어요.",
    en="“{title}” went from {earlier} to {value}, closer to the usual range than before.",
)
