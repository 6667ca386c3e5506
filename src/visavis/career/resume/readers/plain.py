"""Plain text in the encodings that Korean and English applicants have."""

from __future__ import annotations

from visavis.career.resume.errors import GarbledText, NotADocument
from visavis.career.resume.readers.laid import Laid, laid

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13}
_STRAY = 0.01
"""More control characters than this share: no text."""


def read(data: bytes) -> Laid:
    """UTF-8, UTF-16 (with or without a mark) or CP949, which holds EUC-KR. Raises GarbledText or NotADocument."""
    return laid(decode(data).split("\n"))


def decode(data: bytes) -> str:
    """The text. Raises GarbledText or NotADocument."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if sum(ord(letter) in _CONTROLS for letter in text) > _STRAY * len(text):
            raise NotADocument
        return text
    raise NotADocument if _is_binary(data) else GarbledText


def _encodings(data: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return (encoding,)
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    # Digits, spaces and line ends of UTF-16 have a zero on one side; on the other few syllables do (가 is AC00).
    if max(even, odd) > 0.05 * len(head) / 2 and min(even, odd) <= max(even, odd) / 4:
        return ("utf-16-be" if even > odd else "utf-16-le",)
    return ("utf-8", "cp949")


def _is_binary(data: bytes) -> bool:
    head = data[:4096]
    return sum(byte in _CONTROLS for byte in head) > _STRAY * len(head)
