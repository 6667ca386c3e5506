"""Korean numbers as words: Sino-Korean by default, native before the counters that ask for it."""

from __future__ import annotations

import re

_DIGITS = "영일이삼사오육칠팔구"
_SMALL = ("", "십", "백", "천")
_LARGE = ("", "만", "억", "조", "경")
_NATIVE_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_BEFORE_COUNTER = {"하나": "한", "둘": "두", "셋": "세", "넷": "네"}
_NATIVE = re.compile(
    r"\s?(?:개(?!월|국|년|소)|명|살|시(?!즌|리)|번째|번(?!\s?(?:문제|문항|질문|출구))|가지|마리|권|장|잔|병|벌|달(?!러)|군데|사람"
    r"|곳|차례|배|대(?!\s?\d))"
)
_DECADES = re.compile(r"\s?대")
_DIGIT_BY_DIGIT = re.compile(r"0\d+|\d+(?:-\d+){2,}")
_MONTHS = {"6": "유", "10": "시"}


def say_number(written: str, following: str = "") -> str:
    """``written`` ("3", "1,200", "3.5", "010-1234-5678") in Korean words before the text ``following``.

    >>> say_number("3", "개"), say_number("3", "개월"), say_number("20", "살"), say_number("3.5")
    ('세 ', '삼', '스무 ', '삼 점 오')
    """
    plain = written.replace(",", "")
    if _DIGIT_BY_DIGIT.fullmatch(plain):
        return " ".join("".join("공" if d == "0" else _DIGITS[int(d)] for d in part) for part in plain.split("-"))
    if "." in plain:
        whole, fraction = plain.split(".", 1)
        return f"{sino(int(whole))} 점 {''.join(_DIGITS[int(d)] for d in fraction)}"
    if following.startswith("월") and plain in _MONTHS:
        return _MONTHS[plain]
    value = int(plain)
    if value == 1 and following.startswith("번째"):
        return "첫 "
    if value % 10 == 0 and _DECADES.match(following):
        return sino(value)
    if _NATIVE.match(following) and 1 <= value <= 99:
        return native(value) + " "
    return sino(value)


def sino(value: int) -> str:
    """Sino-Korean words of 0 … 10²⁰: ``sino(2026) == "이천이십육"``; larger numbers digit by digit."""
    if value == 0:
        return "영"
    if value >= 10**20:
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    groups, index = [], 0
    while value:
        value, group = divmod(value, 10_000)
        if group:
            groups.append(_group(group, bare=index == 1) + _LARGE[index])
        index += 1
    return " ".join(reversed(groups))


def native(value: int) -> str:
    """Native words of 1 … 99 as they stand before a counter: ``native(21) == "스물한"``, ``native(20) == "스무"``."""
    if value == 20:
        return "스무"
    ones = _NATIVE_ONES[value % 10]
    return _NATIVE_TENS[value // 10] + _BEFORE_COUNTER.get(ones, ones)


def _group(value: int, bare: bool) -> str:
    """A number below 10,000; ``bare``: a lone 1 is left out, as in 만."""
    if value == 1 and bare:
        return ""
    words = ""
    for place, digit in zip((3, 2, 1, 0), f"{value:04d}", strict=True):
        if digit != "0":
            words += ("" if digit == "1" and place else _DIGITS[int(digit)]) + _SMALL[place]
    return re.sub("(?<=[십백천])육", "뉵", words)  # ㄴ is inserted: 십육 is said 심뉵
