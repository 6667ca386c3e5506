"""What the head's figures are called and how they are defined."""

from __future__ import annotations

from visavis.kit.text import Text
from visavis.observe.values import Measure
from visavis.observe.wording import NO_NORM, Term

NOD = Text(ko="고개 끄덕임", en="Nod")
TURN_LEFT = Text(ko="고개를 왼쪽으로 돌림", en="Head turned to your left")
TURN_RIGHT = Text(ko="고개를 오른쪽으로 돌림", en="Head turned to your right")

TITLES = {
    "head.yaw": Text(ko="고개 좌우 각도", en="Head turn"),
    "head.pitch": Text(ko="고개 위아래 각도", en="Head up and down"),
    "head.roll": Text(ko="고개 기울기", en="Head tilt to the side"),
    "head.speed": Text(ko="머리 이동 속도", en="Head speed"),
    "head.travel": Text(ko="머리 이동 거리", en="Head travel"),
    "head.turning": Text(ko="고개 회전 속도", en="Head rotation"),
    "head.yaw_spread": Text(ko="좌우 각도의 폭", en="Spread of head turn"),
    "head.turns": Text(ko="고개 돌린 횟수", en="Head turns"),
    "head.nods": Text(ko="고개 끄덕인 횟수", en="Nods"),
    "head.off_axis": Text(ko="고개를 돌리고 있던 시간 비율", en="Time with the head turned away"),
}

UNITS = {
    "head.yaw": "deg",
    "head.pitch": "deg",
    "head.roll": "deg",
    "head.speed": "cm/s",
    "head.travel": "cm/min",
    "head.turning": "deg/s",
    "head.yaw_spread": "deg",
    "head.turns": "1/min",
    "head.nods": "1/min",
    "head.off_axis": "share",
}

_DEFINITIONS = {
    "head.travel": Text(
        ko="화면에서 머리가 움직인 거리를 모두 더한 값(1분 기준)입니다. 눈꼬리 사이를 9cm로 보고 어림했습니다.",
        en="The path of the head in the picture per minute, roughly: the outer eye corners are taken to be 9 cm apart.",
    ),
    "head.turning": Text(
        ko="고개의 좌우·위아래 각도가 1초에 평균 몇 도 변했는지 나타냅니다.",
        en="How many degrees per second the head turned on average, sideways and up or down.",
    ),
    "head.yaw_spread": Text(
        ko="고개 좌우 각도의 표준편차입니다.", en="Standard deviation of the sideways angle of the head."
    ),
    "head.turns": Text(
        ko="평소 방향에서 20° 넘게, 0.3초 이상 고개를 돌린 횟수(1분 기준)입니다.",
        en="How often per minute the head pointed more than 20° off its usual direction for 0.3 s or longer.",
    ),
    "head.nods": Text(
        ko="1.2초 안에 고개가 8° 이상 내려갔다가 돌아온 횟수(1분 기준)입니다. "
        "이어진 끄덕임은 한 번으로 셉니다. 대략적인 값입니다.",
        en="How often per minute the head dipped by 8° or more and came back within 1.2 s; nods in a row count once. "
        "Indicative only.",
    ),
    "head.off_axis": Text(
        ko="얼굴이 보인 시간 가운데 고개를 평소 방향에서 20° 넘게 돌리고 있던 비율입니다.",
        en="The share of the time with a face in view in which the head pointed more than 20° off its usual direction.",
    ),
}

TOO_SHORT = Text(
    ko="고개 끄덕임 횟수를 재려면 얼굴이 10초 이상 보여야 합니다.",
    en="Not measured: counting nods needs a face in view for ten seconds or longer.",
)


def measure(key: str, value: float | None, coverage: float, why_not: Text) -> Measure:
    """One head measure; its confidence is the share of the time in which a face was in view, half of it for nods."""
    sure = coverage * (0.5 if key == "head.nods" else 1.0)
    return Term(key, TITLES[key], _DEFINITIONS[key], UNITS[key], NO_NORM).of(value, sure, why_not)
