"""Text as spoken, with the way back to the text as written."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from visavis.kit.text import Language
from visavis.voice.reading import english, korean


@dataclass(frozen=True)
class Spoken:
    """``text`` to hand to a synthesiser; ``pieces`` the words as written; ``offsets`` where each begins in ``text``."""

    text: str
    pieces: tuple[str, ...]
    offsets: tuple[int, ...]

    def piece_at(self, position: int) -> int | None:
        """The index of the written piece that the spoken character at ``position`` came from."""
        if not 0 <= position < len(self.text):
            return None
        index = bisect_right(self.offsets, position) - 1
        return index if index >= 0 else None

    def said(self, piece: int) -> str:
        """The spoken words of one written piece; "" for one without sound."""
        stops = [*self.offsets[1:], len(self.text)]
        return self.text[self.offsets[piece] : stops[piece]].strip()


def read_out(text: str, language: Language) -> Spoken:
    """How ``text`` is read aloud: numbers, units, abbreviations and foreign letters become words of ``language``.

    Pieces are the parts between white space; one that has no sound (a lone dash) belongs to no spoken word.
    """
    pieces = [piece for piece in re.split(r"\s+", text) if piece]
    said = korean.say(pieces) if language == "ko" else english.say(pieces)
    spoken, offsets = "", []
    for words in said:
        offsets.append(len(spoken))
        spoken += words + " " if words else ""
    return Spoken(spoken.rstrip(), tuple(pieces), tuple(offsets))
