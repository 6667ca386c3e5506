"""What the framing figures and the advice of the device check are called."""

from __future__ import annotations

from visavis.kit.text import Text
from visavis.observe.framing.check import Advice
from visavis.observe.values import Measure, Norm
from visavis.observe.wording import Term

ADVICE: dict[Advice, Text] = {
    "no_face": Text(
        ko="얼굴이 보이지 않습니다. 카메라 앞에 앉아 얼굴이 화면에 들어오게 해 주세요.",
        en="No face in the picture. Sit before the camera so that your face is in view.",
    ),
    "two_faces": Text(
        ko="얼굴이 두 명 이상 보입니다. 혼자 화면에 나오게 해 주세요.",
        en="More than one face is in the picture. Make sure that you are alone in view.",
    ),
    "too_far": Text(
        ko="카메라에서 너무 멉니다. 조금 더 가까이 앉아 주세요.", en="You are too far away. Sit a little closer."
    ),
    "too_near": Text(ko="카메라에 너무 가깝습니다. 조금 물러나 주세요.", en="You are too close. Move back a little."),
    "off_centre": Text(
        ko="얼굴이 화면 가운데에서 벗어났습니다. 카메라나 자리를 옮겨 주세요.",
        en="Your face is off centre. Move the camera or your seat.",
    ),
    "too_dark": Text(
        ko="얼굴이 너무 어둡습니다. 얼굴 앞쪽에 조명을 켜 주세요.",
        en="Your face is too dark. Put a light in front of you.",
    ),
    "backlight": Text(
        ko="뒤쪽이 더 밝은 역광입니다. 창문을 등지지 말고 마주 보고 앉아 주세요.",
        en="The light is behind you. Face the window instead of sitting with your back to it.",
    ),
    "turned_away": Text(
        ko="얼굴이 옆을 향하고 있습니다. 카메라를 정면으로 봐 주세요.",
        en="Your face is turned to the side. Face the camera.",
    ),
    "ok": Text(ko="화면이 좋습니다. 이대로 시작해도 됩니다.", en="The picture looks good. You can start."),
}

EVENTS = {
    "out_of_view": Text(ko="얼굴이 화면에서 벗어남", en="Face out of view"),
    "two_faces": Text(ko="다른 사람이 함께 보임", en="Another person in view"),
}

TITLES = {
    "face_size": Text(ko="화면 속 얼굴 크기", en="Face size in the picture"),
    "face_brightness": Text(ko="얼굴 밝기", en="Brightness of the face"),
    "face_in_view": Text(ko="얼굴이 보인 시간 비율", en="Time with the face in view"),
    "out_of_view": Text(ko="화면에서 벗어난 횟수", en="Times out of view"),
    "longest_out_of_view": Text(ko="화면에서 가장 오래 벗어난 시간", en="Longest time out of view"),
    "two_faces": Text(ko="다른 사람이 보인 시간 비율", en="Time with another person in view"),
    "off_centre": Text(ko="가운데에서 벗어난 시간 비율", en="Time off centre"),
    "too_dark": Text(ko="얼굴이 어두웠던 시간 비율", en="Time with a dark face"),
    "backlight": Text(ko="역광이었던 시간 비율", en="Time with light from behind"),
}

UNITS = {
    "face_size": "%",
    "face_brightness": "%",
    "face_size_mean": "%",
    "out_of_view": "count",
    "longest_out_of_view": "s",
}

_DEFINITIONS = {
    "face_size": Text(
        ko="화면의 짧은 변에 대한 얼굴 높이의 평균입니다.",
        en="Mean height of the face over the picture's shorter side.",
    ),
    "face_brightness": Text(
        ko="얼굴에서 밝은 부분(상위 5%)의 밝기입니다(흰색 100%). 피부색의 영향을 줄이려고 평균 대신 사용합니다.",
        en="Brightness of the face's bright parts (top 5 %; white is 100 %), because the mean depends on skin colour.",
    ),
    "face_in_view": Text(
        ko="영상 전체에서 얼굴을 찾은 시간의 비율입니다.", en="The share of the video in which a face was found."
    ),
    "out_of_view": Text(
        ko="얼굴이 1초 이상 보이지 않은 횟수입니다.", en="How often no face was found for a second or longer."
    ),
    "longest_out_of_view": Text(
        ko="얼굴이 보이지 않은 가장 긴 시간입니다.", en="The longest time in which no face was found."
    ),
    "two_faces": Text(
        ko="첫 번째 얼굴의 40% 이상 크기인 다른 얼굴이 보인 시간의 비율입니다.",
        en="The share of the video with a second face at least 40 % as large as the first.",
    ),
    "off_centre": Text(
        ko="얼굴 중심이 화면 가운데에서 좌우로 18% 넘게 벗어났거나, 너무 높거나 낮았던 시간의 비율입니다.",
        en="The share of the time with the face over 18 % to a side of the middle, or too high or too low.",
    ),
    "too_dark": Text(
        ko="얼굴의 밝은 부분이 흰색의 42%보다 어두웠던 시간의 비율입니다.",
        en="The share of the time in which the face's bright parts were darker than 42 % of white.",
    ),
    "backlight": Text(
        ko="얼굴이 어두우면서 배경이 얼굴의 밝은 부분보다 더 밝았던 시간의 비율입니다.",
        en="The share of the time in which the face was dark and the surroundings were brighter than its bright parts.",
    ),
}
_SIZE_NORM = Norm(
    20.0,
    62.0,
    Text(ko="이 프로그램의 화면 기준: 머리와 어깨가 보이는 크기", en="Our framing rule: head and shoulders in view"),
    "convention",
)
_NO_PICTURE = Text(
    ko="영상에 화면이 없거나 너무 짧아 측정하지 못했습니다.",
    en="Not measured: the video has no picture or is too short.",
)
_NO_FACE = Text(
    ko="얼굴이 보이지 않아 측정하지 못했습니다. 얼굴이 화면 가운데에 오도록 카메라를 맞춰 주세요.",
    en="Not measured: no face was in view. Aim the camera so that your face is in the middle.",
)


def measure(key: str, value: float | None, confidence: float, needs_face: bool) -> Measure:
    """One framing measure; its confidence is 1, or the share of the time with a face where one is needed."""
    norm = _SIZE_NORM if key == "face_size" else None
    term = Term(f"framing.{key}", TITLES[key], _DEFINITIONS[key], UNITS.get(key, "share"), norm)
    return term.of(value, confidence, _NO_FACE if needs_face else _NO_PICTURE)
