"""What the hand and posture figures are called and how they are defined."""

from __future__ import annotations

from visavis.kit.text import Text
from visavis.observe.values import Measure
from visavis.observe.wording import NO_NORM, Term

HAND_TO_FACE = Text(ko="손이 얼굴에 닿거나 얼굴 앞에 있음", en="Hand at or before the face")
GESTURE = Text(ko="손짓", en="Hand gesture")

TITLES = {
    "gesture.hand_speed": Text(ko="손 움직임 속도", en="Hand speed"),
    "gesture.hand_at_face": Text(ko="얼굴에 간 손", en="Hand at the face"),
    "gesture.lean_forward": Text(ko="앞뒤로 기울임", en="Leaning in or back"),
    "gesture.lean_sideways": Text(ko="좌우로 기울임", en="Leaning sideways"),
    "gesture.shoulder_tilt": Text(ko="어깨 기울기", en="Shoulder tilt"),
    "gesture.hand_to_face": Text(ko="손이 얼굴에 간 횟수", en="Hand to face"),
    "gesture.hand_to_face_share": Text(ko="손이 얼굴에 있던 시간 비율", en="Time with a hand at the face"),
    "gesture.gesturing_share": Text(ko="손짓한 시간 비율", en="Time gesturing"),
    "gesture.hands_in_view": Text(ko="손이 보인 시간 비율", en="Time with hands in view"),
    "gesture.shoulder_tilt_mean": Text(ko="평균 어깨 기울기", en="Mean shoulder tilt"),
    "gesture.body_sway": Text(ko="몸의 좌우 흔들림", en="Sideways sway"),
}

UNITS = {
    "gesture.hand_speed": "cm/s",
    "gesture.hand_at_face": "share",
    "gesture.lean_forward": "%",
    "gesture.lean_sideways": "cm",
    "gesture.shoulder_tilt": "deg",
    "gesture.hand_to_face": "count",
    "gesture.shoulder_tilt_mean": "deg",
    "gesture.body_sway": "cm",
}

_DEFINITIONS = {
    "gesture.hand_to_face": Text(
        ko="손이 얼굴 윤곽 안에 0.4초 이상 들어온 횟수입니다. 얼굴 앞에서 한 손짓도 포함됩니다.",
        en="How often a hand was inside the outline of the face for 0.4 s or longer, gestures before it included.",
    ),
    "gesture.hand_to_face_share": Text(
        ko="얼굴이 보인 시간 가운데 손이 얼굴 윤곽 안에 있던 비율입니다.",
        en="The share of the time with a face in view in which a hand was inside its outline.",
    ),
    "gesture.gesturing_share": Text(
        ko="보이는 손이 초속 20cm 넘게(어림값) 움직인 시간의 비율입니다.",
        en="The share of the time in which a visible hand moved faster than about 20 cm/s.",
    ),
    "gesture.hands_in_view": Text(
        ko="적어도 한 손이 화면에 보인 시간의 비율입니다.",
        en="The share of the time in which at least one hand was in the picture.",
    ),
    "gesture.shoulder_tilt_mean": Text(
        ko="두 어깨를 이은 선이 수평에서 기운 각도의 평균입니다.",
        en="The mean angle between the line through the shoulders and the horizontal.",
    ),
    "gesture.body_sway": Text(
        ko="어깨 가운데가 좌우로 움직인 폭(표준편차)을 cm로 어림한 값입니다.",
        en="How far the middle of the shoulders moved sideways (standard deviation), in about centimetres.",
    ),
}
NO_FACE = Text(
    ko="얼굴이 2초 이상 보이지 않아 손 움직임을 측정하지 못했습니다. 얼굴과 상반신이 보이도록 앉아 주세요.",
    en="Not measured: a face was in view for less than two seconds. Sit so that head and shoulders are in the picture.",
)
NO_SHOULDERS = Text(
    ko="두 어깨가 함께 보이지 않아 자세를 측정하지 못했습니다. 카메라에서 조금 물러나 앉아 주세요.",
    en="Not measured: your shoulders weren't both in view. Sit a little further from the camera.",
)


def measure(key: str, value: float | None, trust: float, why_not: Text) -> Measure:
    """One measure; its confidence is the share of the time with what it needs in view × how sure the sign is
    (hands 0.8, posture 0.6)."""
    return Term(key, TITLES[key], _DEFINITIONS[key], UNITS.get(key, "share"), NO_NORM).of(value, trust, why_not)
