"""An outline of a better answer, out of the candidate's own words and documents; what is missing stays a blank.

Nothing is rephrased: a line is a sentence of the answer, a field of the documents, or a blank to be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from visavis.interview.content.cues import cues
from visavis.interview.content.engine import ELEMENTS, Element, OutlineLine, Quote, Shape
from visavis.interview.content.wording import OTHER_LINES, blanks_of, titles_of
from visavis.interview.questions.material import Material
from visavis.kit.text import Language, Text
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
    chosen = _apart([_best_first(element, found.get(element, ()), language) for element in ELEMENTS])
    return tuple(_story_line(e, text, entry, language, shape) for e, text in zip(ELEMENTS, chosen, strict=True))


def _best_first(element: Element, quotes: tuple[Quote, ...], language: Language) -> list[str]:
    """Of results the last outcome in figures, then the last outcome, then what was learned; of the others the first."""
    if element != "result":
        return [quote.text for quote in quotes]
    known = cues(language)

    def rank(quote: Quote) -> tuple[bool, bool, int]:
        return bool(known.learned.search(quote.text)), not known.numbers.search(quote.text), -quote.start

    return [quote.text for quote in sorted(quotes, key=rank)]


def other_outline(
    shape: Shape, claims: tuple[Quote, ...], reasons: tuple[Quote, ...], examples: tuple[Quote, ...], language: Language
) -> tuple[OutlineLine, ...]:
    """The lines of a view, an introduction or closing words. Whatever was found has its line: no sentence stands in
    two of them, and one that is all there is for two parts stands once, under both titles."""
    said = {"claim": claims, "reason": reasons, "example": examples}
    rows = OTHER_LINES[shape]
    chosen = _apart([[quote.text for quote in said[key]] for key, _, _ in rows])
    lines: dict[str, OutlineLine] = {}
    for (_, title, blank), text in zip(rows, chosen, strict=True):
        if text is None:
            lines[title.en] = OutlineLine(title, blank.in_language(language), "blank")
            continue
        before = lines.get(text)
        both = Text(ko=f"{before.title.ko} · {title.ko}", en=f"{before.title.en} · {title.en}") if before else title
        lines[text] = OutlineLine(both, text, "answer")
    return tuple(lines.values())


def _apart(choices: Sequence[Sequence[str]]) -> list[str | None]:
    """One text for each part that has any: as few as can be twice, then the first of each."""
    ranked: list[list[tuple[int, str | None]]] = [list(enumerate(texts)) or [(0, None)] for texts in choices]

    def cost(picked: tuple[tuple[int, str | None], ...]) -> tuple[int, int]:
        texts = [text for _, text in picked if text is not None]
        return len(texts) - len(set(texts)), sum(n for n, _ in picked)

    return [text for _, text in min(product(*ranked), key=cost)]


def _story_line(
    element: Element, said: str | None, entry: _Entry | None, language: Language, shape: Shape
) -> OutlineLine:
    title = titles_of(shape)[element]
    if said is not None:
        return OutlineLine(title, said, "answer")
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
