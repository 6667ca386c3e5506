"""Korean particles after words that are known only when a text is filled: '은(는)' becomes 은 or 는.

Which one is right hangs on whether the word before ends in a consonant when it is read aloud. Hangul tells it. Digits
are read in Sino-Korean, % as 퍼센트, Latin letters by their names where they make no word (png: 피엔지), else by the
rules of loanword orthography (외래어 표기법, chapter 3, section 1) as far as spelling shows them: l, m, n, ng, and a
stop after one short vowel.
"""

from __future__ import annotations

import re
import unicodedata

_PAIRS = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "와(과)": ("과", "와"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)": ("이", ""),
}
_AFTER_BLANK = re.compile(r"(\{[^{}]*\})([’”'\"」』)\]]*)(" + "|".join(re.escape(pair) for pair in _PAIRS) + ")")
_CLOSED_DIGITS = "013678"
"""영, 일, 삼, 육, 칠, 팔; ten, hundred and thousand (십, 백, 천), which end in 0, are closed too."""
_CLOSED_WORD = re.compile(r"(?:[lmn]e?|ng|ook|(?:^|[^aeiou])[aeiou](?:ck|[bckpt]))$")
_CLOSED_NAMES = "lmnr"
"""엘, 엠, 엔, 알."""


def with_particles(text: str, values: dict[str, object]) -> str:
    """A Korean text with {placeholders} in which every pair of particles behind one is resolved for its value.

    >>> with_particles("'{f}'을(를) 읽을 수 없습니다.", {"f": "사진"})
    "'{f}'을 읽을 수 없습니다."
    """
    return _AFTER_BLANK.sub(lambda found: found[1] + found[2] + choose(found[1].format(**values), found[3]), text)


def choose(word: str, pair: str) -> str:
    """The particle of a pair such as '은(는)' that follows the word."""
    closed, open_ = _PAIRS[pair]
    if pair == "(으)로" and _ends_in_rieul(word):
        return open_
    return closed if ends_in_consonant(word) else open_


def ends_in_consonant(word: str) -> bool:
    """Whether the word, read aloud in Korean, ends in a consonant."""
    read = _ending(word)
    if not read:
        return False
    if read[-1].isdigit():
        return read[-1] in _CLOSED_DIGITS
    if _is_syllable(read[-1]):
        return (ord(read[-1]) - ord("가")) % 28 != 0
    if read.isupper() or not re.search("[aeiouy]", read):
        return read[-1].casefold() in _CLOSED_NAMES
    return bool(_CLOSED_WORD.search(read.casefold()))


def _ends_in_rieul(word: str) -> bool:
    read = _ending(word)
    if read and _is_syllable(read[-1]):
        return (ord(read[-1]) - ord("가")) % 28 == 8
    return read[-1:] in ("1", "7", "8") or bool(re.search("le?$|^[LR]$|[A-Z][LR]$", read))


def _ending(word: str) -> str:
    """The last run of Latin letters, or the last syllable or digit; what stands behind it isn't read."""
    found = re.findall(r"[A-Za-z]+|[가-힣]|[0-9]", unicodedata.normalize("NFC", word).replace("%", "퍼센트"))
    return found[-1] if found else ""


def _is_syllable(letter: str) -> bool:
    return "가" <= letter <= "힣"
