"""Korean: morphemes with Kiwi, so that 그 before a noun is not taken for a filler."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from visavis.language import english
from visavis.language.values import Filler

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, Token

_FILLER = re.compile(r"어+|음+|으음+|그+|뭐+|아+|에+|저+|저기|으+|엄+|흠+")
"""네, 예 and 아니요 are answers, so they are not here; nor are 이제, 약간 and 좀, which often mean something."""

_CONTENT = ("NNG", "NNP", "VV", "VA", "MAG", "SL", "XR")
_EVERYDAY = {
    "하다",
    "되다",
    "있다",
    "없다",
    "같다",
    "보다",
    "이렇다",
    "그렇다",
    "때",
    "말",
    "가다",
    "오다",
    "위하다",
    "대하다",
    "통하다",
}
"""Verbs and nouns that carry grammar more than meaning: repeating them is no habit."""


def read(text: str) -> tuple[tuple[Filler, ...], list[str]]:
    """The fillers of the text, and its content words in dictionary form, in order."""
    tokens = kiwi().tokenize(text)
    fillers = tuple(
        Filler(t.form, t.start, t.start + t.len) for i, t in enumerate(tokens) if _is_filler(t, tokens[i + 1 : i + 2])
    )
    content = [_dictionary_form(t) for t in tokens if t.tag.split("-")[0] in _CONTENT]
    return fillers, [word for word in content if word not in _EVERYDAY]


def count_syllables(word: str) -> int:
    """Spoken syllables of one written word: Hangul one each, numerals read in Sino-Korean, Latin letters read out.

    Native numerals (세 명 written 3명) have about as many syllables, so the error is under one syllable a numeral.
    """
    hangul = sum("가" <= c <= "힣" for c in word)
    numbers = sum(_number_syllables(m) for m in re.findall(r"\d+(?:[.,]\d+)*", word))
    latin = sum(_latin_syllables(m) for m in re.findall(r"[A-Za-z]+", word))
    percent = 3 * word.count("%")  # 퍼센트
    return hangul + numbers + latin + percent


@lru_cache(maxsize=1)
def kiwi() -> Kiwi:
    """The analyser, loaded on first use and kept."""
    from kiwipiepy import Kiwi  # loads 90 MB: only when Korean is read

    return Kiwi(num_workers=1)


def _is_filler(token: Token, following: list[Token]) -> bool:
    if token.tag != "IC" or not _FILLER.fullmatch(token.form):
        return False
    # 뭐 straight before a verb asks "what" (뭐 먹을까), whatever the tagger says
    return not (token.form == "뭐" and following and following[0].tag.startswith("VV"))


def _dictionary_form(token: Token) -> str:
    form = str(token.form)
    return form + "다" if token.tag.startswith(("VV", "VA")) else form


def _number_syllables(digits: str) -> int:
    whole, _, fraction = digits.replace(",", "").partition(".")
    return _whole_syllables(whole) + (1 + len(fraction) if fraction else 0)  # 소수점은 '점'과 숫자 하나씩


def _whole_syllables(digits: str) -> int:
    """만 단위로 끊어 읽는 한자어 수사: 12,345 = 만 이천삼백사십오."""
    number = digits.lstrip("0")
    if not number or len(number) > 16:
        return len(digits)
    groups = [number[max(0, end - 4) : end] for end in range(len(number), 0, -4)]
    return sum(_group_syllables(g, tens_of_thousands=i) for i, g in enumerate(groups))


def _group_syllables(group: str, tens_of_thousands: int) -> int:
    if not int(group):
        return 0
    if int(group) == 1 and tens_of_thousands == 1:
        return 1  # 만, never 일만
    units = len(group)
    read_digits = sum(
        (1 if place == 0 else 1 + (digit != "1"))
        for place, digit in zip(range(units - 1, -1, -1), group, strict=True)
        if digit != "0"
    )
    return read_digits + (1 if tens_of_thousands else 0)


def _latin_syllables(letters: str) -> int:
    if letters.isupper() or not re.search(r"[aeiouyAEIOUY]", letters):
        return sum(_LETTER_NAMES.get(c, 1) for c in letters.upper())
    return english.count_syllables(letters)


_LETTER_NAMES = {
    "A": 2,
    "F": 2,
    "H": 3,
    "I": 2,
    "J": 2,
    "K": 2,
    "L": 1,
    "M": 1,
    "N": 1,
    "R": 1,
    "S": 2,
    "W": 4,
    "X": 2,
    "Y": 2,
    "Z": 2,
}
"""Syllables of the letters' Korean names (에이, 에프, 에이치 …); all others have one."""
