"""What the words of an answer say about its delivery: pace, fillers, repetition. Never what they mean."""

from __future__ import annotations

from visavis.interview.review import content_terms as terms
from visavis.interview.review.values import Said
from visavis.kit.text import Language, Text
from visavis.language import Transcript, read_transcript
from visavis.observe.values import Measure, Observation
from visavis.observe.wording import Term

_OF_FILLERS = (terms.FILLER_SHARE, terms.FILLER_RATE)
VERBATIM_CONFIDENCE = 0.6
"""A recogniser that was asked to keep fillers keeps most of them, and misses some."""


def read_content(said: Said | None, language: Language, speech_span_s: float | None) -> Observation:
    """Measures of a transcript. ``speech_span_s`` is the time from the first to the last sound of speech."""
    all_terms = (terms.pace(language), terms.FILLER_SHARE, terms.FILLER_RATE, terms.STUMBLES, terms.REPEATED)
    if said is None or not said.text.strip():
        return Observation(measures=tuple(term.not_measured(terms.NO_TRANSCRIPT) for term in all_terms))
    read = read_transcript(said.text, language)
    minutes = speech_span_s / 60.0 if speech_span_s else None
    return Observation(measures=tuple(_measure(term, said, read, minutes) for term in all_terms))


def content_notes(said: Said | None, language: Language) -> tuple[Text, ...]:
    """What can be said in words only: which words came back often, and which fillers there were."""
    if said is None:
        return ()
    read = read_transcript(said.text, language)
    fillers = [filler.word for filler in read.fillers]
    lines = (
        (
            Text(ko="자주 나온 낱말: {w}", en="Words that came back often: {w}"),
            [(r.word, r.count) for r in read.repeated],
        ),
        (Text(ko="군말: {w}", en="Fillers: {w}"), [(word, fillers.count(word)) for word in dict.fromkeys(fillers)]),
    )
    return tuple(line.fill(w=", ".join(f"‘{w}’ ×{n}" for w, n in words[:6])) for line, words in lines if words)


def _measure(term: Term, said: Said, read: Transcript, minutes: float | None) -> Measure:
    why_not = _why_not(term, said, read, minutes)
    if why_not is not None:
        return term.not_measured(why_not)
    confidence = min(1.0, read.words / terms.ENOUGH_WORDS)
    if said.source == "verbatim" and term in _OF_FILLERS:
        confidence *= VERBATIM_CONFIDENCE
    return term.measured(_value(term, read, minutes or 1.0), confidence)


def _why_not(term: Term, said: Said, read: Transcript, minutes: float | None) -> Text | None:
    if read.words < terms.LEAST_WORDS:
        return terms.TOO_SHORT
    if term is terms.REPEATED:
        return None
    if said.source == "typed":
        return terms.TYPED
    if term in _OF_FILLERS and said.source in ("browser", "recogniser"):
        return terms.FILLERS_DROPPED
    if minutes is None and term not in (terms.FILLER_SHARE, terms.STUMBLES):
        return terms.NO_SPEECH
    return None


def _value(term: Term, read: Transcript, minutes: float) -> float:
    if term.unit == "syllables/min":
        return read.syllables / minutes
    return {
        "content.pace": read.words / minutes,
        "content.fillers_per_100_words": 100.0 * len(read.fillers) / read.words,
        "content.fillers_per_min": len(read.fillers) / minutes,
        "content.stumbles": 100.0 * read.stumbles / read.words,
        "content.repeated_words": float(len(read.repeated)),
    }[term.key]
