"""Where an answer tells its situation, task, action and result: the sentences that hold a cue of each."""

from __future__ import annotations

from visavis.interview.content.cues import cues
from visavis.interview.content.engine import ELEMENTS, Element, Quote, Shape
from visavis.interview.content.places import Places
from visavis.kit.text import Language
from visavis.language.spans import Span

MOST_QUOTES = 3


def find_elements(
    text: str, parts: tuple[Span, ...], shape: Shape, language: Language, places: Places
) -> dict[Element, tuple[Quote, ...]]:
    """Each element with the sentences that tell it, at most three. A plan is read by what it would do; a clause that
    says that something wasn't there or wasn't done tells nothing."""
    found: dict[Element, tuple[Quote, ...]] = {}
    for element in ELEMENTS:
        spans = [one for one in parts if _tells(element, text[one.start : one.end], shape, language)]
        if element == "result" and shape == "story":
            spans = _after_the_first(spans, parts, text, language)
        found[element] = tuple(places.quote(one.start, one.end) for one in spans[:MOST_QUOTES])
    return found


def find_reasons(
    text: str, parts: tuple[Span, ...], language: Language, places: Places
) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """The sentences that give a reason, and those that give an example."""
    reasons, examples = (
        tuple(places.quote(o.start, o.end) for o in parts if cue.search(text[o.start : o.end]))[:MOST_QUOTES]
        for cue in (cues(language).reason, cues(language).example)
    )
    return reasons, examples


def _tells(element: Element, sentence: str, shape: Shape, language: Language) -> bool:
    known = cues(language)
    if shape == "plan":
        return bool(known.plan[element].search(sentence))
    negated = known.negated.get(element)
    if negated is None or not negated.search(sentence):
        return bool(known.elements[element].search(sentence))
    clauses = (clause for clause in known.clauses.split(sentence) if not negated.search(clause))
    return any(known.elements[element].search(clause) for clause in clauses)


def _after_the_first(spans: list[Span], parts: tuple[Span, ...], text: str, language: Language) -> list[Span]:
    """A story doesn't begin with how it ended, unless it is one sentence long or says that this is the result."""
    if len(parts) < 2 or cues(language).opens_with_result.match(text[parts[0].start : parts[0].end]):
        return spans
    return [one for one in spans if one != parts[0]]
