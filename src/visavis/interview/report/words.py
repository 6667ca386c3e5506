"""The words and numbers of the written report in the reader's language."""

from __future__ import annotations

from visavis.interview.report.schema import Bilingual, MeasurePart, NormPart
from visavis.kit.text import Language, Text
from visavis.observe.values import Family

FAMILIES: dict[Family, Text] = {
    "gaze": Text(ko="시선", en="Gaze"),
    "head": Text(ko="머리 움직임", en="Head"),
    "expression": Text(ko="표정 움직임", en="Expression"),
    "gesture": Text(ko="손과 자세", en="Hands and posture"),
    "framing": Text(ko="화면 구도", en="Framing and light"),
    "voice": Text(ko="목소리", en="Voice"),
    "content": Text(ko="말의 내용", en="Words"),
}
"""In the order in which the report shows them."""

LABELS: dict[str, Text] = {
    "report": Text(ko="면접 연습 리포트", en="Interview practice report"),
    "next": Text(ko="다음에는 이렇게 해 보세요", en="Try this next"),
    "nothing_next": Text(
        ko="고칠 점으로 꼽을 만큼 뚜렷한 것이 없거나, 측정된 것이 부족합니다. 아래의 수치를 참고하세요.",
        en="Nothing stood out clearly enough to suggest, or too little could be measured. See the figures below.",
    ),
    "good": Text(ko="잘 되고 있는 점", en="Going well"),
    "answer": Text(ko="답변 {n}", en="Answer {n}"),
    "length": Text(ko="길이 {t}", en="{t} long"),
    "timeline": Text(ko="시간에 따른 변화", en="Over time"),
    "figures": Text(ko="측정값", en="Figures"),
    "measure": Text(ko="항목", en="Measure"),
    "value": Text(ko="값", en="Value"),
    "usual": Text(ko="참고 범위", en="Usual range"),
    "earlier": Text(ko="이전 답변(중앙값)", en="Own earlier (median)"),
    "confidence": Text(ko="신뢰도", en="Confidence"),
    "not_measured": Text(ko="측정하지 못함", en="Not measured"),
    "definitions": Text(ko="항목의 뜻과 기준의 출처", en="Definitions and sources"),
    "transcript": Text(ko="받아쓴 글", en="Transcript"),
    "notes": Text(ko="알아 두세요", en="Please note"),
    "gap": Text(ko="녹화가 끊겼다가 이어진 곳", en="The recording was interrupted here"),
    "no_answer": Text(ko="녹화된 답변이 없습니다.", en="There is no recorded answer."),
    "why": Text(ko="근거", en="Because"),
    "moment": Text(ko="답변 {n}, {a}–{b}", en="Answer {n}, {a}–{b}"),
    "made": Text(ko="{d}에 {by}(으)로 만듦", en="Made {d} by {by}"),
    "no_range": Text(ko="정해진 범위 없음", en="no usual range"),
}

_KINDS: dict[str, Text] = {
    "research": Text(ko="연구", en="research"),
    "convention": Text(ko="관례", en="convention"),
    "information": Text(ko="참고", en="for information"),
}

_UNITS_KO = {
    "syllables/min": "음절/분",
    "words/min": "낱말/분",
    "per 100 words": "회/100어절",
    "per min": "회/분",
    "words": "가지",
    "semitones": "반음",
    "syllables/s": "음절/초",
    "count": "회",
    "1/min": "회/분",
    "cm/min": "cm/분",
    "cm/s": "cm/초",
    "deg": "°",
    "deg/s": "°/초",
    "s": "초",
    "min": "분",
}
_UNITS_EN = {"1/min": "a minute", "deg": "°", "deg/s": "°/s", "count": "times", "share": "", "ratio": ""}


def label(key: str, language: Language, **values: object) -> str:
    return LABELS[key].fill(**values).in_language(language) if values else LABELS[key].in_language(language)


def pick(text: Bilingual, language: Language) -> str:
    return text.ko if language == "ko" else text.en


def unit_words(unit: str, language: Language) -> str:
    """The unit as people write it; a unit without a translation stands as it is."""
    return _UNITS_KO.get(unit, _UNITS_EN.get(unit, unit)) if language == "ko" else _UNITS_EN.get(unit, unit)


def figure(value: float, unit: str, language: Language) -> str:
    """A number with its unit: three significant digits, shares as per cent."""
    if unit in ("share", "ratio") and abs(value) <= 1.0:
        return f"{100 * value:.0f} %"
    digits = f"{value:.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
    words = unit_words(unit, language)
    return digits + words if words == "°" else f"{digits} {words}".strip()


def usual_range(norm: NormPart, unit: str, language: Language) -> str:
    """The norm in words: a band, or one open end; '' when there is none."""
    if norm.low is not None and norm.high is not None:
        low = figure(norm.low, unit, language).split(" ")[0].rstrip("°")
        return f"{low}–{figure(norm.high, unit, language)}"
    if norm.high is not None:
        high = figure(norm.high, unit, language)
        return f"{high} 이하" if language == "ko" else f"up to {high}"
    if norm.low is not None:
        low = figure(norm.low, unit, language)
        return f"{low} 이상" if language == "ko" else f"from {low}"
    return ""


def norm_kind(norm: NormPart, language: Language) -> str:
    return _KINDS[norm.kind].in_language(language)


def clock(seconds: float) -> str:
    """Minutes and seconds, as players show them: 1:05."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def change_words(measure: MeasurePart, language: Language) -> str:
    """The earlier median with the change since; '' without earlier answers."""
    compared = measure.compared_with_own_earlier
    if compared is None:
        return ""
    arrow = "↑" if compared.change > 0 else "↓" if compared.change < 0 else "="
    median = figure(compared.earlier_median, measure.unit, language)
    return f"{median} {arrow} {figure(abs(compared.change), measure.unit, language)}"
