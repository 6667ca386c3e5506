"""Puts a persona's words around a question; the same seed gives the same words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from visavis.interview.personas.table import sample_answers
from visavis.interview.personas.values import Persona, Settings
from visavis.kit.text import Language, Text

_DETAILED = ("experience", "role", "situation", "personality", "pressure", "material", "own")
_BARE = ("introduction", "closing")
"""The first and the last question of an interview need no transition."""
_INTRODUCTION = re.compile(r"자기\s?소개|본인.{0,4}소개|introduce yourself|about yourself|who are you", re.IGNORECASE)
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
    """What a simulated candidate answers to a question of this kind; an own question's words tell its kind."""
    bank = sample_answers()
    if kind == "own" and _INTRODUCTION.search(question):
        kind = "introduction"
    return _pick(bank.get(kind, bank["other"]), seed, "sample").in_language(language)


def _pick(lines: Sequence[Text], seed: str, what: str) -> Text:
    return lines[int(_share(seed, what) * len(lines))]


def _share(seed: str, what: str) -> float:
    """A fixed number from 0 up to 1 for a seed."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{what}".encode()).digest()[:6], "big") / 2**48
