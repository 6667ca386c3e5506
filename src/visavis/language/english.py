"""English: words by spelling, syllables by the usual vowel-group rule."""

from __future__ import annotations

import re

from visavis.language.values import Filler

_FILLER = re.compile(r"\b(?:u+h+m*|u+m+|e+r+m*|a+h+|h+m+|you know|i mean|sort of|kind of)\b", re.IGNORECASE)
_LIKE = re.compile(r"(?:(?<=,)|(?<=\band)|(?<=\bwas))\s+like\s*,|,\s*like\s+", re.IGNORECASE)
"""*like* only when commas set it off: as a verb and in comparisons it says something."""

_NOT_FILLER_AFTER = re.compile(r"\b(?:a|an|the|this|that|some|any|what|which|every|do|if)\s+$", re.IGNORECASE)
"""*a kind of*, *do you know*, *what sort of* mean what they say."""

_GRAMMAR_WORDS = """
a an the and or but so if then than that this these those it its i me my we our us you your he she they them their
his her is am are was were be been being do does did have has had will would can could should may might must not no
yes to of in on at by for with from as about into over after before up down out off there here what which who when
where why how all any some more most very just also really because while i'm i've i'd i'll it's that's don't didn't
wasn't we're we've you're they're there's
"""
STOP = frozenset(_GRAMMAR_WORDS.split())


def read(text: str) -> tuple[tuple[Filler, ...], list[str]]:
    """The fillers of the text, and its content words in lower case, in order."""
    fillers = _fillers(text)
    spoken = _blank(text, fillers)
    words = [w.lower().strip("'") for w in re.findall(r"[A-Za-z][A-Za-z'-]*", spoken)]
    return fillers, [w for w in words if w not in STOP and len(w) > 2]


def count_syllables(word: str) -> int:
    """Spoken syllables by vowel groups, silent final e taken off; numerals count two a digit."""
    numerals = 2 * sum(c.isdigit() for c in word)
    return numerals + sum(_count(part) for part in re.findall(r"[a-z']+", word.lower()))


def _count(word: str) -> int:
    bare = word.replace("'", "")
    groups = len(re.findall(r"[aeiouy]+", bare))
    if re.search(r"[^aeiouyl]e$|[^aeiou]ques?$", bare) or re.search(r"[^aeiouydt]ed$|[^aeiouyszxcgh]es$", bare):
        groups -= 1
    if re.search(r"(?<![tsc])i[ao]|eo|ua|(?<!t)ienc", bare):
        groups += 1  # vowels apart: di-al, vi-o-lin, re-o-pen, ex-pe-ri-ence
    return max(1, groups)


def _fillers(text: str) -> tuple[Filler, ...]:
    found = [m for m in _FILLER.finditer(text) if not _NOT_FILLER_AFTER.search(text[: m.start()])]
    likes = [re.search("like", m[0], re.IGNORECASE) for m in _LIKE.finditer(text)]
    offsets = [m.start() for m in _LIKE.finditer(text)]
    words = [Filler(m[0].lower(), m.start(), m.end()) for m in found]
    words += [Filler("like", o + w.start(), o + w.end()) for o, w in zip(offsets, likes, strict=True) if w]
    return tuple(sorted(words, key=lambda f: f.start))


def _blank(text: str, fillers: tuple[Filler, ...]) -> str:
    for f in fillers:
        text = text[: f.start] + " " * (f.end - f.start) + text[f.end :]
    return text
