"""English as it is read aloud. eSpeak reads numbers itself; abbreviations, signs and Hangul need help."""

from __future__ import annotations

import re

from visavis.voice.reading.hangul import LEADS, VOWELS, is_syllable, split

_WHOLE = {
    "dr.": "Doctor",
    "mr.": "Mister",
    "mrs.": "Missis",
    "ms.": "Miz",
    "prof.": "Professor",
    "st.": "Saint",
    "e.g.": "for example,",
    "i.e.": "that is,",
    "etc.": "et cetera.",
    "vs.": "versus",
    "vs": "versus",
    "approx.": "approximately",
    "dept.": "department",
    "inc.": "incorporated",
    "c++": "C plus plus",
    "c#": "C sharp",
    ".net": "dot net",
    "k8s": "kubernetes",
    "w/": "with",
    "w/o": "without",
    "&": "and",
    "+": "plus",
    "=": "equals",
    "@": "at",
}
_SIGNS = {"&": " and ", "+": " plus ", "@": " at ", "=": " equals ", "→": ", ", "·": " ", "/": ", ", "…": ",", "~": " "}
_RANGE = re.compile(r"(?<=\d)\s?[–~-]\s?(?=\d)")
_PER = re.compile(r"(?<=\d)/(?=7\b)")
_LEADS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
_VOWELS = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae"),
    *("oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"),
)
"""Revised Romanization of Korean."""
_TAILS = {"ㄴ": "n", "ㄹ": "l", "ㅁ": "m", "ㅇ": "ng", "ㅂ": "p", "ㅍ": "p", "ㄱ": "k", "ㅋ": "k", "ㄲ": "k", "": ""}


def say(pieces: list[str]) -> list[str]:
    """The spoken form of each written piece; "" for one without sound."""
    return [_say_piece(piece) for piece in pieces]


def _say_piece(piece: str) -> str:
    core = piece.strip("()[]{}\"“”‘’',;:?!").removesuffix(").")
    known = _WHOLE.get(core.lower())
    if known is not None:
        return known + _closing(piece)
    piece = _RANGE.sub(" to ", _PER.sub(" ", piece))
    piece = re.sub(r"(?<=[A-Za-z])\.(?=js\b)", " ", piece)
    words = "".join(_say_sign(sign) for sign in piece)
    words = re.sub(r"\bjs\b", "J S", words)
    words = re.sub(" +", " ", words).strip()
    return words if re.search(r"\w", words) else ""


def _closing(piece: str) -> str:
    last = piece.rstrip("\"”’')]}")[-1:]
    return last if last in ",;:?!" else ""


def _say_sign(sign: str) -> str:
    if is_syllable(sign):
        return _romanise(sign)
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign.isalnum() and sign.isascii():
        return sign
    return sign if sign in "'’-,.?!:;%$€£°" or sign.isalpha() else " "


def _romanise(syllable: str) -> str:
    lead, vowel, tail = split(syllable)
    return _LEADS[LEADS.index(lead)] + _VOWELS[VOWELS.index(vowel)] + _TAILS.get(tail, "t")
