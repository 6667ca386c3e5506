"""Whether there is an answer at all: nothing, babble and the question said back are called so before anything else."""

from __future__ import annotations

import re

from visavis.interview.content.cues import cues
from visavis.interview.content.deeds import tells_deed
from visavis.interview.content.engine import Spoken, State
from visavis.interview.content.relevance import meaning
from visavis.kit.text import Language
from visavis.language.spans import sentences, words

LEAST_WORDS = 5
"""Fewer words than this answer no interview question."""
LEAST_VARIETY = 0.35
"""Different words over all words of a text of ten or more; answers lie above 0.5."""
LEAST_GRAMMAR = {"ko": 0.18, "en": 0.15}
"""Particles and endings over all morphemes, little words over all words. Speech in sentences lies above 0.35 and 0.35;
lists of words and keyboard mash lie near 0."""
COPIED = 0.75
"""Share of the answer's four-letter pieces that stand in the question, too."""
_PIECE = 4
_BUT = re.compile(r",?\s+but\s+|(?<=지만)[,\s]+", re.IGNORECASE)
"""What follows may tell something, whatever was refused before it."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def state_of(spoken: Spoken, language: Language) -> State:
    """``language`` is the one that the answer is written in."""
    text = spoken.text.strip()
    if not any(c.isalnum() for c in text):
        return "empty"
    if cues(language).no_answer.fullmatch(text):
        return "unknown" if cues(language).says_unknown.search(text) else "short"
    if (said := _said_instead(spoken, language)) is not None:
        return said
    tokens = re.findall(r"\w+", text.lower())
    if len(tokens) < LEAST_WORDS:
        return "nonsense" if _is_babble(text, tokens, language) or _is_few(tokens) else "short"
    if _copied_share(text, spoken.question) >= COPIED:
        return "copied"
    return "nonsense" if _is_babble(text, tokens, language) else "answer"


def _said_instead(spoken: Spoken, language: Language) -> State | None:
    """Sentences that say there is nothing to tell ("I have never solved one"), ask to be excused, or ask to hear the
    question again, where no other sentence tells anything."""
    known, text = cues(language), spoken.text
    parts = [part for one in sentences(text, language) for part in _BUT.split(text[one.start : one.end])]
    again = [part for part in parts if known.asks_back.search(part)]
    nothing = [p for p in parts if p not in again and (known.declines.search(p) or _denies(p, spoken, language))]
    others = [p for p in parts if p not in again and p not in nothing and not known.no_answer.fullmatch(p)]
    if (not again and not nothing) or any(_tells_something(part, language) for part in others):
        return None
    if nothing:
        return "unknown"
    return None if others else "short"


def _denies(sentence: str, spoken: Spoken, language: Language) -> bool:
    """That what was asked for never was: in the question's words, or by "such a thing"."""
    known = cues(language)
    if not known.denied.search(sentence):
        return False
    asked, said = (set(meaning(words(one, language), language)) for one in (spoken.question, sentence))
    return bool(asked & said) or bool(known.such.search(sentence))


def _tells_something(sentence: str, language: Language) -> bool:
    known = cues(language)
    told = (known.elements["action"], known.elements["result"], known.elements["task"], known.numbers, known.reason)
    return any(cue.search(sentence) for cue in told) or (language == "ko" and tells_deed(sentence))


def _is_babble(text: str, tokens: list[str], language: Language) -> bool:
    return _is_monotone(tokens) or _is_mash(text) or (len(tokens) >= LEAST_WORDS and _is_list(text, language))


def _is_monotone(tokens: list[str]) -> bool:
    return len(tokens) >= 10 and len(set(tokens)) / min(len(tokens), 100) < LEAST_VARIETY


def _is_few(tokens: list[str]) -> bool:
    """One word over and over, or keys that lie side by side (asdf, qwer)."""
    keys = [token for token in tokens if len(token) >= 4 and any(token in row or token[::-1] in row for row in _ROWS)]
    return len(keys) * 2 > len(tokens) or (len(tokens) >= 3 and len(set(tokens)) == 1)


def _is_mash(text: str) -> bool:
    """Lone Korean letters (ㅁㄴㅇㄹ, ㅋㅋㅋ), or the same letter over and over."""
    letters = [c for c in text if c.isalpha()]
    lone = sum("ㄱ" <= c <= "ㆎ" for c in letters)
    return bool(letters) and (lone / len(letters) > 0.3 or bool(re.search(r"(\w)\1{7,}", text)))


def _is_list(text: str, language: Language) -> bool:
    """Words that hang together by nothing."""
    found = words(text, language)
    grammar = sum(word.sort == "grammar" for word in found)
    return not found or grammar / len(found) < LEAST_GRAMMAR[language]


def _copied_share(text: str, question: str) -> float:
    answer, asked = _bare(text), _bare(question)
    pieces = [answer[i : i + _PIECE] for i in range(len(answer) - _PIECE + 1)]
    return sum(piece in asked for piece in pieces) / len(pieces) if pieces else 0.0


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())
