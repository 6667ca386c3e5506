"""Lengths as application forms count them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Measure = Literal["with_spaces", "without_spaces", "utf8_bytes", "euc_kr_bytes"]
LIMITS = (500, 700, 1000)


@dataclass(frozen=True)
class Limit:
    """How much an item may hold; counted as the form that asks for it counts."""

    most: int
    measure: Measure


@dataclass(frozen=True)
class Count:
    """``characters`` are Unicode code points as typed, a line break is one; ``euc_kr_bytes``: ASCII one,
    everything else two, whether or not EUC-KR really has it (that is how Korean forms count "bytes")."""

    characters: int
    without_spaces: int
    utf8_bytes: int
    euc_kr_bytes: int

    def in_measure(self, measure: Measure) -> int:
        found: dict[Measure, int] = {
            "with_spaces": self.characters,
            "without_spaces": self.without_spaces,
            "utf8_bytes": self.utf8_bytes,
            "euc_kr_bytes": self.euc_kr_bytes,
        }
        return found[measure]


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
