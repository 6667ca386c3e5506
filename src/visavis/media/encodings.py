"""Text in the encodings that Korean and English files come in."""

from __future__ import annotations

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13}
STRAY = 0.01
"""More control characters than this share: no text."""
_USUAL = frozenset(
    "이다는을의에가고하지한도를기사로서인자은어나리대정그시아있보수전부제일해과원주으들만게성라장여적구년안공"
    "조면화유소동상연세위중생경선회신우치입니습요명김박최학교력무관문방업국개실발비내용계분행작현운심결진영재"
    "프트스드래터활팀"
)
"""The commonest syllables of Korean prose and forms."""
_LEAST_USUAL = 0.25
"""Of the letters beyond ASCII: Korean documents have 0.58 and more, Japanese and Chinese read as CP949 almost none."""
_TELLING = 12
"""Fewer letters may be rare ones: a name, a heading."""
_MOST_RARE = 0.1
"""Syllables that only CP949's extension holds (뷁): few in Korean, half and more in Shift-JIS read as CP949."""
_MOST_HANJA = 0.5
_MOST_WESTERN = 0.06
"""Of the bytes beyond ASCII: accents and curly quotes of English are fewer, letters of other scripts many more."""


def decode_text(data: bytes) -> str | None:
    """UTF-8, UTF-16 (with or without a mark), CP949, which holds EUC-KR, or Windows' Western (CP1252) with few letters
    beyond ASCII; None when it is no text in any of them."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp949" and not _is_korean(text):
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
    beyond = sum(byte > 127 for byte in data)
    return ("utf-8", "cp949", "cp1252") if beyond <= _MOST_WESTERN * len(data) else ("utf-8", "cp949")


def _is_korean(text: str) -> bool:
    """Whether what CP949 makes of bytes is Korean: Japanese, Chinese and Western encodings are valid CP949 as well."""
    letters = [letter for letter in text if not letter.isascii() and letter.isalpha()]
    syllables = [letter for letter in letters if "가" <= letter <= "힣"]
    rare = sum(len(letter.encode("euc_kr", "replace")) != len(letter.encode("cp949")) for letter in syllables)
    usual = sum(letter in _USUAL for letter in syllables)
    return (
        (not letters or rare < len(letters))
        and rare <= max(1, _MOST_RARE * len(letters))
        and len(letters) - len(syllables) <= _MOST_HANJA * len(letters)
        and (len(letters) < _TELLING or usual >= _LEAST_USUAL * len(letters))
    )
