"""What is told of mouth corners and model side by side, to the person in the clip ("own") or to somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from visavis.kit.text import Text

NETS = {
    "vit": Text(ko="ViT", en="ViT"),
    "mixer": Text(ko="MLP-Mixer", en="MLP-Mixer"),
    "landmarks": Text(ko="얼굴 모양", en="shape of the face"),
}
_USUAL = {"own": Text(ko="내 평소", en="your usual"), "other": Text(ko="이 사람의 평소", en="the person's usual")}
_ABOVE = Text(ko="{u}보다 {c} % 올라가고 벌어졌", en="{c} % above {u}")
_BELOW = Text(ko="{u}보다 {c} % 낮았", en="{c} % below {u}")
_EQUAL = Text(ko="{u}와 같았", en="at {u}")
_CORNERS_ONLY = Text(
    ko="입꼬리는 {m}지만, 얼굴은 {l}(‘웃는 표정’ {p} %).",
    en="The mouth corners were {m}, but the face {l} (happy {p} %).",
)
_MODEL_ONLY = Text(
    ko="얼굴은 {l}(‘웃는 표정’ {p} %), 입꼬리는 {m}습니다.",
    en="The face {l} (happy {p} %), but the mouth corners were {m}.",
)
TURNED = Text(
    ko="고개를 {n}° 돌리고 있어 둘 다 덜 믿을 만합니다.", en="The head was turned by {n}°, where both are less sure."
)
SPEAKING = Text(
    ko="입을 벌리고 있었습니다. 말하는 중이었다면 그때도 입꼬리가 움직입니다.",
    en="The lips were apart: if that was speech, speaking moves the corners, too.",
)
NETS_DIFFER = Text(ko="망끼리도 달랐습니다({l}).", en="The nets differed among themselves ({l}).")
BASELINE: Mapping[Literal["own", "other"], Text] = {
    "own": Text(
        ko="입꼬리는 이 영상 속 내 평소 모습과 견주고 모델은 다른 사람들의 얼굴과 견줍니다. "
        "평소 입꼬리가 올라가 있거나 눈가가 웃으면 이렇게 갈립니다.",
        en="The corners are compared with your own usual in this clip, the model compares with other people: a mouth "
        "that is always raised, or eyes that smile, part them.",
    ),
    "other": Text(
        ko="입꼬리는 이 영상 속 그 사람의 평소 모습과 견주고 모델은 다른 사람들의 얼굴과 견줍니다. "
        "평소 입꼬리가 올라가 있거나 눈가가 웃으면 이렇게 갈립니다.",
        en="The corners are compared with the person's own usual in this clip, the model compares with other people: a "
        "mouth that is always raised, or eyes that smile, part them.",
    ),
}
ONLY_CORNERS = Text(
    ko="고개도 입도 걸리는 것이 없었습니다. 이 측정은 입꼬리만 보고, 모델은 눈가와 볼까지 얼굴 전체를 봅니다.",
    en="Neither head nor lips were in the way: this measure sees the corners alone, the model the whole face.",
)
TOO_SHORT = Text(
    ko="입꼬리와 모델의 비교는 측정하지 않았습니다. 둘 다 있는 시간이 {n}초보다 짧아 견줄 평소 모습을 알 수 없습니다.",
    en="Mouth corners and model side by side: not measured. Both were there for less than {n} s, too short to show a "
    "usual to compare with.",
)
MOSTLY_HAPPY = Text(
    ko="입꼬리와 모델의 비교는 측정하지 않았습니다. 둘 다 있는 때의 {p} %에서 모델에는 ‘웃는 표정’으로 보여, 입꼬리를 "
    "견줄 평소 모습을 이 영상에서 알 수 없습니다.",
    en="Mouth corners and model side by side: not measured. In {p} % of the looks that have both, the face looks "
    "happy to the model, so the clip shows no usual to compare the corners with.",
)
FIGURE_TOO: Mapping[Literal["own", "other"], Text] = {
    "own": Text(
        ko=" 위의 ‘입꼬리를 올린 시간 비율’도 같은 까닭으로 믿기 어렵습니다.",
        en=" For the same reason the time with raised mouth corners, above, says little here.",
    ),
    "other": Text(ko="", en=""),
}
"""A report has that figure beside it; a clip that is read alone has not."""


def what_each_saw(model_only: bool, looks: Text, corners: int, happy: int, whose: Literal["own", "other"]) -> Text:
    """``corners`` and ``happy`` in per cent; ``looks``: the class that the model told."""
    usual = _USUAL[whose]
    where = _ABOVE if corners > 0 else _BELOW if corners < 0 else _EQUAL
    line = _MODEL_ONLY if model_only else _CORNERS_ONLY
    ko = line.fill(l=looks.ko, p=happy, m=where.fill(u=usual.ko, c=abs(corners)).ko).ko
    en = line.fill(l=looks.en, p=happy, m=where.fill(u=usual.en, c=abs(corners)).en).en
    return Text(ko=ko, en=en)
