"""The consent that a voice needs before it may be copied: read aloud by its owner, with the day and a made-up number.

The number makes it a recording for this purpose: an old one of the same person doesn't hold it. The recording is proof
and pattern at once, so nobody's voice can be copied but that of whoever is heard agreeing.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import Literal

from visavis.kit.text import Language, Text

Whose = Literal["self", "other"]

_STATEMENT = Text(
    ko="저는 {name}입니다. 오늘은 {year}년 {month}월 {day}일이고, 확인 번호는 {digits}입니다. "
    "제 목소리를 비자비에서 복제하여 면접 연습에 사용하는 데 동의합니다. 이 동의는 언제든지 거둘 수 있습니다.",
    en="My name is {name}. Today is {month_name} {day}, {year}, and my check number is {digits}. "
    "I agree that my voice is copied in Visavis and used for interview practice. "
    "I can take this consent back at any time.",
)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DIGITS = 4


def make_statement(name: str, language: Language, on: date) -> str:
    """What ``name`` is to read aloud; another number each time."""
    digits = " ".join(str(secrets.randbelow(10)) for _ in range(_DIGITS))
    return _STATEMENT.fill(
        name=name, year=on.year, month=on.month, month_name=_MONTHS[on.month - 1], day=on.day, digits=digits
    ).in_language(language)
