"""How far an answer speaks of what was asked: shared words, words of the same topic, and cues of the kind.

It counts words and doesn't understand: an answer in other words can be right, and one with the right words wrong. So
the confidence never passes 0.7.
"""

from __future__ import annotations

from dataclasses import replace

from visavis.interview.content.cues import cues
from visavis.interview.content.engine import ELEMENTS, Element, Level, Quote, Relevance, Shape, Spoken
from visavis.kit.text import Language
from visavis.language.spans import Word, words

ON, PARTLY = 0.45, 0.2
MOST_CONFIDENCE = 0.7
BY_SHAPE_CONFIDENCE = 0.3
"""That an answer of the right kind is the one asked for, when none of the question's words come up."""
_ENOUGH_WORDS = 40
_SHORT_WORDS = {"ko": 25, "en": 15}
"""Morphemes (ko), words (en): about two short sentences."""
_WORDS_SHARE, _TOPIC_SHARE, _KIND_SHARE = 0.45, 0.3, 0.25


def read_relevance(text: str, question: str, shape: Shape, language: Language) -> Relevance:
    """Not measured (level None) where question and answer share no language, or the question holds no topic."""
    asked = meaning(words(question, language), language)
    answered = words(text, language)
    said = {word.form for word in answered}
    matched = tuple(form for form in asked if form in said or (len(form) > 1 and form in text.lower()))
    topics = [answers for asks, answers in cues(language).topics if asks.search(question)]
    # a short answer has room for one word of the topic
    needed = 1 if len(answered) < _SHORT_WORDS[language] else 2
    taken_up = [1.0 for answers in topics if len(set(answers.findall(text.lower()))) >= needed]
    worded = len(cues(language).shapes[shape].findall(text))
    if not asked and not topics and shape not in ("opening", "closing"):
        return Relevance(None, 0.0, 0.0)
    # two shared words are as much as most good answers have; all of them would be the question said back
    parts = [(_WORDS_SHARE, min(1.0, len(matched) / min(2, len(asked)))) if asked else (0.0, 0.0)]
    parts.append((_TOPIC_SHARE if topics else 0.0, min(1.0, sum(taken_up))))
    parts.append((_KIND_SHARE, min(1.0, worded / 3)))
    share = sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)
    evidence = min(1.0, len(answered) / _ENOUGH_WORDS) * (0.5 + 0.5 * min(1.0, (len(asked) + len(topics)) / 4))
    missed = tuple(form for form in asked if form not in matched)
    if shape == "closing" and worded:
        share = max(share, PARTLY)  # it was left open what to say
    level, sure = _level(share), MOST_CONFIDENCE * evidence
    by_shape = level != "off" and bool(asked or topics or shape == "closing") and not matched and not taken_up
    sure = min(sure, BY_SHAPE_CONFIDENCE) if by_shape else sure
    return Relevance(level, round(share, 2), round(sure, 2), matched, missed, by_shape)


def read_of_two(spoken: Spoken, shape: Shape, language: Language) -> Relevance:
    """Measured against the question; for a follow-up also against the one before it, whichever is closer."""
    own = read_relevance(spoken.text, spoken.question, shape, language)
    if not spoken.asked_before:
        return own
    earlier = read_relevance(spoken.text, spoken.asked_before, shape, language)
    return max(own, earlier, key=lambda one: -1.0 if one.level is None else one.share)


def with_story(
    found: Relevance, question: str, elements: dict[Element, tuple[Quote, ...]], language: Language
) -> Relevance:
    """A whole story takes up a question whose words can't come up in it ("a challenge", "성과"): partly, and with
    little confidence, since which story it is can't be told."""
    is_whole = all(elements[element] for element in ELEMENTS)
    if found.level not in ("off", None) or not is_whole or not cues(language).open.search(question):
        return found
    confidence = min(found.confidence, BY_SHAPE_CONFIDENCE) or BY_SHAPE_CONFIDENCE
    return replace(found, level="partly", share=max(found.share, PARTLY), confidence=confidence, is_by_shape=True)


def _level(share: float) -> Level:
    return "on" if share >= ON else "partly" if share >= PARTLY else "off"


def meaning(found: tuple[Word, ...], language: Language) -> tuple[str, ...]:
    """The forms that say what a text is about, each once: no grammar, and none of the words of every question."""
    kept = (w.form for w in found if w.sort in ("word", "name", "foreign") and w.form not in cues(language).generic)
    return tuple(dict.fromkeys(form for form in kept if len(form) > 1))
