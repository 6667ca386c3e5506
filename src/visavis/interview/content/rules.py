"""The embedded engine: counts words and cues. The same answer is always read the same way."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visavis.interview.content.cues import shape_of
from visavis.interview.content.engine import (
    ELEMENTS,
    Check,
    Content,
    Element,
    Grade,
    Length,
    OutlineLine,
    Quote,
    Relevance,
    Shape,
    Spoken,
    State,
)
from visavis.interview.content.outline import other_outline, story_outline
from visavis.interview.content.places import Places
from visavis.interview.content.relevance import read_relevance
from visavis.interview.content.specifics import find_names, find_numbers, find_vague
from visavis.interview.content.standing import state_of
from visavis.interview.content.structure import find_elements, find_reasons
from visavis.interview.content.wording import ADVICE, CHECKS, HEADLINES, NOT_READ, OFF_TOPIC
from visavis.kit.text import Language, Text
from visavis.language import Transcript, read_transcript
from visavis.language.spans import language_of, sentences

NAME = "rules"
USUAL_S: dict[Shape, tuple[int, int]] = {
    "story": (60, 120),
    "plan": (60, 120),
    "view": (60, 120),
    "opening": (45, 90),
    "closing": (15, 60),
}
"""The usual length in seconds: 60–120 is a convention; an introduction of a minute and closing words are shorter."""
_PACE = {"ko": 320.0, "en": 140.0}
"""Syllables (ko) or words (en) a minute, by which a text without times is timed (see docs/report.md)."""
_TOLERANCE = 0.25
"""How far an estimated length may lie outside and still count as within."""
_ORDER = (
    "relevance",
    "result",
    "action",
    "specific",
    "task",
    "reason",
    "example",
    "situation",
    "length",
    "fillers",
    "repetition",
)
MOST_ADVICE = 3
_GOOD_SHARE = 0.6


class Rules:
    """A ``ContentReader`` without a model."""

    name = NAME

    def read(self, spoken: Spoken) -> Content:
        language = language_of(spoken.text, spoken.language)
        shape = shape_of(spoken.question, spoken.kind, language_of(spoken.question, spoken.language))
        state = state_of(spoken, language)
        return _read(spoken, state, shape, language) if state == "answer" else _nothing(spoken, state, shape, language)


def grade(content: Content) -> Grade:
    """The three classes of the labelled answers, for measuring agreement; never shown.

    Good: on or partly on the question, with three fifths of the points and at least one number or name.
    """
    if content.state != "answer" or (content.relevance.level == "off" and content.points <= 2):
        return "nonsense"
    enough = content.points >= _GOOD_SHARE * content.most_points
    checkable = bool(content.numbers or content.names)
    return "good" if enough and checkable and content.relevance.level != "off" else "weak"


@dataclass(frozen=True)
class _Found:
    """What one answer holds, before it is put into words."""

    relevance: Relevance
    elements: dict[Element, tuple[Quote, ...]]
    reasons: tuple[Quote, ...]
    examples: tuple[Quote, ...]
    claims: tuple[Quote, ...]
    numbers: tuple[Quote, ...]
    names: tuple[Quote, ...]
    vague: tuple[Quote, ...]
    length: Length
    counted: Transcript
    fillers: tuple[Quote, ...]


def _read(spoken: Spoken, state: State, shape: Shape, language: Language) -> Content:
    found = _find(spoken, shape, language)
    checks = _checks(spoken, shape, found)
    content = _content(spoken, state, shape, language, found, checks)
    if found.relevance.level == "off":
        return content
    met = sum(check.met is True for check in checks)
    return _with_headline(content, HEADLINES["answer"].fill(m=met, n=sum(check.met is not None for check in checks)))


def _with_headline(content: Content, headline: Text) -> Content:
    return replace(content, headline=headline)


def _find(spoken: Spoken, shape: Shape, language: Language) -> _Found:
    text, places = spoken.text, Places(spoken.text, spoken.words)
    parts = sentences(text, language)
    counted = read_transcript(text, language)
    reasons, examples = find_reasons(text, parts, language, places)
    same = language == language_of(spoken.question, spoken.language)
    return _Found(
        relevance=read_relevance(text, spoken.question, shape, language) if same else Relevance(None, 0.0, 0.0),
        elements=find_elements(text, parts, shape, language, places),
        reasons=reasons,
        examples=examples,
        claims=tuple(places.quote(one.start, one.end) for one in parts[:1]),
        numbers=find_numbers(text, language, places),
        names=find_names(text, spoken.question, language, places),
        vague=find_vague(text, language, places),
        length=_length(counted, language, places.span_s),
        counted=counted,
        fillers=tuple(places.quote(one.start, one.end) for one in counted.fillers) if spoken.counts_fillers else (),
    )


def _length(counted: Transcript, language: Language, span_s: float | None) -> Length:
    if span_s is not None:
        return Length(counted.words, round(span_s, 1), is_estimated=False)
    units = counted.syllables if language == "ko" else counted.words
    return Length(counted.words, round(60.0 * units / _PACE[language]), is_estimated=True)


def _checks(spoken: Spoken, shape: Shape, found: _Found) -> tuple[Check, ...]:
    level = found.relevance.level
    points = {"on": 3, "partly": 2, "off": 0, None: 0}[level]
    relevance = _check("relevance", None if level is None else level != "off", points, 3)
    facts = (*found.numbers, *found.names)
    specific = _check("specific", len(facts) >= 2, min(2, len(facts)), 2, facts)
    return (
        relevance,
        *_structure(shape, found),
        specific,
        _length_check(shape, found.length),
        *_delivery(spoken, found),
    )


def _structure(shape: Shape, found: _Found) -> tuple[Check, ...]:
    if shape == "story":
        weights: dict[Element, int] = {"situation": 1, "task": 1, "action": 2, "result": 2}
        return tuple(_part(element, found.elements[element], weights[element]) for element in ELEMENTS)
    if shape == "plan":
        steps = found.elements["action"]
        return (
            _part("action", steps, 2),
            _part("reason", found.reasons, 1),
            _part("result", found.elements["result"], 1),
        )
    if shape == "closing":
        return (_part("reason", found.reasons, 1),)
    return (_part("reason", found.reasons, 2), _part("example", found.examples, 2))


def _part(key: str, quotes: tuple[Quote, ...], points: int) -> Check:
    return _check(key, bool(quotes), points if quotes else 0, points, quotes)


def _length_check(shape: Shape, length: Length) -> Check:
    low, high = USUAL_S[shape]
    slack = _TOLERANCE if length.is_estimated else 0.0
    within = low * (1 - slack) <= length.seconds <= high * (1 + slack)
    # half of the usual length is still an answer
    points = 2 if within else 1 if length.seconds >= low / 2 else 0
    return _check("length", within, points, 2, s=f"{length.seconds:.0f}", a=low, b=high)


def _delivery(spoken: Spoken, found: _Found) -> tuple[Check, ...]:
    rate = found.counted.fillers_per_100_words
    few = None if not spoken.counts_fillers or rate is None else rate < 5
    asked = spoken.question.lower()
    repeated = [one for one in found.counted.repeated if one.word.removesuffix("다") not in asked]
    said = ", ".join(f"‘{one.word}’ ×{one.count}" for one in repeated[:4])
    return (
        _check("fillers", few, int(few or 0), 1, found.fillers),
        _check("repetition", not repeated, int(not repeated), 1, w=said),
    )


def _check(key: str, met: bool | None, points: int, of: int, quotes: tuple[Quote, ...] = (), **values: object) -> Check:
    title, yes, no = CHECKS[key]
    if met is None:
        return Check(key, title, None, _NOT_TOLD[key], 0, of)
    return Check(key, title, met, (yes if met else no).fill(**values), points, of, quotes)


_NOT_TOLD = {
    "relevance": Text(
        ko="질문과 답변의 언어가 다르거나 질문이 짧아 볼 수 없습니다.",
        en="Question and answer are in different languages, or the question says too little.",
    ),
    "fillers": Text(
        ko="적었거나 인식기가 받아쓴 글에는 군말이 없어 셀 수 없습니다.",
        en="Typed and recognised texts leave fillers out, so they can't be counted.",
    ),
}


def _content(
    spoken: Spoken, state: State, shape: Shape, language: Language, found: _Found, checks: tuple[Check, ...]
) -> Content:
    return Content(
        engine=NAME,
        state=state,
        shape=shape,
        headline=OFF_TOPIC,
        relevance=found.relevance,
        elements=found.elements,
        numbers=found.numbers,
        names=found.names,
        vague=found.vague,
        length=found.length,
        fillers=found.fillers,
        repeated=tuple((one.word, one.count) for one in found.counted.repeated),
        checks=checks,
        advice=_advice(checks, shape, found.length),
        outline=_outline(spoken, shape, language, found),
    )


def _advice(checks: tuple[Check, ...], shape: Shape, length: Length) -> tuple[Text, ...]:
    unmet = sorted((check.key for check in checks if check.met is False), key=_ORDER.index)
    side = "short" if length.seconds < USUAL_S[shape][0] else "long"
    return tuple(ADVICE[side if key == "length" else key] for key in unmet[:MOST_ADVICE])


def _outline(spoken: Spoken, shape: Shape, language: Language, found: _Found) -> tuple[OutlineLine, ...]:
    if shape in ("story", "plan"):
        return story_outline(found.elements, f"{spoken.question} {spoken.text}", spoken.material, language)
    return other_outline(shape, found.claims, found.reasons, found.examples, language)


def _nothing(spoken: Spoken, state: State, shape: Shape, language: Language) -> Content:
    """What is said of something that is no answer: what it is, and an empty outline; no praise, and no points."""
    counted = read_transcript(spoken.text, language)
    none: dict[Element, tuple[Quote, ...]] = dict.fromkeys(ELEMENTS, ())
    keys = ("relevance", *[check.key for check in _structure(shape, _EMPTY)], "specific", "length")
    outline = (
        story_outline(none, spoken.question, spoken.material, language)
        if shape in ("story", "plan")
        else other_outline(shape, (), (), (), language)
    )
    return Content(
        engine=NAME,
        state=state,
        shape=shape,
        headline=HEADLINES[state],
        relevance=Relevance(None, 0.0, 0.0),
        elements=none,
        numbers=(),
        names=(),
        vague=(),
        length=_length(counted, language, None),
        fillers=(),
        repeated=(),
        checks=tuple(Check(key, CHECKS[key][0], None, NOT_READ, 0, 1) for key in keys),
        advice=(ADVICE["relevance"],),
        outline=outline,
    )


_EMPTY = _Found(
    relevance=Relevance(None, 0.0, 0.0),
    elements=dict.fromkeys(ELEMENTS, ()),
    reasons=(),
    examples=(),
    claims=(),
    numbers=(),
    names=(),
    vague=(),
    length=Length(0, 0.0, is_estimated=True),
    counted=Transcript(0, 0, 0, (), (), 0),
    fillers=(),
)
