"""The words and numbers of the written report in the reader's language."""

from __future__ import annotations

from visavis.interview.report.schema import Bilingual, MeasurePart, NormPart
from visavis.kit.text import Language, Text
from visavis.observe.values import Family

FAMILIES: dict[Family, Text] = {
    "gaze": Text(ko="시선", en="Gaze"),
    "head": Text(ko="머리 움직임", en="Head"),
    "expression": Text(ko="표정 움직임", en="Expression"),
    "expression_class": Text(ko="모델이 본 표정 분류", en="Expression as a model sees it"),
    "gesture": Text(ko="손과 자세", en="Hands and posture"),
    "framing": Text(ko="화면 구도", en="Framing and light"),
    "voice": Text(ko="목소리", en="Voice"),
    "content": Text(ko="말의 내용", en="Words"),
}
"""In the order in which the report shows them."""

CAPABILITIES: dict[str, Text] = {
    "face mesh": Text(ko="얼굴 점", en="face mesh"),
    "head pose": Text(ko="고개 방향", en="head pose"),
    "hands and posture": Text(ko="손과 자세", en="hands and posture"),
    "classes of expression": Text(ko="표정 분류", en="classes of expression"),
    "voice activity": Text(ko="말소리 구간", en="voice activity"),
}
"""What engines do for a report."""

LABELS: dict[str, Text] = {
    "report": Text(ko="면접 연습 리포트", en="Interview practice report"),
    "next": Text(ko="다음에는 이렇게 해 보세요", en="Try this next"),
    "nothing_next": Text(
        ko="고칠 점으로 꼽을 만큼 뚜렷한 것이 없거나, 측정된 것이 부족합니다. 아래의 수치를 참고하세요.",
        en="Nothing stood out clearly enough to suggest, or too little could be measured. See the figures below.",
    ),
    "good": Text(ko="잘 되고 있는 점", en="Going well"),
    "answer": Text(ko="답변 {n}", en="Answer {n}"),
    "follows": Text(ko="답변 {n}의 꼬리질문", en="Follow-up to answer {n}"),
    "length": Text(ko="길이 {t}", en="{t} long"),
    "coaching": Text(ko="실시간 코치가 센 것", en="What the live coach counted"),
    "coached": Text(
        ko="화면에서 눈을 돌림 {an}회({as_}초), 얼굴에 손을 댐 {tn}회({ts}초), 몸을 흔듦 {sn}회({ss}초), 입꼬리가 "
        "올라감 {cs}초. 알림 {cues}번. 이 브라우저에서 {w}초 동안 보았고, 그중 {f}초에 얼굴이 보였습니다.",
        en="Looked away {an}× ({as_} s), a hand at the face {tn}× ({ts} s), swayed {sn}× ({ss} s), mouth "
        "corners raised for {cs} s. {cues} cues. Counted in the browser over {w} s, in {f} s of which a face was seen.",
    ),
    "smiles": Text(
        ko="입꼬리 측정과 모델은 함께 본 {n}번 가운데 {p} %에서 같은 답을 냈습니다. 서로 다른 것을 재므로, 다르다고 "
        "해서 어느 한쪽이 틀린 것은 아닙니다.",
        en="The mouth corners and the model said the same in {p} % of the {n} looks that have both. They measure "
        "different things: where they differ, that alone makes neither wrong.",
    ),
    "timeline": Text(ko="시간에 따른 변화", en="Over time"),
    "figures": Text(ko="측정값", en="Figures"),
    "measure": Text(ko="항목", en="Measure"),
    "value": Text(ko="값", en="Value"),
    "usual": Text(ko="참고 범위", en="Usual range"),
    "earlier": Text(ko="이전 답변(중앙값)", en="Own earlier (median)"),
    "confidence": Text(ko="신뢰도", en="Confidence"),
    "not_measured": Text(ko="측정하지 못함", en="Not measured"),
    "definitions": Text(ko="항목의 뜻과 기준의 출처", en="Definitions and sources"),
    "content": Text(ko="답변의 내용", en="What the answer says"),
    "not_found": Text(ko="찾지 못함", en="not found"),
    "add_next": Text(ko="다음에 더할 것", en="Add next time"),
    "outline": Text(ko="내 말로 만든 답변 틀", en="An outline in your own words"),
    "transcript": Text(ko="받아쓴 글", en="Transcript"),
    "notes": Text(ko="알아 두세요", en="Please note"),
    "gap": Text(ko="녹화가 끊겼다가 이어진 곳", en="The recording was interrupted here"),
    "no_answer": Text(ko="녹화된 답변이 없습니다.", en="There is no recorded answer."),
    "why": Text(ko="근거", en="Because"),
    "moment": Text(ko="답변 {n}, {a}–{b}", en="Answer {n}, {a}–{b}"),
    "made": Text(ko="작성: {d}, {by}", en="Made {d} by {by}"),
    "engines": Text(ko="측정한 엔진: {e}", en="Measured by: {e}"),
    "no_range": Text(ko="정해진 범위 없음", en="no usual range"),
}

_KINDS: dict[str, Text] = {
    "research": Text(ko="연구", en="research"),
    "convention": Text(ko="관례", en="convention"),
    "information": Text(ko="참고", en="for information"),
}

_UNITS: dict[str, Text] = {
    "syllables/min": Text(ko="분당 {n}음절", en="{n} syllables a minute"),
    "words/min": Text(ko="분당 {n}낱말", en="{n} words a minute"),
    "per 100 words": Text(ko="100어절당 {n}회", en="{n} times per 100 words"),
    "per min": Text(ko="분당 {n}회", en="{n} times a minute"),
    "1/min": Text(ko="분당 {n}회", en="{n} times a minute"),
    "words": Text(ko="{n}가지", en="{n}"),
    "semitones": Text(ko="{n}반음", en="{n} semitones"),
    "syllables/s": Text(ko="초당 {n}음절", en="{n} syllables a second"),
    "count": Text(ko="{n}회", en="{n} times"),
    "cm/s": Text(ko="초당 {n} cm", en="{n} cm/s"),
    "cm/min": Text(ko="분당 {n} cm", en="{n} cm a minute"),
    "deg": Text(ko="{n}°", en="{n}°"),
    "deg/s": Text(ko="초당 {n}°", en="{n}°/s"),
    "s": Text(ko="{n}초", en="{n} s"),
    "share": Text(ko="{n} %", en="{n} %"),
    "ratio": Text(ko="{n} %", en="{n} %"),
}
"""How people say a number in a unit; a unit that isn't here stands behind the number as it is."""

_AS_PER_CENT = ("share", "ratio")


def label(key: str, language: Language, **values: object) -> str:
    return LABELS[key].fill(**values).in_language(language) if values else LABELS[key].in_language(language)


def capability_title(capability: str, language: Language) -> str:
    known = CAPABILITIES.get(capability)
    return known.in_language(language) if known else capability


def pick(text: Bilingual, language: Language) -> str:
    return text.ko if language == "ko" else text.en


def figure(value: float, unit: str, language: Language) -> str:
    """A number with its unit as people say it: three significant digits, shares as per cent."""
    return _with_unit(_digits(value, unit), unit, language)


def usual_range(norm: NormPart, unit: str, language: Language) -> str:
    """The norm in words: a band, or one open end; '' when there is none."""
    if norm.low is not None and norm.high is not None:
        return band(norm.low, norm.high, unit, language, "–")
    if norm.high is not None:
        high = figure(norm.high, unit, language)
        return f"{high} 이하" if language == "ko" else f"up to {high}"
    if norm.low is not None:
        low = figure(norm.low, unit, language)
        return f"{low} 이상" if language == "ko" else f"from {low}"
    return ""


def band(low: float, high: float, unit: str, language: Language, dash: str = " … ") -> str:
    """From one number to another, with the unit said once."""
    return _with_unit(f"{_digits(low, unit)}{dash}{_digits(high, unit)}", unit, language)


def _digits(value: float, unit: str) -> str:
    shown = 100 * value if unit in _AS_PER_CENT else value
    if unit == "s":
        return f"{shown:.0f}" if abs(shown) >= 10 or shown == int(shown) else f"{shown:.1f}"
    if abs(shown) >= 100 or shown == int(shown):
        return f"{shown:.0f}"
    return f"{shown:.2g}" if unit in _AS_PER_CENT or abs(shown) < 10 else f"{shown:.3g}"


def _with_unit(digits: str, unit: str, language: Language) -> str:
    words = _UNITS.get(unit)
    return words.in_language(language).format(n=digits) if words else f"{digits} {unit}".strip()


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
    size = _digits(abs(compared.change), measure.unit) if compared.change else ""
    return f"{figure(compared.earlier_median, measure.unit, language)} ({arrow}{size})"
