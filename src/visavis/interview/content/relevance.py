"""How far an answer speaks of what was asked: shared words, words of the same topic, and cues of the kind.

It counts words and doesn't understand: an answer in other words can be right, and one with the right words wrong. So
the confidence never passes 0.7.
"""

from __future__ import annotations

from visavis.interview.content.cues import cues
from visavis.interview.content.engine import Level, Relevance, Shape
from visavis.kit.text import Language
from visavis.language.spans import Word, words

ON, PARTLY = 0.45, 0.2
MOST_CONFIDENCE = 0.7
_ENOUGH_WORDS = 40
_WORDS_SHARE, _TOPIC_SHARE, _KIND_SHARE = 0.45, 0.3, 0.25


def read_relevance(text: str, question: str, shape: Shape, language: Language) -> Relevance:
    """Not measured (level None) where question and answer share no language, or the question holds no topic."""
    asked = _meaning(words(question, language), language)
    answered = words(text, language)
    said = {word.form for word in answered}
    matched = tuple(form for form in asked if form in said or (len(form) > 1 and form in text.lower()))
    topics = [answers for asks, answers in cues(language).topics if asks.search(question)]
    taken_up = [1.0 for answers in topics if len(set(answers.findall(text.lower()))) >= 2]
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
    return Relevance(_level(share), round(share, 2), round(MOST_CONFIDENCE * evidence, 2), matched, missed)


def _level(share: float) -> Level:
    return "on" if share >= ON else "partly" if share >= PARTLY else "off"


def _meaning(found: tuple[Word, ...], language: Language) -> tuple[str, ...]:
    kept = (w.form for w in found if w.sort in ("word", "name", "foreign") and w.form not in cues(language).generic)
    return tuple(dict.fromkeys(form for form in kept if len(form) > 1))
