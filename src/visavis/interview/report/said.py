"""Adds the words of an answer to what was observed of it: they can be written down or mended long after that."""

from __future__ import annotations

from visavis.interview.answers import Words
from visavis.interview.content import Rules
from visavis.interview.report.content import content_part
from visavis.interview.report.parts import bilingual, measure_part, state_of, transcript_part
from visavis.interview.report.schema import AnswerPart, ContentPart, Part
from visavis.interview.review import Said
from visavis.interview.review.content import content_notes, read_content
from visavis.kit.text import Language


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
    if words.spoken is None:
        return part.model_copy(update={"content": None, "content_by_model": None})
    by_model = ContentPart.model_validate_json(words.by_model) if words.by_model else None
    return part.model_copy(update={"content": content_part(Rules().read(words.spoken)), "content_by_model": by_model})
