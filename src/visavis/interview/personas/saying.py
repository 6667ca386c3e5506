"""Puts a persona's words around a question; the same seed gives the same words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from visavis.interview.personas.table import Topic, sample_answers, topics
from visavis.interview.personas.values import Persona, Settings
from visavis.interview.questions.following import Turn
from visavis.interview.questions.following.aspects import asked_for
from visavis.kit.text import Language, Text

_DETAILED = ("experience", "role", "situation", "personality", "pressure", "material", "own")
_BARE = ("introduction", "closing")
"""The first and the last question of an interview need no transition."""
_AS_THEIR_KIND = ("introduction", "english", "presentation", "closing", "situation")
"""Any of their kind's answers will do, whatever the words."""
_KIND_OF: dict[str, str] = {"story": "experience", "case": "situation", "traits": "personality"}
_TOPIC_OF: dict[str, str] = {"subject": "subject", "theirs": "theirs", "application": "motive"}
"""What a question asks for tells its topic, whatever else is in it."""
_MOST_LED, _MOST_DETAILED = 0.9, 0.7


def spoken_question(
    persona: Persona, settings: Settings, text: str, kind: str, language: Language, seed: str, *, is_new_turn: bool
) -> str:
    """The question as the persona says it: perhaps a transition before it, perhaps a wish for details after it.

    ``is_new_turn``: somebody else asked before. A transition comes before most questions, the more of them the closer
    the rapport; details are asked for the more often the greater the depth.
    """
    parts = [text]
    if kind not in _BARE and (is_new_turn or _share(seed, "led") < _MOST_LED * (0.5 + settings.rapport / 2)):
        lines = persona.wording.turn if is_new_turn else persona.wording.before
        parts.insert(0, _pick(lines, seed, "before").in_language(language))
    if kind in _DETAILED and _share(seed, "detailed") < _MOST_DETAILED * settings.depth:
        parts.append(_pick(persona.wording.detail, seed, "detail").in_language(language))
    return " ".join(parts)


def greeting(persona: Persona, name: str, title: str, language: Language) -> str:
    """How the persona introduces itself."""
    return persona.wording.hello.fill(name=name, title=title).in_language(language)


def reactions(persona: Persona, language: Language) -> tuple[str, ...]:
    """What the persona may say when an answer is over."""
    return tuple(words.in_language(language) for words in persona.wording.heard)


def sample_answer(kind: str, language: Language, seed: str, question: str = "") -> str:
    """What a simulated candidate answers: to what the question is about by its words, else to its kind."""
    return _pick(_answers_to(kind, question, language), seed, "sample").in_language(language)


def _answers_to(kind: str, question: str, language: Language) -> Sequence[Text]:
    bank = sample_answers()
    if kind in _AS_THEIR_KIND or not question:
        return bank.get(kind, bank["other"])
    shape = asked_for(Turn(question, kind, language, None))
    if shape == "introduction":
        return bank["introduction"]
    found = None if shape == "case" else _topic(shape, question, language)
    return found.answers if found else bank.get(kind, bank[_KIND_OF.get(shape, "other")])


def _topic(shape: str, question: str, language: Language) -> Topic | None:
    if shape in _TOPIC_OF:
        return next(topic for topic in topics() if topic.name == _TOPIC_OF[shape])
    named = ((topic, topic.asked.in_language(language)) for topic in topics() if topic.asked)
    return next((topic for topic, words in named if re.search(words, question, re.IGNORECASE)), None)


def _pick(lines: Sequence[Text], seed: str, what: str) -> Text:
    return lines[int(_share(seed, what) * len(lines))]


def _share(seed: str, what: str) -> float:
    """A fixed number from 0 up to 1 for a seed."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{what}".encode()).digest()[:6], "big") / 2**48
