"""The names, definitions, units and norms of the figures about the voice."""

from __future__ import annotations

from visavis.kit.text import Language, Text
from visavis.observe.delivery.term import term
from visavis.observe.values import Norm

ANSWER_LENGTH = term(
    "voice.answer_length",
    Text(ko="답변 길이", en="Answer length"),
    Text(
        ko="첫 말소리부터 마지막 말소리까지의 시간에서 1초 넘는 쉼을 뺀 시간입니다.",
        en="The time from the first to the last sound of speech, without pauses longer than 1 s.",
    ),
    "s",
    "always",
    Norm(
        60,
        120,
        Text(ko="면접 답변에 흔히 권하는 길이", en="a common guideline for interview answers"),
        "convention",
    ),
)
SPEECH_SPAN = term(
    "voice.speech_span",
    Text(ko="첫 말부터 끝 말까지", en="First to last word"),
    Text(
        ko="첫 말소리부터 마지막 말소리까지의 시간입니다. 쉼도 들어갑니다.",
        en="The time from the first to the last sound of speech, pauses included.",
    ),
    "s",
    "always",
)
SPEAKING_SHARE = term(
    "voice.speaking_share",
    Text(ko="말한 시간의 비율", en="Speaking share"),
    Text(
        ko="첫 말소리부터 마지막 말소리까지의 시간 가운데 실제로 소리를 낸 비율입니다.",
        en="The share of the time from the first to the last sound of speech in which there was speech.",
    ),
    "share",
    "speech",
)
RESPONSE_DELAY = term(
    "voice.response_delay",
    Text(ko="답변을 시작하기까지", en="Time before answering"),
    Text(
        ko="질문이 끝난 때(생각할 시간이 있으면 그 시간이 끝난 때)부터 첫 말소리까지의 시간입니다.",
        en="The time from the end of the question, or of the thinking time, to the first sound of speech.",
    ),
    "s",
    "always",
)
SYLLABLE_RATE = term(
    "voice.syllable_rate",
    Text(ko="말의 빠르기(소리로 잰 값)", en="Pace, from the sound"),
    Text(
        ko="첫 말소리부터 마지막 말소리까지(쉼 포함) 1분에 낸 음절 수입니다. 받아쓴 글 없이 소리의 봉우리를 세며, "
        "실제보다 5–10 % 적게 셉니다.",
        en="Syllables a minute from the first to the last sound of speech, pauses included. Counted from peaks of the "
        "sound without a transcript, which finds 5–10 % too few.",
    ),
    "syllables/min",
    "speech",
)
ARTICULATION_RATE = term(
    "voice.articulation_rate",
    Text(ko="발음 속도(쉼 제외)", en="Articulation rate"),
    Text(
        ko="소리를 낸 시간만으로 계산한 1초당 음절 수입니다. 실제보다 5–10 % 적게 셉니다.",
        en="Syllables a second of actual speech, pauses left out. Finds 5–10 % too few.",
    ),
    "syllables/s",
    "speech",
)
PAUSES_SHORT = term(
    "voice.pauses_short",
    Text(ko="짧은 쉼(0.2초 미만)", en="Short pauses (under 0.2 s)"),
    Text(
        ko="0.12초 이상 0.2초 미만인 쉼이 1분에 몇 번 있었는지 셉니다(Campione와 Véronis의 구분).",
        en="Pauses of 0.12 s to 0.2 s, by the minute (classes of Campione and Véronis 2002).",
    ),
    "per min",
    "speech",
)
PAUSES_MEDIUM = term(
    "voice.pauses_medium",
    Text(ko="보통 쉼(0.2–1초)", en="Medium pauses (0.2–1 s)"),
    Text(ko="0.2초에서 1초 사이인 쉼이 1분에 몇 번 있었는지 셉니다.", en="Pauses of 0.2 s to 1 s, by the minute."),
    "per min",
    "speech",
)
PAUSES_LONG = term(
    "voice.pauses_long",
    Text(ko="긴 쉼(1초 초과)", en="Long pauses (over 1 s)"),
    Text(ko="1초보다 긴 쉼이 1분에 몇 번 있었는지 셉니다.", en="Pauses longer than 1 s, by the minute."),
    "per min",
    "speech",
)
PAUSE_MEDIAN = term(
    "voice.pause_median",
    Text(ko="쉼의 길이(중앙값)", en="Usual pause"),
    Text(ko="0.2초 이상인 쉼들의 길이의 중앙값입니다.", en="The median length of the pauses of 0.2 s or more."),
    "s",
    "phrases",
    Norm(
        0.2,
        1.0,
        Text(
            ko="Campione & Véronis 2002의 중간 길이 쉼, 0.6초 정도를 가장 자연스럽게 들음(Liu 2022)",
            en="Campione & Véronis 2002: medium pauses; about 0.6 s judged most natural (Liu 2022)",
        ),
        "research",
    ),
)
LONGEST_PAUSE = term(
    "voice.longest_pause",
    Text(ko="가장 긴 쉼", en="Longest pause"),
    Text(
        ko="첫 말소리와 마지막 말소리 사이에서 가장 긴 쉼입니다.", en="The longest pause between two sounds of speech."
    ),
    "s",
    "always",
)
LOUDNESS_RANGE = term(
    "voice.loudness_range",
    Text(ko="소리 크기의 변화 폭", en="Loudness dynamics"),
    Text(
        ko="음절 크기의 90번째와 10번째 백분위수의 차이입니다. 마이크를 알 수 없어 절대 크기는 재지 않습니다.",
        en="Between the 90th and 10th percentile of syllable levels. Differences only: the microphone is unknown.",
    ),
    "dB",
    "speech",
)
CLIPPING = term(
    "voice.clipping",
    Text(ko="소리 깨짐", en="Clipping"),
    Text(
        ko="말한 시간 가운데 소리가 녹음 한계에 닿아 깨진 비율입니다.",
        en="The share of the speech in which the sound hit the limit of the recording.",
    ),
    "share",
    "always",
    Norm(None, 0.001, Text(ko="녹음의 기본: 깨지는 소리가 없어야 함", en="recording practice: none"), "convention"),
)
PHRASE_END_DROP = term(
    "voice.phrase_end_drop",
    Text(ko="말끝에서 줄어드는 크기", en="Drop at phrase ends"),
    Text(
        ko="말 마디의 끝 음절이 그 마디의 다른 음절보다 얼마나 작은지 나타낸 중앙값입니다. "
        "조금 작아지는 것은 자연스럽습니다.",
        en="How much softer the end of a phrase is than the rest of it (median). Some drop is natural.",
    ),
    "dB",
    "phrases",
)
TRAILING_OFF = term(
    "voice.trailing_off",
    Text(ko="말끝이 흐려진 비율", en="Phrases that trail off"),
    Text(
        ko="끝 음절이 다른 음절보다 10 dB 넘게 작아진 말 마디의 비율입니다.",
        en="The share of phrases whose last syllable is more than 10 dB softer than the rest.",
    ),
    "share",
    "phrases",
)
PITCH_MEAN = term(
    "voice.pitch_mean",
    Text(ko="목소리 높이(평균)", en="Mean pitch"),
    Text(
        ko="목소리 기본 주파수의 평균입니다. 사람마다 다르며 높고 낮음에 좋고 나쁨은 없습니다.",
        en="The mean fundamental frequency. It differs from person to person; neither high nor low is better.",
    ),
    "Hz",
    "voiced",
)
PITCH_VARIATION = term(
    "voice.pitch_variation",
    Text(ko="억양의 변화", en="Pitch variation"),
    Text(
        ko="목소리 높이의 표준편차를 반음으로 나타낸 값입니다.",
        en="The standard deviation of the pitch, in semitones.",
    ),
    "semitones",
    "voiced",
)
PITCH_QUOTIENT = term(
    "voice.pitch_quotient",
    Text(ko="억양 변화 지수(표준편차÷평균)", en="Pitch variation quotient"),
    Text(
        ko="목소리 높이(Hz)의 표준편차를 평균으로 나눈 값입니다.",
        en="The standard deviation of the pitch in Hz divided by its mean.",
    ),
    "ratio",
    "voiced",
    Norm(
        0.11,
        0.235,
        Text(ko="Hincks 2004: 발표자들에게서 나온 범위", en="Hincks 2004: range over speakers giving presentations"),
        "research",
    ),
)
EMPHASES = term(
    "voice.emphasis",
    Text(ko="강조", en="Emphasis"),
    Text(
        ko="한 말 마디 안에서 목소리의 높이(2.5반음 이상)와 크기(2 dB 이상)가 함께 올라간 곳이 1분에 몇 번인지 셉니다.",
        en="Places where pitch (by 2.5 semitones) and level (by 2 dB) rise together above the rest of the phrase, by "
        "the minute.",
    ),
    "per min",
    "phrases",
)
EMPHASISED_PHRASES = term(
    "voice.emphasised_phrases",
    Text(ko="강조가 있는 말 마디", en="Phrases with an emphasis"),
    Text(
        ko="강조가 한 번이라도 있는 말 마디의 비율입니다.",
        en="The share of phrases with at least one emphasis.",
    ),
    "share",
    "phrases",
)
RISING_ENDS = term(
    "voice.rising_ends",
    Text(ko="끝을 올린 말 마디", en="Phrases that end rising"),
    Text(
        ko="마지막 0.35초 동안 높이가 2반음 이상 올라간 말 마디의 비율입니다. 질문이나 이어짐의 표시일 수 있습니다.",
        en="The share of phrases whose pitch rises by 2 semitones or more over the last 0.35 s: a question, or more to "
        "come.",
    ),
    "share",
    "phrases",
)

ALL = (
    ANSWER_LENGTH,
    SPEECH_SPAN,
    SPEAKING_SHARE,
    RESPONSE_DELAY,
    SYLLABLE_RATE,
    ARTICULATION_RATE,
    PAUSES_SHORT,
    PAUSES_MEDIUM,
    PAUSES_LONG,
    PAUSE_MEDIAN,
    LONGEST_PAUSE,
    LOUDNESS_RANGE,
    CLIPPING,
    PHRASE_END_DROP,
    TRAILING_OFF,
    PITCH_MEAN,
    PITCH_VARIATION,
    PITCH_QUOTIENT,
    EMPHASES,
    EMPHASISED_PHRASES,
    RISING_ENDS,
)

_KOREAN_PACE = Norm(
    270,
    390,
    Text(
        ko="분당 320음절 정도의 발표자를 선호함, 앞뒤 범위는 이 프로그램의 추정",
        en="presenters preferred at about 320/min; the band around it is this project's inference",
    ),
    "convention",
)


def pace_norm(language: Language | None) -> Norm | None:
    """The norm for syllables a minute; none is known for English, whose norms count words."""
    return _KOREAN_PACE if language == "ko" else None
