"""The words by which the rules know the parts of an answer, in both languages; they stand in cues.yaml.

A cue is evidence, not proof: an answer can tell its result without any of these words. They were chosen on the first
half of the labelled answers (tests/bench/answers) and left alone for the second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

import yaml

from visavis.interview.content.engine import ELEMENTS, Element, Shape
from visavis.kit.text import Language

Pattern = re.Pattern[str]


@dataclass(frozen=True)
class Cues:
    """The cues of one language."""

    elements: dict[Element, Pattern]
    """The parts of a story;"""
    matter: Pattern
    """Says that something was the matter; it tells what only with a word of its own beside it."""
    negated: dict[Element, Pattern]
    """What says that a part wasn't there …"""
    clauses: Pattern
    """… and where a sentence is cut to look for it."""
    opens_with_result: Pattern
    """How a first sentence begins that tells the result before the story."""
    learned: Pattern
    """What somebody took from it, as distinct from what came of it."""
    no_deed: frozenset[str]
    """Korean verbs that take an object and are nothing done."""
    plan: dict[Element, Pattern]
    """the parts of what one would do."""
    reason: Pattern
    example: Pattern
    asks_motive: Pattern
    """A question for the reasons to apply,"""
    motive: Pattern
    """how they are worded without "because","""
    stock: Pattern
    """and those that any employer could be given."""
    greeting: Pattern
    """The whole of a sentence that greets or thanks."""
    shapes: dict[Shape, Pattern]
    """How an answer of each shape is worded."""
    asks: dict[Shape, Pattern]
    """How each shape is asked for."""
    topics: tuple[tuple[Pattern, Pattern], ...]
    """What a question speaks of, and words by which an answer takes it up."""
    open: Pattern
    """What a question asks for without a word that a good answer would have to say."""
    we: Pattern
    self: Pattern
    vague: Pattern
    numbers: Pattern
    no_answer: Pattern
    """The whole of a text that answers nothing: "I don't know", "yes", "next question please"."""
    says_unknown: Pattern
    """What tells "I don't know" from a mere "yes"."""
    denied: Pattern
    """A sentence that says that what was asked for never was,"""
    such: Pattern
    """taking up the question by a pronoun;"""
    declines: Pattern
    """one that wants to be excused;"""
    asks_back: Pattern
    """one that asks to hear the question again."""
    generic: frozenset[str]
    """Words of questions that a good answer needn't say again."""


@cache
def cues(language: Language) -> Cues:
    """Read once."""
    kept = _file()
    return Cues(
        elements={element: _any(kept["elements"][language][element]) for element in ELEMENTS},
        matter=_any([kept["matter"][language]]),
        negated={element: _any(found) for element, found in kept["negated"][language].items()},
        clauses=_any([kept["clauses"][language]]),
        opens_with_result=_any([kept["opens_with_result"][language]]),
        learned=_any([kept["learned"][language]]),
        no_deed=frozenset(kept["no_deed"].get(language, "").split()),
        plan={element: _any(kept["plan"][language][element]) for element in ELEMENTS},
        reason=_any(kept["reason"][language]),
        example=_any(kept["example"][language]),
        asks_motive=_any([kept["asks_motive"][language]]),
        motive=_any(kept["motive"][language]),
        stock=_any([kept["stock"][language]]),
        greeting=_any([kept["greeting"][language]]),
        shapes={shape: _any(kept["shapes"][shape][language]) for shape in get_args(Shape)},
        asks={shape: _any(both[language]) for shape, both in kept["asks"].items()},
        topics=tuple((_any([one["asked"]]), _any([one["taken_up"]])) for one in kept["topics"][language]),
        open=_any([kept["open"][language]]),
        we=_any([kept["we"][language]]),
        self=_any([kept["self"][language]]),
        vague=_any(kept["vague"][language]),
        numbers=_any(kept["numbers"][language]),
        no_answer=_any([kept["no_answer"][language]]),
        says_unknown=_any([kept["says_unknown"][language]]),
        denied=_any([kept["denied"][language]]),
        such=_any([kept["such"][language]]),
        declines=_any([kept["declines"][language]]),
        asks_back=_any([kept["asks_back"][language]]),
        generic=frozenset(kept["generic"][language].split()),
    )


def shape_of(question: str, kind: str | None, language: Language) -> Shape:
    """What a question asks for: by its kind where that says it, else by its words."""
    asks = cues(language).asks
    if kind == "introduction" or asks["opening"].search(question):
        return "opening"
    if kind == "closing" or asks["closing"].search(question):
        return "closing"
    if kind == "experience":
        return "story"
    if kind == "situation" or asks["plan"].search(question):
        return "plan"
    return "story" if asks["story"].search(question) else "view"


@cache
def _file() -> dict[str, Any]:
    kept: dict[str, Any] = yaml.safe_load((files(__package__) / "cues.yaml").read_text("utf-8"))
    return kept


def _any(patterns: list[str]) -> Pattern:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
