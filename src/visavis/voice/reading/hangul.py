"""Standard Korean pronunciation between syllables, written in Hangul again: 합니다 → 함니다, 독립 → 동닙.

eSpeak links finals to following vowels itself but knows no assimilation. Rules after 표준 발음법 (National Institute of
Korean Language): 12 (ㅎ), 5 (ㅢ), 18–20 (nasals and ㄹ). Tensing (23–28) is left to the synthesiser.
"""

from __future__ import annotations

import re
from itertools import pairwise

LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST, _LAST = 0xAC00, 0xD7A3

_NASAL_OF = {
    **dict.fromkeys(("ㄱ", "ㄲ", "ㅋ", "ㄳ", "ㄺ"), "ㅇ"),
    **dict.fromkeys(("ㄷ", "ㅅ", "ㅆ", "ㅈ", "ㅊ", "ㅌ", "ㅎ"), "ㄴ"),
    **dict.fromkeys(("ㅂ", "ㅍ", "ㄼ", "ㄿ", "ㅄ"), "ㅁ"),
}
_AFTER_H = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅈ": "ㅊ", "ㅅ": "ㅆ"}
_WITHOUT_H = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}
_BEFORE_H = {
    "ㄱ": ("", "ㅋ"),
    "ㄺ": ("ㄹ", "ㅋ"),
    "ㅂ": ("", "ㅍ"),
    "ㄼ": ("ㄹ", "ㅍ"),
    "ㅈ": ("", "ㅊ"),
    "ㄵ": ("ㄴ", "ㅊ"),
    **dict.fromkeys(("ㄷ", "ㅅ", "ㅊ", "ㅌ"), ("", "ㅌ")),
}
_UI_NOUNS = frozenset(("회의", "강의", "주의", "협의", "정의", "문의", "동의", "논의", "합의", "건의", "결의", "편의"))

Syllable = list[str]
"""Lead, vowel and tail as compatibility jamo."""


def split(syllable: str) -> Syllable:
    """The jamo of one Hangul syllable: ``split("한") == ["ㅎ", "ㅏ", "ㄴ"]``."""
    code = ord(syllable) - _FIRST
    return [LEADS[code // 588], VOWELS[code % 588 // 28], TAILS[code % 28]]


def join(jamo: Syllable) -> str:
    """The syllable of a lead, a vowel and a tail ("" for none)."""
    return chr(_FIRST + (LEADS.index(jamo[0]) * 21 + VOWELS.index(jamo[1])) * 28 + TAILS.index(jamo[2]))


def is_syllable(sign: str) -> bool:
    return _FIRST <= ord(sign) <= _LAST


def pronounce(text: str) -> str:
    """Respell every run of Hangul in ``text`` as it is pronounced; other signs stay. Length is unchanged."""
    return re.sub("[가-힣]+", lambda run: _pronounce_run(run[0]), text)


def _pronounce_run(run: str) -> str:
    parts = [split(syllable) for syllable in run]
    for left, right in pairwise(parts):
        _meet(left, right)
    _simplify_ui(run, parts)
    return "".join(join(part) for part in parts)


def _meet(left: Syllable, right: Syllable) -> None:
    tail, lead = left[2], right[0]
    if tail in _WITHOUT_H and lead in _AFTER_H:
        left[2], right[0] = _WITHOUT_H[tail], _AFTER_H[lead]
    elif lead == "ㅎ" and tail in _BEFORE_H:
        left[2], right[0] = _BEFORE_H[tail]
        if tail in "ㄷㅌ" and right[1] == "ㅣ":
            right[0] = "ㅊ"
    elif lead in "ㄴㅁ" and tail in _NASAL_OF:
        left[2] = _NASAL_OF[tail]
    elif lead == "ㄹ":
        _meet_r(left, right)
    elif lead == "ㄴ" and tail in ("ㄹ", "ㄾ", "ㅀ"):
        left[2], right[0] = "ㄹ", "ㄹ"


def _meet_r(left: Syllable, right: Syllable) -> None:
    if left[2] == "ㄴ":
        left[2] = "ㄹ"
    elif left[2] in ("ㅁ", "ㅇ"):
        right[0] = "ㄴ"
    elif left[2] in _NASAL_OF:
        left[2], right[0] = _NASAL_OF[left[2]], "ㄴ"


def _simplify_ui(run: str, parts: list[Syllable]) -> None:
    """ㅢ is ㅣ after a consonant and inside a word; the particle 의 is 에."""
    for index, part in enumerate(parts):
        if part[1] != "ㅢ" or (index == 0 and part[0] == "ㅇ"):
            continue
        last = index == len(parts) - 1
        particle = last and run[index] == "의" and run[-2:] not in _UI_NOUNS
        part[1] = "ㅔ" if particle else "ㅣ"
