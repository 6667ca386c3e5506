"""The embedded engine: counts words and cues. The same answer is always read the same way."""

from __future__ import annotations

from visavis.interview.content.checks import Found, advice_of, check_all, check_nothing, headline_of
from visavis.interview.content.cues import cues, shape_of
from visavis.interview.content.engine import (
    ELEMENTS,
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
from visavis.interview.content.lengths import usual_length
from visavis.interview.content.outline import other_outline, story_outline
from visavis.interview.content.places import Places
from visavis.interview.content.relevance import read_of_two, with_story
from visavis.interview.content.specifics import find_names, find_numbers, find_vague
from visavis.interview.content.standing import state_of
from visavis.interview.content.structure import asks_motive, find_elements, find_reasons, is_stock
from visavis.interview.content.wording import ADVICE, HEADLINES
from visavis.kit.text import Language
from visavis.language import Transcript, read_transcript
from visavis.language.spans import Span, language_of, sentences

NAME = "rules"
_PACE = {"ko": 320.0, "en": 140.0}
"""Syllables (ko) or words (en) a minute, by which a text without times is timed (see docs/report.md)."""
_LONGEST_GREETING = 150
_GOOD_SHARE = 0.6
_NOT_MEASURED = Relevance(None, 0.0, 0.0)


class Rules:
    """A ``ContentReader`` without a model."""

    name = NAME

    def read(self, spoken: Spoken) -> Content:
        language = language_of(spoken.text, spoken.language)
        shape = shape_of(spoken.question, spoken.kind, language_of(spoken.question, spoken.language))
        state = state_of(spoken, language)
        return _read(spoken, shape, language) if state == "answer" else _nothing(spoken, state, shape, language)


def grade(content: Content) -> Grade:
    """The three classes of the labelled answers, for measuring agreement; never shown.

    Good: on or partly on the question, with three fifths of the points and at least one number or name.
    """
    if content.state != "answer" or (content.relevance.level == "off" and content.points <= 2):
        return "nonsense"
    enough = content.points >= _GOOD_SHARE * content.most_points
    checkable = bool(content.numbers or content.names)
    return "good" if enough and checkable and content.relevance.level != "off" else "weak"


def _read(spoken: Spoken, shape: Shape, language: Language) -> Content:
    found = _find(spoken, shape, language)
    checks = check_all(spoken, shape, found)
    return Content(
        engine=NAME,
        state="answer",
        shape=shape,
        headline=headline_of(found.relevance, checks),
        relevance=found.relevance,
        elements=found.elements,
        numbers=found.numbers,
        names=found.names,
        vague=found.vague,
        length=found.length,
        fillers=found.fillers,
        repeated=tuple((one.word, one.count) for one in found.counted.repeated),
        checks=checks,
        advice=advice_of(checks),
        outline=_outline(spoken, shape, language, found),
    )


def _find(spoken: Spoken, shape: Shape, language: Language) -> Found:
    text, places = spoken.text, Places(spoken.text, spoken.words)
    parts = sentences(text, language)
    counted = read_transcript(text, language)
    asked = f"{spoken.question} {spoken.asked_before}"
    reasons, examples = find_reasons(text, parts, asked, shape, language, places)
    elements = find_elements(text, parts, asked, shape, language, places)
    return Found(
        relevance=_relevance(spoken, shape, language, elements),
        elements=elements,
        reasons=reasons,
        examples=examples,
        claims=tuple(places.quote(one.start, one.end) for one in _after_greeting(parts, text, language)[:1]),
        numbers=find_numbers(text, language, places),
        names=find_names(text, spoken.question, language, places),
        vague=find_vague(text, language, places),
        length=_length(counted, language, places.span_s),
        usual_s=usual_length(shape, spoken.limit_s),
        counted=counted,
        fillers=tuple(places.quote(one.start, one.end) for one in counted.fillers) if spoken.counts_fillers else (),
        has_stock_reason=asks_motive(asked, language)
        and any(is_stock(text[one.start : one.end], language) for one in parts),
        says_we=len(cues(language).we.findall(text)) > len(cues(language).self.findall(text)),
    )


def _after_greeting(parts: tuple[Span, ...], text: str, language: Language) -> tuple[Span, ...]:
    """Without the sentences that only greet or thank, unless there are no others."""
    greets = cues(language).greeting
    return tuple(one for one in parts if not greets.fullmatch(text[one.start : one.end][:_LONGEST_GREETING])) or parts


def _relevance(
    spoken: Spoken, shape: Shape, language: Language, elements: dict[Element, tuple[Quote, ...]]
) -> Relevance:
    if language != language_of(spoken.question, spoken.language):
        return _NOT_MEASURED
    found = read_of_two(spoken, shape, language)
    asked = f"{spoken.question} {spoken.asked_before}"
    return with_story(found, asked, elements, language) if shape == "story" else found


def _length(counted: Transcript, language: Language, span_s: float | None) -> Length:
    if span_s is not None:
        return Length(counted.words, round(span_s, 1), is_estimated=False)
    units = counted.syllables if language == "ko" else counted.words
    return Length(counted.words, round(60.0 * units / _PACE[language]), is_estimated=True)


def _outline(spoken: Spoken, shape: Shape, language: Language, found: Found) -> tuple[OutlineLine, ...]:
    if shape in ("story", "plan"):
        about = f"{spoken.question} {spoken.text}"
        return story_outline(found.elements, about, spoken.material, spoken.language, shape)
    return other_outline(shape, found.claims, found.reasons, found.examples, spoken.language)


def _nothing(spoken: Spoken, state: State, shape: Shape, language: Language) -> Content:
    """What is said of something that is no answer: what it is, and an empty outline; no praise, and no points."""
    none: dict[Element, tuple[Quote, ...]] = dict.fromkeys(ELEMENTS, ())
    is_told = shape in ("story", "plan")
    return Content(
        engine=NAME,
        state=state,
        shape=shape,
        headline=HEADLINES[state],
        relevance=_NOT_MEASURED,
        elements=none,
        numbers=(),
        names=(),
        vague=(),
        length=_length(read_transcript(spoken.text, language), language, None),
        fillers=(),
        repeated=(),
        checks=check_nothing(shape),
        advice=(ADVICE["relevance"],),
        outline=story_outline(none, spoken.question, spoken.material, spoken.language, shape)
        if is_told
        else other_outline(shape, (), (), (), spoken.language),
    )
