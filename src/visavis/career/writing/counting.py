"""Lengths as application forms count them."""

from __future__ import annotations

from dataclasses import dataclass

LIMITS = (500, 700, 1000)


@dataclass(frozen=True)
class Count:
    """``characters`` are Unicode code points as typed, a line break is one; ``euc_kr_bytes``: ASCII one,
    everything else two, whether or not EUC-KR really has it (that is how Korean forms count "bytes")."""

    characters: int
    without_spaces: int
    utf8_bytes: int
    euc_kr_bytes: int


def count(text: str) -> Count:
    """Line breaks count one in every measure, however they are stored."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    ascii_chars = sum(char < "\x80" for char in lines)
    return Count(
        characters=len(lines),
        without_spaces=sum(not char.isspace() for char in lines),
        utf8_bytes=len(lines.encode("utf-8", "surrogatepass")),
        euc_kr_bytes=ascii_chars + 2 * (len(lines) - ascii_chars),
    )
