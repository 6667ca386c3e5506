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
    """Each element with the sentences that tell it, at most three. A plan is read by what it would do."""
    known = cues(language).plan if shape == "plan" else cues(language).elements
    found: dict[Element, tuple[Quote, ...]] = {}
    for element in ELEMENTS:
        spans = [one for one in parts if known[element].search(text[one.start : one.end])]
        if element == "result" and shape == "story":
            spans = _after_the_first(spans, parts)
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


def _after_the_first(spans: list[Span], parts: tuple[Span, ...]) -> list[Span]:
    """A story doesn't begin with how it ended, unless it is one sentence long."""
    return [one for one in spans if one != parts[0]] if len(parts) > 1 else spans
