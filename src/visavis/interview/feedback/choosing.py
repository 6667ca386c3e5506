"""Chooses what to say: the figures furthest from one's own earlier answers or from the usual range, by confidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from visavis.interview.feedback.moments import find_moment
from visavis.interview.feedback.rules import PRAISES, RULES, WHY_EARLIER
from visavis.interview.feedback.substance import has_substance
from visavis.interview.feedback.values import Praise, Rule
from visavis.interview.report.schema import AnswerPart, Bilingual, MeasurePart, Strength, Suggestion
from visavis.interview.report.words import figure
from visavis.kit.text import Language, Text

MOST_SUGGESTIONS = 3
MOST_STRENGTHS = 2
LEAST_SCORE = 0.1
LEAST_CONFIDENCE = 0.3
PRAISE_CONFIDENCE = 0.6
ENOUGH_EARLIER = 3
"""Own answers needed before they weigh more than the norm."""


@dataclass(frozen=True)
class _Candidate:
    score: float
    rule: Rule
    answer: AnswerPart
    measure: MeasurePart
    by_earlier: bool


def choose_suggestions(answers: Sequence[AnswerPart]) -> list[Suggestion]:
    """At most three, one for each family of measures, the most useful first; none from what wasn't measured."""
    found = sorted(_candidates(answers), key=lambda c: (-c.score, RULES.index(c.rule), c.answer.index))
    chosen: list[_Candidate] = []
    for candidate in found:
        if candidate.measure.family not in {c.measure.family for c in chosen}:
            chosen.append(candidate)
    return [_suggestion(candidate) for candidate in chosen[:MOST_SUGGESTIONS]]


def choose_strengths(answers: Sequence[AnswerPart], criticised: set[str]) -> list[Strength]:
    """At most two, from answers that say something, about figures that no suggestion is about."""
    families = {m.family for a in answers for m in a.measures if m.key in criticised}
    found: dict[str, Strength] = {}
    for praise in PRAISES:
        for answer in filter(has_substance, answers):
            measure = _find(answer, praise.key)
            if measure and measure.family not in families and _deserved(measure, praise):
                found.setdefault(measure.family, _strength(answer, measure, praise))
    return list(found.values())[:MOST_STRENGTHS]


def _candidates(answers: Sequence[AnswerPart]) -> Iterable[_Candidate]:
    for rule in RULES:
        for answer in answers:
            measure = _find(answer, rule.key)
            if measure is None or measure.confidence < LEAST_CONFIDENCE:
                continue
            distance, by_earlier = _distance(measure, rule)
            score = min(1.0, distance) * measure.confidence * rule.weight
            if score >= LEAST_SCORE:
                yield _Candidate(score, rule, answer, measure, by_earlier)


def _distance(measure: MeasurePart, rule: Rule) -> tuple[float, bool]:
    """How far out the figure is, 1 for a whole step, and whether that is by one's own earlier answers."""
    sign = 1.0 if rule.worse == "above" else -1.0
    value = measure.value or 0.0
    by_norm = sign * (value - rule.edge) / rule.full
    compared = measure.compared_with_own_earlier
    if compared is None or compared.earlier_count < ENOUGH_EARLIER:
        return by_norm, False
    by_earlier = sign * compared.change / rule.full
    # what is no worse than one's habit is less urgent than what is
    by_norm *= 0.5 if by_earlier <= 0 else 1.0
    return max(by_norm, by_earlier), by_earlier > by_norm


def _suggestion(chosen: _Candidate) -> Suggestion:
    start_s, end_s = find_moment(chosen.answer, chosen.rule)
    compared = chosen.measure.compared_with_own_earlier
    return Suggestion(
        answer_index=chosen.answer.index,
        family=chosen.measure.family,
        text=_bilingual(chosen.rule.text),
        why=_why(chosen),
        measure_key=chosen.measure.key,
        value=chosen.measure.value or 0.0,
        unit=chosen.measure.unit,
        norm=chosen.measure.norm,
        earlier_median=compared.earlier_median if compared and chosen.by_earlier else None,
        start_s=start_s,
        end_s=end_s,
    )


def _why(chosen: _Candidate) -> Bilingual:
    template = WHY_EARLIER if chosen.by_earlier else chosen.rule.why
    return Bilingual(ko=_filled(template.ko, chosen, "ko"), en=_filled(template.en, chosen, "en"))


def _filled(template: str, chosen: _Candidate, language: Language) -> str:
    measure, unit = chosen.measure, chosen.measure.unit
    compared = measure.compared_with_own_earlier
    return template.format(
        title=measure.title.ko if language == "ko" else measure.title.en,
        value=figure(measure.value or 0.0, unit, language),
        edge=figure(chosen.rule.edge, unit, language),
        earlier=figure(compared.earlier_median, unit, language) if compared else "",
    )


def _strength(answer: AnswerPart, measure: MeasurePart, praise: Praise) -> Strength:
    value = measure.value or 0.0
    return Strength(
        answer_index=answer.index,
        family=measure.family,
        text=Bilingual(
            ko=praise.text.ko.format(value=figure(value, measure.unit, "ko")),
            en=praise.text.en.format(value=figure(value, measure.unit, "en")),
        ),
        measure_key=measure.key,
        value=value,
        unit=measure.unit,
        start_s=0.0,
        end_s=answer.replay.duration_s if answer.replay else 0.0,
    )


def _deserved(measure: MeasurePart, praise: Praise) -> bool:
    value = measure.value
    if value is None or measure.confidence < PRAISE_CONFIDENCE:
        return False
    return (praise.low is None or value >= praise.low) and (praise.high is None or value <= praise.high)


def _find(answer: AnswerPart, key: str) -> MeasurePart | None:
    return next((m for m in answer.measures if m.key == key and m.value is not None), None)


def _bilingual(text: Text) -> Bilingual:
    return Bilingual(ko=text.ko, en=text.en)
