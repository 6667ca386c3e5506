"""Chooses what to say: the figures furthest from one's own earlier answers or from the usual range, by confidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from visavis.interview.feedback.moments import find_moment
from visavis.interview.feedback.remarks import find_remarks
from visavis.interview.feedback.rules import CLOSER, PRAISES, RULES, WHY_EARLIER
from visavis.interview.feedback.substance import has_substance, says_something
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
    order: int
    """Of its rule among the rules."""
    rule: Rule
    answer: AnswerPart
    measure: MeasurePart
    by_earlier: bool


def choose_suggestions(answers: Sequence[AnswerPart]) -> list[Suggestion]:
    """At most three, one for each family of measures, the most useful first; none from what wasn't measured.

    None from an answer that says nothing either. Places that are left go to what else the words of the answers lack.
    """
    telling = list(filter(says_something, answers))
    figures = sorted(_candidates(telling), key=lambda c: (-c.score, c.order, c.answer.index))
    remarks = find_remarks(telling)
    found = [(c.score, _suggestion(c)) for c in figures] + [(one.score, one.suggestion) for one in remarks]
    chosen: dict[str, Suggestion] = {}
    for _, suggestion in sorted(found, key=lambda pair: -pair[0]):
        chosen.setdefault(suggestion.family, suggestion)
    first = list(chosen.values())[:MOST_SUGGESTIONS]
    others = [one.suggestion for one in remarks if one.suggestion not in first]
    return [*first, *others][:MOST_SUGGESTIONS]


def choose_strengths(answers: Sequence[AnswerPart], suggested: set[str]) -> list[Strength]:
    """At most two, from answers that say something, in families that no suggestion is about."""
    taken = {m.family for a in answers for m in a.measures if m.key in suggested}
    chosen: dict[str, Strength] = {}
    for answer in filter(has_substance, answers):
        for strength in (*_closer(answer), *_within_range(answer)):
            if strength.family not in taken:
                chosen.setdefault(strength.family, strength)
    return list(chosen.values())[:MOST_STRENGTHS]


def _closer(answer: AnswerPart) -> Iterable[Strength]:
    """Figures that used to be beyond the edge and came back by half a step or more."""
    for general in RULES:
        measure = _find(answer, general.key)
        compared = measure.compared_with_own_earlier if measure else None
        if measure is None or compared is None or not _applies(general, answer, measure):
            continue
        rule = _fitted(general, measure)
        was_out = rule.sign * (compared.earlier_median - rule.edge) > 0
        if was_out and rule.sign * compared.change / rule.full <= -0.5 and measure.confidence >= PRAISE_CONFIDENCE:
            yield _strength(answer, measure, CLOSER)


def _within_range(answer: AnswerPart) -> Iterable[Strength]:
    for praise in PRAISES:
        measure = _find(answer, praise.key)
        if measure is not None and _deserved(measure, praise):
            yield _strength(answer, measure, praise.text)


def _candidates(answers: Sequence[AnswerPart]) -> Iterable[_Candidate]:
    for order, general in enumerate(RULES):
        for answer in answers:
            measure = _find(answer, general.key)
            if measure is None or measure.confidence < LEAST_CONFIDENCE or not _applies(general, answer, measure):
                continue
            rule = _fitted(general, measure)
            distance, by_earlier = _distance(measure, rule)
            score = min(1.0, distance) * measure.confidence * rule.weight
            if score >= LEAST_SCORE:
                yield _Candidate(score, order, rule, answer, measure, by_earlier)


def _fitted(rule: Rule, measure: MeasurePart) -> Rule:
    """The rule with the usual range of this very answer as its edge, where the rule goes by that."""
    norm = measure.norm if rule.by_norm else None
    edge = None if norm is None else norm.high if rule.worse == "above" else norm.low
    return rule if edge is None else replace(rule, edge=edge)


def _distance(measure: MeasurePart, rule: Rule) -> tuple[float, bool]:
    """How far out the figure is, 1 for a whole step, and whether that is by one's own earlier answers."""
    by_norm = rule.sign * ((measure.value or 0.0) - rule.edge) / rule.full
    compared = measure.compared_with_own_earlier
    if compared is None or compared.earlier_count < ENOUGH_EARLIER:
        return by_norm, False
    by_earlier = rule.sign * compared.change / rule.full
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
    template, edge = (WHY_EARLIER if chosen.by_earlier else chosen.rule.why), chosen.rule.edge
    return Bilingual(
        ko=_filled(template.ko, chosen.measure, "ko", edge), en=_filled(template.en, chosen.measure, "en", edge)
    )


def _filled(template: str, measure: MeasurePart, language: Language, edge: float = 0.0) -> str:
    compared, norm = measure.compared_with_own_earlier, measure.norm
    low, high = (norm.low, norm.high) if norm else (None, None)
    return template.format(
        title=measure.title.ko if language == "ko" else measure.title.en,
        value=figure(measure.value or 0.0, measure.unit, language),
        edge=figure(edge, measure.unit, language),
        low="" if low is None else f"{low:g}",
        high="" if high is None else f"{high:g}",
        earlier=figure(compared.earlier_median, measure.unit, language) if compared else "",
    )


def _strength(answer: AnswerPart, measure: MeasurePart, text: Text) -> Strength:
    return Strength(
        answer_index=answer.index,
        family=measure.family,
        text=Bilingual(ko=_filled(text.ko, measure, "ko"), en=_filled(text.en, measure, "en")),
        measure_key=measure.key,
        value=measure.value or 0.0,
        unit=measure.unit,
        start_s=0.0,
        end_s=answer.replay.duration_s if answer.replay else 0.0,
    )


def _applies(rule: Rule, answer: AnswerPart, measure: MeasurePart) -> bool:
    if rule.unit is not None and rule.unit != measure.unit:
        return False
    if rule.unless is not None and _find(answer, rule.unless) is not None:
        return False
    return answer.question.kind not in rule.not_kinds


def _deserved(measure: MeasurePart, praise: Praise) -> bool:
    value = measure.value
    if value is None or measure.confidence < PRAISE_CONFIDENCE or (praise.unit or measure.unit) != measure.unit:
        return False
    ends = measure.norm if praise.by_norm and measure.norm else praise
    return (ends.low is None or value >= ends.low) and (ends.high is None or value <= ends.high)


def _find(answer: AnswerPart, key: str) -> MeasurePart | None:
    return next((m for m in answer.measures if m.key == key and m.value is not None), None)


def _bilingual(text: Text) -> Bilingual:
    return Bilingual(ko=text.ko, en=text.en)
