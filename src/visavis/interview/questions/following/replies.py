"""Replies that are no answer: a wish to hear the question again, a refusal, silence, babble, words beside the question.

Read by the lists in replies.yaml and by spelling alone, since the candidate is waiting: no morphemes are analysed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

from visavis.interview.content.cues import cues
from visavis.interview.content.engine import Element, Spoken
from visavis.interview.content.standing import LEAST_WORDS, state_of
from visavis.interview.questions.following.aspects import asked_for
from visavis.interview.questions.following.engine import Turn
from visavis.interview.questions.following.shapes import is_copied
from visavis.interview.questions.following.words import is_babble, is_short, says_unknown
from visavis.kit.text import Language
from visavis.language.spans import language_of

Reply = Literal[
    "silence",
    "repeat",
    "wait",
    "declined",
    "told",
    "unknown",
    "none",
    "copied",
    "babble",
    "short",
    "instructs",
    "beside",
]
"""'told' says that it was said before, 'none' that there never was such a thing, 'beside' speaks of something else."""
_MOST_ELSE = {"ko": 3, "en": 5}
"""So many words of something else may be in a refusal; more of them are an answer."""
_MOST_AROUND = {"ko": 4, "en": 10}
_LONGEST = 300
"""Letters of a reply that can be nothing else; whoever says more, says something."""
_TRACES: tuple[Element, ...] = ("task", "action", "result")
"""Of a story; a time alone ("on Sunday") is none."""
_NO_ANSWER = ("repeat", "declined", "told", "wait", "none")
_CLAUSES = re.compile(
    r"(?<=[.!?…。])\s+|\n|;|(?<=지만)[,\s]|(?<=[는은인]데)[,\s]|,?\s+\bbut\b\s+|,\s+(?:so|and|because|then|since)\b\s+",
    re.IGNORECASE,
)
_WORDS = {"ko": re.compile(r"[가-힣]{2,}|[a-z]{2,}"), "en": re.compile(r"[a-z]{4,}")}
_STEM = {"ko": 2, "en": 5}
"""Letters of a word by which it is known again, whatever its ending."""


def reply_of(turn: Turn) -> Reply | None:
    """What a reply is that answers nothing; None for an answer. ``turn.answer`` is known."""
    said = " ".join((turn.answer or "").split())
    if not any(c.isalnum() for c in said):
        return "repeat" if said.strip(" .") == "?" else "silence"
    language = language_of(said, turn.language)
    return _by_words(said, turn, language) or _by_form(said, turn, language) or _beside(said, turn, language)


def _by_words(said: str, turn: Turn, language: Language) -> Reply | None:
    wishes: tuple[Reply, ...] = ("repeat", "declined", "told", "wait")
    wish = next((one for one in wishes if _is_all(one, said, language)), None)
    if wish is not None:
        return wish
    if says_unknown(said) or _state(said, turn, language) == "unknown":
        return "none" if _is_all("none", said, language) else "unknown"
    return "none" if _is_all("none", said, language) and _is_about_the_question(said, turn, language) else None


def _by_form(said: str, turn: Turn, language: Language) -> Reply | None:
    if is_babble(said, language) or _state(said, turn, language) == "nonsense":
        return "babble"
    if is_short(said, language) and not said.endswith("?") and not (turn.depth and _says_something(said, language)):
        return "short"
    if any(is_copied(said, asked) for asked in (turn.question, turn.planned)):
        return "copied"
    if _asks_back(said, turn):
        return "repeat"
    return "instructs" if _is_all("instructs", said, language) else None


def _beside(said: str, turn: Turn, language: Language) -> Reply | None:
    """Only where hardly any doubt is left: a story without a trace of one, or everyday talk of oneself where something
    to know was asked for, without a word of the question."""
    if turn.depth or language != language_of(turn.question, turn.language) or _shared(said, turn, language) != 0:
        return None
    known, shape = cues(language), asked_for(turn)
    if shape == "subject":
        return "beside" if _pattern("everyday", language).search(said) else None
    topics = (answers for asks, answers in known.topics if asks.search(turn.question))
    taken_up = any(_begins_a_word(found.start(), said) for topic in topics for found in topic.finditer(said.lower()))
    tells = any(known.elements[element].search(said) for element in _TRACES)
    return "beside" if shape == "story" and not taken_up and not tells else None


def _begins_a_word(at: int, said: str) -> bool:
    """Of Latin letters: "cause" isn't in "because"."""
    return at == 0 or not (said[at - 1].isascii() and said[at - 1].isalpha())


def _is_all(name: str, said: str, language: Language) -> bool:
    """Whether hardly anything else is said: around it, or besides it in clauses that aren't no answer themselves."""
    if len(said) > _LONGEST:
        return False
    clauses = [clause for clause in _CLAUSES.split(said) if clause.strip()]
    found = [clause for clause in clauses if _pattern(name, language).search(clause)]
    others = [clause for clause in clauses if clause not in found and not _is_aside(clause, language)]
    else_said = sum(len(clause.split()) for clause in others)
    around = max((_words_around(_pattern(name, language), clause) for clause in found), default=0)
    return bool(found) and else_said <= _MOST_ELSE[language] and around <= _MOST_AROUND[language]


def _words_around(pattern: re.Pattern[str], clause: str) -> int:
    """Words of the clause of which no letter belongs to what was found."""
    taken = [found.span() for found in pattern.finditer(clause)]
    words = (word.span() for word in re.finditer(r"\S+", clause))
    return sum(not any(start < end_at and at < end for at, end_at in taken) for start, end in words)


def _is_aside(clause: str, language: Language) -> bool:
    """An apology and the like, or another way of not answering."""
    if any(_pattern(name, language).search(clause) for name in _NO_ANSWER) or says_unknown(clause):
        return True
    return len(clause.split()) <= _MOST_ELSE[language] + 2 and bool(_pattern("asides", language).search(clause))


def _asks_back(said: str, turn: Turn) -> bool:
    """Whether a short reply asks something, whatever it is ("Can you hear me?"), where the word isn't theirs."""
    return said.endswith("?") and len(said.split()) <= _MOST_AROUND["en"] and asked_for(turn) != "theirs"


def _is_about_the_question(said: str, turn: Turn, language: Language) -> bool:
    return bool(_shared(said, turn, language)) or _pattern("such", language).search(said) is not None


def _says_something(said: str, language: Language) -> bool:
    """Whether a few words behind a follow-up say more than yes or no: "three weeks", "저 혼자요"."""
    return cues(language).no_answer.fullmatch(said) is None


def _state(said: str, turn: Turn, language: Language) -> str:
    """As the reading of answers takes it, as far as that needs no morphemes."""
    if language == "ko" and len(said.split()) >= LEAST_WORDS:
        return "answer"
    return state_of(Spoken(said, turn.question, turn.kind, language), language)


def _shared(said: str, turn: Turn, language: Language) -> int | None:
    """How many of the question's words come up, by their beginnings; None where it has none that say something."""
    word, length = _WORDS[language], _STEM[language]
    generic = {one[:length] for one in cues(language).generic}
    asked = {one[:length] for one in word.findall(f"{turn.question} {turn.planned}".lower())} - generic
    return sum(one in said.lower() for one in asked) if asked else None


@lru_cache(maxsize=32)
def _pattern(name: str, language: Language) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in _lists()[name][language]), re.IGNORECASE)


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[Language, list[str]]]:
    read: dict[str, dict[Language, list[str]]] = yaml.safe_load(
        (Path(__file__).parent / "replies.yaml").read_text("utf-8")
    )
    return read
