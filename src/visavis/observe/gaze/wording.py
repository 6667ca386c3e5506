"""What the gaze figures are called and how they are defined."""

from __future__ import annotations

from visavis.kit.text import Text
from visavis.observe.values import Measure, Norm
from visavis.observe.wording import Term

LOOKS = {
    "left": Text(ko="왼쪽을 봄", en="Looked to your left"),
    "right": Text(ko="오른쪽을 봄", en="Looked to your right"),
    "up": Text(ko="위를 봄", en="Looked up"),
    "down": Text(ko="아래를 봄", en="Looked down"),
}

TITLES = {
    "gaze.right": Text(ko="시선 좌우", en="Gaze sideways"),
    "gaze.up": Text(ko="시선 위아래", en="Gaze up and down"),
    "gaze.toward": Text(ko="카메라를 본 비율", en="Looking towards the camera"),
    "gaze.toward_speaking": Text(ko="말할 때 카메라를 본 비율", en="Looking towards the camera while speaking"),
    "gaze.toward_listening": Text(ko="말하지 않을 때 카메라를 본 비율", en="Looking towards the camera while silent"),
    "gaze.longest_away": Text(ko="가장 오래 다른 곳을 본 시간", en="Longest look away"),
    "gaze.looks_away": Text(ko="다른 곳을 본 횟수", en="Looks away"),
    "gaze.away_left": Text(ko="왼쪽을 본 비율", en="Looking to your left"),
    "gaze.away_right": Text(ko="오른쪽을 본 비율", en="Looking to your right"),
    "gaze.away_up": Text(ko="위를 본 비율", en="Looking up"),
    "gaze.away_down": Text(ko="아래를 본 비율", en="Looking down"),
}

_UNITS = {"gaze.longest_away": "s", "gaze.looks_away": "1/min"}

_AWAY = Text(
    ko="얼굴이 보인 시간 가운데 0.4초 이상 이 방향을 본 비율입니다. 왼쪽과 오른쪽은 본인 기준입니다.",
    en="The share of the time with your eyes in view spent looking this way for 0.4 s or longer (your own sides).",
)
_TOWARD = Text(
    ko="눈이 보인 시간 가운데 시선이 카메라 쪽에 머문 비율입니다.",
    en="The share of the time with your eyes in view in which the gaze stayed near the camera.",
)
_DEFINITIONS = {
    "gaze.longest_away": Text(
        ko="시선이 카메라 쪽을 벗어난 가장 긴 시간입니다.", en="The longest time that the gaze stayed off the camera."
    ),
    "gaze.looks_away": Text(
        ko="0.4초 이상 시선을 돌린 횟수(1분 기준)입니다.",
        en="How often per minute the gaze left the camera for 0.4 s or longer.",
    ),
}
_CALIBRATED = Text(ko=" 시선 보정값을 사용했습니다.", en=" Uses your gaze calibration.")
_UNCALIBRATED = Text(
    ko=" 시선 보정을 하지 않아, 가장 자주 본 방향(좌우 ±10°, 위아래 ±14°)을 카메라 쪽으로 보고 계산했습니다.",
    en=" Without a gaze calibration, your most frequent direction (±10° across, ±14° up or down) stands in for it.",
)
_NORMS = {
    "gaze.toward_speaking": Norm(
        0.3,
        0.6,
        Text(
            ko="말할 때는 절반에 못 미치는 경우가 많음(대화 연구를 인용한 자료, 100%를 목표로 하지 마세요)",
            en="Often below half of the time while talking (secondary sources on conversation; never aim for 100 %)",
        ),
        "information",
    ),
    "gaze.toward_listening": Norm(
        0.6,
        0.9,
        Text(
            ko="들을 때는 75% 정도(대화 연구를 인용한 자료, 100%를 목표로 하지 마세요)",
            en="About 75 % while listening (secondary sources on conversation; never aim for 100 %)",
        ),
        "information",
    ),
}
NO_EYES = Text(
    ko="눈이 보인 시간이 너무 짧아 측정하지 못했습니다. 얼굴에 빛이 들도록 하고 카메라를 눈높이에 맞춰 주세요.",
    en="Not measured: your eyes were in view too briefly. Put light on your face and the camera at eye level.",
)
TOO_BRIEF = {
    "gaze.toward_speaking": Text(
        ko="눈이 보이는 채로 말한 시간이 2초에 못 미쳐 측정하지 못했습니다.",
        en="Not measured: you spoke for less than two seconds with your eyes in view.",
    ),
    "gaze.toward_listening": Text(
        ko="눈이 보이는 채로 말을 멈춘 시간이 2초에 못 미쳐 측정하지 못했습니다.",
        en="Not measured: you were silent for less than two seconds with your eyes in view.",
    ),
}


def measure(key: str, value: float | None, trust: float, calibrated: bool, why_not: Text) -> Measure:
    """One gaze measure; its confidence is the share of the time with eyes in view × 0.9 calibrated, 0.5 otherwise."""
    base = _DEFINITIONS.get(key, _AWAY if key.startswith("gaze.away") else _TOWARD)
    how = _CALIBRATED if calibrated else _UNCALIBRATED
    definition = Text(ko=base.ko + how.ko, en=base.en + how.en)
    return Term(key, TITLES[key], definition, _UNITS.get(key, "share"), _NORMS.get(key)).of(value, trust, why_not)
