"""Where an answer tells its situation, task, action and result: the sentences that hold a cue of each."""

from __future__ import annotations

from visavis.interview.content.cues import Cues, cues
from visavis.interview.content.deeds import tells_deed
from visavis.interview.content.engine import ELEMENTS, Element, Quote, Shape
from visavis.interview.content.places import Places
from visavis.interview.content.relevance import meaning
from visavis.kit.text import Language
from visavis.language.spans import Span, words

MOST_QUOTES = 3


def find_elements(
    text: str, parts: tuple[Span, ...], question: str, shape: Shape, language: Language, places: Places
) -> dict[Element, tuple[Quote, ...]]:
    """Each element with the sentences that tell it, at most three; of results the outcomes before what was learned. A
    plan is read by what it would do; a clause that says that something wasn't there or wasn't done tells nothing."""
    found: dict[Element, tuple[Quote, ...]] = {}
    asked = frozenset(meaning(words(question, language), language))
    for element in ELEMENTS:
        spans = [one for one in parts if _tells(element, text[one.start : one.end], asked, shape, language)]
        if element == "result" and shape == "story":
            spans = _after_the_first(spans, parts, text, language)
            spans = sorted(spans, key=lambda one: bool(cues(language).learned.search(text[one.start : one.end])))
        found[element] = tuple(places.quote(one.start, one.end) for one in sorted(spans[:MOST_QUOTES], key=_start))
    return found


def find_reasons(
    text: str, parts: tuple[Span, ...], question: str, shape: Shape, language: Language, places: Places
) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """The sentences that give a reason, and those that give an example: something that the speaker did is one. Where
    the reasons to apply are asked for, what draws somebody is one, too, and what fits any employer is none."""
    known = cues(language)
    is_motive = shape == "opening" or asks_motive(question, language)

    def gives_reason(sentence: str) -> bool:
        if not is_motive:
            return bool(known.reason.search(sentence))
        worded = known.reason.search(sentence) or known.motive.search(sentence)
        return bool(worded) and not is_stock(sentence, language)

    def gives_example(sentence: str) -> bool:
        return bool(known.example.search(sentence)) or _tells("action", sentence, frozenset(), "story", language)

    reasons, examples = (
        tuple(places.quote(o.start, o.end) for o in parts if tells(text[o.start : o.end]))[:MOST_QUOTES]
        for tells in (gives_reason, gives_example)
    )
    return reasons, examples


def asks_motive(question: str, language: Language) -> bool:
    return bool(cues(language).asks_motive.search(question))


def is_stock(sentence: str, language: Language) -> bool:
    """Phrases that fit any employer, with no number or name beside them."""
    known = cues(language)
    has_fact = known.numbers.search(sentence) or any(w.sort in ("name", "foreign") for w in words(sentence, language))
    return bool(known.stock.search(sentence)) and not has_fact


def _tells(element: Element, sentence: str, asked: frozenset[str], shape: Shape, language: Language) -> bool:
    known = cues(language)
    if shape == "plan":
        return bool(known.plan[element].search(sentence))
    negated = known.negated.get(element)
    if negated is None or not negated.search(sentence):
        return _is_told(element, sentence, asked, language)
    clauses = (clause for clause in known.clauses.split(sentence) if not negated.search(clause))
    return any(_is_told(element, clause, asked, language) for clause in clauses)


def _is_told(element: Element, piece: str, asked: frozenset[str], language: Language) -> bool:
    known = cues(language)
    if known.elements[element].search(piece):
        return True
    if element == "situation":
        return any(_says_what(clause, asked, known, language) for clause in known.clauses.split(piece))
    return element == "action" and language == "ko" and tells_deed(piece)


def _says_what(clause: str, asked: frozenset[str], known: Cues, language: Language) -> bool:
    """That something was the matter, with a thing that neither the question nor the word for it says already."""
    if not known.matter.search(clause):
        return False
    things = {w for w in meaning(words(clause, language), language) if not w.endswith("다")} - asked
    empty = (known.matter, known.open, known.vague, known.elements["result"])
    return any(not any(cue.search(thing) for cue in empty) for thing in things)


def _start(span: Span) -> int:
    return span.start


def _after_the_first(spans: list[Span], parts: tuple[Span, ...], text: str, language: Language) -> list[Span]:
    """A story doesn't begin with how it ended, unless it is one sentence long or says that this is the result."""
    if len(parts) < 2 or cues(language).opens_with_result.match(text[parts[0].start : parts[0].end]):
        return spans
    return [one for one in spans if one != parts[0]]
