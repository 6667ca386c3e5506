"""Adds the words of an answer to what was observed of it: they can be written down or mended long after that."""

from __future__ import annotations

from visavis.interview.answers import Words
from visavis.interview.content import Content, Rules
from visavis.interview.content.checks import DELIVERY
from visavis.interview.report.content import content_part
from visavis.interview.report.parts import bilingual, measure_part, state_of, transcript_part
from visavis.interview.report.schema import AnswerPart, ContentPart, Part
from visavis.interview.review import Said
from visavis.interview.review import content_terms as terms
from visavis.interview.review.content import content_notes, read_content
from visavis.kit.text import Language
from visavis.observe.values import Measure


class Observed(Part):
    """An answer without its words. ``speech_span_s`` is the time from the first to the last sound of speech."""

    part: AnswerPart
    speech_span_s: float | None = None


def with_words(observed: Observed, said: Said | None, language: Language) -> AnswerPart:
    """The answer's part of the report; whatever words it held before are replaced."""
    part = observed.part.model_copy(update={"transcript": transcript_part(said)})
    if part.replay is None and (said is None or part.state == "not_measured"):
        return part
    content = read_content(said, language, observed.speech_span_s).measures
    measures = [one for one in part.measures if one.family != "content"] + [measure_part(one) for one in content]
    notes = part.notes + [bilingual(note) for note in content_notes(said, language)] if part.replay else part.notes
    return part.model_copy(update={"state": state_of(part.replay, measures), "measures": measures, "notes": notes})


def with_content(part: AnswerPart, words: Words) -> AnswerPart:
    """The answer's part with what its words say; without words it holds nothing of it."""
    content = Rules().read(words.spoken) if words.spoken is not None else None
    # an answer of which no words were measured (unreadable, skipped) has no figure of what they say either
    measures = part.measures
    if any(one.family == "content" for one in measures):
        others = [one for one in measures if one.key != terms.PARTS_FOUND.key]
        measures = [*others, measure_part(parts_found(content))]
    by_model = ContentPart.model_validate_json(words.by_model) if words.by_model and content else None
    told = content_part(content) if content is not None else None
    return part.model_copy(update={"content": told, "content_by_model": by_model, "measures": measures})


def parts_found(content: Content | None) -> Measure:
    """How much of what was looked for is there; not measured without words, and of what is no answer."""
    if content is None:
        return terms.PARTS_FOUND.not_measured(terms.NO_TRANSCRIPT)
    looked_for = [check.met for check in content.checks if check.key not in DELIVERY and check.met is not None]
    if content.state != "answer" or not looked_for:
        return terms.PARTS_FOUND.not_measured(terms.NO_ANSWER)
    sure = terms.MOST_SURE * min(1.0, content.length.words / terms.ENOUGH_WORDS)
    return terms.PARTS_FOUND.measured(sum(looked_for) / len(looked_for), sure)
