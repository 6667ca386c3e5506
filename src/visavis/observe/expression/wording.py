"""What the expression figures are called and how they are defined. Actions only, never feelings."""

from __future__ import annotations

from visavis.kit.text import Text
from visavis.observe.values import Measure, Norm
from visavis.observe.wording import Term

BLINK = Text(ko="눈 깜빡임", en="Blink")
EYES_CLOSED = Text(ko="눈을 감고 있음", en="Eyes closed")
EVENTS = {
    "expression.smile": Text(ko="입꼬리가 올라감", en="Mouth corners raised"),
    "expression.brow_raise": Text(ko="눈썹이 올라감", en="Brows raised"),
}

TITLES = {
    "expression.mouth_corner_raise": Text(ko="입꼬리 올림", en="Mouth-corner raise"),
    "expression.brow_raise": Text(ko="눈썹 올림", en="Brow raise"),
    "expression.eyes_open": Text(ko="눈 뜬 정도", en="Eye opening"),
    "expression.blinks": Text(ko="눈 깜빡임 횟수", en="Blinks"),
    "expression.smile_share": Text(ko="입꼬리를 올린 시간 비율", en="Time with raised mouth corners"),
    "expression.smiles": Text(ko="입꼬리를 올린 횟수", en="Times the mouth corners rose"),
    "expression.brow_raises": Text(ko="눈썹을 올린 횟수", en="Brow raises"),
}

_UNITS = {
    "expression.blinks": "1/min",
    "expression.smile_share": "share",
    "expression.smiles": "count",
    "expression.brow_raises": "count",
}

_SMILE = Text(
    ko="평소 입 모양보다 입꼬리가 올라가고 벌어진 정도가 눈꼬리 사이 거리의 10%를 0.5초 이상 넘은 구간을 셉니다.",
    en="Spans of 0.5 s or more in which the mouth corners rose and widened by over 10 % of the eye distance.",
)
_DEFINITIONS = {
    "expression.blinks": Text(
        ko="눈꺼풀이 평소 뜬 정도의 55% 아래로 닫혔다가 0.5초 안에 다시 열린 횟수(1분 기준)입니다. 참고용입니다.",
        en="How often per minute the lids closed below 55 % of your usual opening for up to 0.5 s. Information only.",
    ),
    "expression.smile_share": _SMILE,
    "expression.smiles": _SMILE,
    "expression.brow_raises": Text(
        ko="눈썹이 평소보다 눈꼬리 사이 거리의 3% 넘게, 0.3초 이상 올라간 횟수입니다.",
        en="How often the brows rose by over 3 % of the distance between the outer eye corners for 0.3 s or longer.",
    ),
}
_NORMS = {
    "expression.blinks": Norm(
        10.5,
        32.5,
        Text(
            ko="말하는 동안: Bentivoglio 1997(평균 분당 26회), Doughty 2001",
            en="While talking: Bentivoglio 1997 (mean 26/min), Doughty 2001",
        ),
        "information",
    ),
    "expression.smile_share": Norm(
        None,
        None,
        Text(
            ko="목표 없음: 연구 결과가 서로 다름(Naim 2015, Ruben 2015)",
            en="No target: studies disagree (Naim 2015, Ruben 2015)",
        ),
        "information",
    ),
}

TOO_SHORT = Text(
    ko="깜빡임 횟수를 재려면 얼굴이 10초 이상 보여야 합니다.",
    en="Not measured: counting blinks needs a face in view for ten seconds or longer.",
)
TOO_SLOW = Text(
    ko="영상이 초당 12장보다 느려 깜빡임을 놓칠 수 있으므로 측정하지 않았습니다.",
    en="Not measured: the video has fewer than 12 frames a second, so blinks could fall between two frames.",
)


def measure(key: str, value: float | None, trust: float, why_not: Text) -> Measure:
    """One expression measure; its confidence is the share of the time with a face in view × how sure the sign is
    (blinks 1, mouth corners 0.8, brows 0.6)."""
    return Term(key, TITLES[key], _DEFINITIONS[key], _UNITS[key], _NORMS.get(key)).of(value, trust, why_not)
