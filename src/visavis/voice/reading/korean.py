"""Korean as it is read aloud."""

from __future__ import annotations

import re

from visavis.voice.reading.hangul import pronounce
from visavis.voice.reading.numbers_ko import say_number, sino
from visavis.voice.reading.terms import say_latin, table

_PART = re.compile(
    r"(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|0\d+(?:-\d+)+|\d+(?:-\d+){2,}|\d+\.\d+|\d+)"
    r"|(?P<name>C\+\+|c\+\+|[CF]#|\.NET|[A-Za-z][0-9][A-Za-z]|[A-Za-z]+)"
    r"|(?P<sign>.)"
)
_NAMES = {"c++": "씨플러스플러스", "c#": "씨샵", "f#": "에프샵", ".net": "닷넷"}
_BETWEEN_NUMBERS = {"~": "에서 ", "–": "에서 ", "-": "에서 ", ":": " 대 ", "/": " 슬래시 ", "×": " 곱하기 "}
_SIGNS = {
    "%": " 퍼센트",
    "℃": " 도",
    "°": " 도",
    "&": " 앤드 ",
    "+": " 플러스 ",
    "=": " 는 ",
    "@": " 골뱅이 ",
    "#": " 샵 ",
    "$": " 달러 ",
    "€": " 유로 ",
    "₩": "",
    "→": ", ",
    "·": ", ",
    "/": ", ",
}
_CURRENCY_FIRST = re.compile(r"([$€₩])\s?(\d(?:[\d,]*\d)?(?:\.\d+)?)([만억조천백]*)")
_CURRENCY = {"$": "달러", "€": "유로", "₩": "원"}
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})\b")
_DATE = re.compile(r"\b(\d{4})[-./](\d{1,2})[-./](\d{1,2})\b")
_LIST_NUMBER = re.compile(r"(\d{1,2})[.)]")


def say(pieces: list[str]) -> list[str]:
    """The spoken form of each written piece, in Hangul respelled to its pronunciation; "" for one without sound."""
    return [pronounce(_say_piece(piece, follower)) for piece, follower in zip(pieces, [*pieces, ""][1:], strict=True)]


def _say_piece(piece: str, follower: str) -> str:
    piece = _rewrite(piece)
    words, end = "", 0
    while end < len(piece):
        part = _PART.match(piece, end)
        if part is None:
            break
        before, end = piece[:end], part.end()
        rest = piece[end:]
        if part["number"]:
            words += say_number(part["number"], f"{rest} {follower}")
        elif part["name"]:
            words += _say_name(part["name"], before)
        else:
            words += _say_sign(part["sign"], before, rest)
    words = re.sub(" +", " ", words).strip()
    return words if re.search(r"\w", words) else ""


def _rewrite(piece: str) -> str:
    """Dates, times and money into the order in which they are said."""
    piece = _DATE.sub(lambda d: f"{d[1]}년 {int(d[2])}월 {int(d[3])}일", piece)
    piece = _TIME.sub(lambda t: f"{int(t[1])}시" + (f" {int(t[2])}분" if int(t[2]) else ""), piece)
    piece = _CURRENCY_FIRST.sub(lambda money: f"{money[2]}{money[3]}{_CURRENCY[money[1]]}", piece)
    listed = _LIST_NUMBER.fullmatch(piece)
    return f"{sino(int(listed[1]))}번," if listed else piece


def _say_name(name: str, before: str) -> str:
    low = name.lower()
    if before[-1:].isdigit() and low in table("units"):
        return " " + table("units")[low]
    said = _NAMES.get(low) or say_latin(name)
    return re.sub(r"\d", lambda digit: sino(int(digit[0])), said)


def _say_sign(sign: str, before: str, rest: str) -> str:
    if before[-1:].isdigit() and rest[:1].isdigit() and sign in _BETWEEN_NUMBERS:
        return _BETWEEN_NUMBERS[sign]
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign == "." and rest[:1].isalnum():
        return " "
    if sign.isalpha() or sign in ",.?!'":
        return sign
    return {"…": ",", "~": "", ":": ",", ";": ",", "。": ".", "、": ",", "？": "?", "！": "!"}.get(sign, " ")
