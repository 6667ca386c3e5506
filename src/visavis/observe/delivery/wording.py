"""Why a figure about the voice can be missing, and the names of curves and moments."""

from __future__ import annotations

from visavis.kit.text import Text

NO_SOUND = Text(
    ko="녹화에 소리가 없어 측정하지 못했습니다. 기기 점검에서 마이크를 골라 주세요.",
    en="Not measured: the recording has no sound. Choose a microphone on the device check page.",
)
SILENT = Text(
    ko="말소리를 찾지 못해 측정하지 못했습니다. 마이크가 꺼져 있거나 너무 멀지 않은지 확인해 주세요.",
    en="Not measured: no speech was found. Check that the microphone is on and near enough.",
)
TOO_SHORT = Text(
    ko="말소리가 1초도 되지 않아 측정하지 못했습니다.", en="Not measured: there is less than 1 s of speech."
)
TOO_LITTLE = Text(
    ko="이 값을 낼 만큼 말이 길지 않았습니다. 조금 더 길게 답해 보세요.",
    en="Not measured: too little of it was heard. Try a longer answer.",
)
NO_QUESTION = Text(
    ko="질문이 언제 끝났는지 알 수 없어 측정하지 못했습니다.",
    en="Not measured: it isn't known when the question ended.",
)
NO_PAUSES = Text(ko="0.2초 넘게 쉰 곳이 없습니다.", en="Not measured: there was no pause of 0.2 s or more.")
ALREADY_SPEAKING = Text(
    ko="질문이 끝나기 전에 말이 시작되어 측정하지 못했습니다.",
    en="Not measured: speech had begun before the question ended.",
)

LEVEL_TRACK = Text(ko="소리 크기", en="Level")
PITCH_TRACK = Text(ko="목소리 높이", en="Pitch")
SPEAKING_TRACK = Text(ko="말하는 구간", en="Speaking")
PACE_TRACK = Text(ko="말의 빠르기", en="Pace")
EMPHASIS_EVENT = Text(ko="강조", en="Emphasis")
LONG_PAUSE_EVENT = Text(ko="긴 쉼", en="Long pause")
TRAILING_EVENT = Text(ko="말끝 흐림", en="Trailing off")
CLIPPING_EVENT = Text(ko="소리 깨짐", en="Clipping")
RISING_EVENT = Text(ko="끝을 올림", en="Rising end")
