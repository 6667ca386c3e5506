"""What a reader of the report should know about the recording itself."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from visavis.interview.review.merging import find_value
from visavis.kit.text import Text
from visavis.media.probe import Probe
from visavis.observe.values import Observation

NO_PICTURE = Text(
    ko="녹화에 영상이 없어 소리만 살펴보았습니다.",
    en="The recording has no picture, so only the sound was reviewed.",
)
NO_SOUND = Text(
    ko="녹화에 소리가 없어 말하기는 측정하지 못했습니다. 마이크가 켜져 있었는지 확인해 주세요.",
    en="The recording has no sound, so the voice couldn't be measured. Please check that the microphone was on.",
)
NO_SPEECH = Text(
    ko="소리에서 말소리를 찾지 못했습니다. 마이크가 켜져 있고 입에서 너무 멀지 않은지 확인해 주세요.",
    en="No speech was found in the sound. Please check that the microphone is on and near enough.",
)
NO_FACE = Text(
    ko="영상에서 얼굴을 찾지 못해 시선, 표정, 머리 움직임은 측정하지 못했습니다. "
    "얼굴이 화면 가운데에 밝게 보이도록 앉아 다시 녹화해 주세요.",
    en="No face was found in the picture, so gaze, expression and head movement couldn't be measured. "
    "Sit so that your face is well lit in the middle of the picture, and record again.",
)
FACE_AWAY = Text(
    ko="영상의 {p} %에서 얼굴이 보이지 않았습니다. 그 부분은 측정에서 빠졌습니다.",
    en="No face was visible in {p} % of the picture. Those parts are left out of the figures.",
)
TWO_FACES = Text(
    ko="영상의 {p} %에서 얼굴이 둘 이상 보였습니다. 더 크게 보이는 사람을 측정했습니다.",
    en="Two or more faces were visible in {p} % of the picture. The larger one was measured.",
)
FEW_FRAMES = Text(
    ko="녹화한 영상이 {p} % 구간에서 끊겨 있어(초당 4장 미만) 그 부분의 움직임은 측정하지 못했습니다. "
    "컴퓨터가 바쁘지 않을 때, 다른 프로그램을 닫고 다시 녹화해 보세요.",
    en="In {p} % of the recording the picture stood still (fewer than 4 frames a second), so movement couldn't be "
    "measured there. Close other programs, or use a less busy computer, and record again.",
)

_SHARE_WORTH_TELLING = 0.05
_STILL_S = 0.25
"""The readers bridge shorter gaps between frames (observe.series)."""


def on_recording(found: Probe, seen: Observation, spoken: bool, frame_times_s: NDArray[np.float64]) -> tuple[Text, ...]:
    """Notes in the order of their weight; () for a recording with nothing amiss."""
    picture = () if found.video else (NO_PICTURE,)
    sound = (NO_SOUND,) if found.audio is None else () if spoken else (NO_SPEECH,)
    return (*picture, *sound, *_on_faces(seen), *_on_frames(frame_times_s))


def _on_faces(seen: Observation) -> Iterator[Text]:
    in_view, two = find_value(seen, "framing.face_in_view"), find_value(seen, "framing.two_faces")
    if in_view == 0.0:
        yield NO_FACE
    elif in_view is not None and 1 - in_view > _SHARE_WORTH_TELLING:
        yield FACE_AWAY.fill(p=round(100 * (1 - in_view)))
    if two is not None and two > _SHARE_WORTH_TELLING:
        yield TWO_FACES.fill(p=round(100 * two))


def _on_frames(frame_times_s: NDArray[np.float64]) -> Iterator[Text]:
    if len(frame_times_s) < 2:
        return
    gaps_s = np.diff(frame_times_s)
    still = float(gaps_s[gaps_s > _STILL_S].sum() / (frame_times_s[-1] - frame_times_s[0]))
    if still > _SHARE_WORTH_TELLING:
        yield FEW_FRAMES.fill(p=round(100 * still))
