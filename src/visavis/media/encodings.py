"""Text in the encodings that Korean and English files come in."""

from __future__ import annotations

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13}
STRAY = 0.01
"""More control characters than this share: no text."""


def decode_text(data: bytes) -> str | None:
    """UTF-8, UTF-16 (with or without a mark) or CP949, which holds EUC-KR; None when it is no text in any of them."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if sum(ord(letter) in CONTROLS for letter in text) > STRAY * len(text) else text
    return None


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
