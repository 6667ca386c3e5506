"""An outline of a better answer, out of the candidate's own words and documents; what is missing stays a blank.

Nothing is rephrased: a line is a sentence of the answer, a field of the documents, or a blank to be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from visavis.interview.content.engine import ELEMENTS, Element, OutlineLine, Quote, Shape
from visavis.interview.content.wording import OTHER_LINES, blanks_of, titles_of
from visavis.interview.questions.material import Material
from visavis.kit.text import Language
from visavis.language.spans import words

_LONGEST = 300


@dataclass(frozen=True)
class _Entry:
    """One project or job of the documents, by the element that each field tells."""

    name: str
    fields: dict[Element, str]


def story_outline(
    found: dict[Element, tuple[Quote, ...]],
    about: str,
    material: Material | None,
    language: Language,
    shape: Shape = "story",
) -> tuple[OutlineLine, ...]:
    """Situation, task, action, result, or the same of a plan. What the documents tell has happened already and is no
    part of a plan. ``about`` is the answer with its question: an entry of the documents is used
    only when its name stands there, or two of its words do."""
    entry = _matching(about, material, language) if shape == "story" else None
    return tuple(_story_line(element, found.get(element, ()), entry, language, shape) for element in ELEMENTS)


def other_outline(
    shape: Shape, claims: tuple[Quote, ...], reasons: tuple[Quote, ...], examples: tuple[Quote, ...], language: Language
) -> tuple[OutlineLine, ...]:
    """The lines of a view, an introduction or closing words; no sentence stands in two of them."""
    said = {"claim": claims, "reason": reasons, "example": examples}
    used: set[str] = set()
    lines = []
    for key, title, blank in OTHER_LINES[shape]:
        text = next((quote.text for quote in said[key] if quote.text not in used), None)
        used.add(text or "")
        lines.append(
            OutlineLine(title, text, "answer") if text else OutlineLine(title, blank.in_language(language), "blank")
        )
    return tuple(lines)


def _story_line(
    element: Element, quotes: tuple[Quote, ...], entry: _Entry | None, language: Language, shape: Shape
) -> OutlineLine:
    title = titles_of(shape)[element]
    if quotes:
        # the last result is the outcome; of the others the first one opens
        return OutlineLine(title, quotes[-1 if element == "result" else 0].text, "answer")
    if entry is not None and entry.fields.get(element):
        return OutlineLine(title, entry.fields[element][:_LONGEST], "material", entry.name)
    return OutlineLine(title, blanks_of(shape)[element].in_language(language), "blank")


def _matching(about: str, material: Material | None, language: Language) -> _Entry | None:
    if material is None:
        return None
    said = {w.form for w in words(about, language) if w.sort != "grammar"}
    rated = [(_rate(entry, about, said, language), entry) for entry in _entries(material)]
    best = max(rated, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] >= 2 else None


def _rate(entry: _Entry, about: str, said: set[str], language: Language) -> int:
    if entry.name and re.search(re.escape(entry.name), about, re.IGNORECASE):
        return 100
    own = " ".join([entry.name, *entry.fields.values()])
    return len({w.form for w in words(own, language) if w.sort != "grammar" and len(w.form) > 1} & said)


def _entries(material: Material) -> Iterator[_Entry]:
    for one in material.projects:
        stack = ", ".join(one.stack)
        yield _Entry(
            one.name,
            {
                "situation": one.why or one.which,
                "task": one.role,
                "action": one.why_technology or stack,
                "result": one.result,
            },
        )
    for job in material.experiences:
        when = " – ".join(part for part in (job.start, job.end) if part)
        place = f"{job.organisation} ({when})" if when else job.organisation
        yield _Entry(
            job.organisation, {"situation": place, "task": job.role, "action": job.duties, "result": job.results}
        )
