"""Taking fields out of the pieces of a line."""

from __future__ import annotations

import re

from visavis.career.resume.confidence import PATTERN, PLACED
from visavis.career.resume.dates import find_date
from visavis.career.resume.drafting import Draft, date_key
from visavis.career.resume.marks import COUNTRY, STATE
from visavis.career.resume.pieces import Piece


class Picking:
    """Takes fields out of the pieces of a line, the surest first."""

    def __init__(self, draft: Draft, pieces: list[Piece]) -> None:
        self.draft, self.pieces = draft, pieces

    def take(self, key: str, pattern: re.Pattern[str], confidence: float, group: str | int = 0) -> bool:
        """The first match becomes a field; what stands around it stays."""
        for index, piece in enumerate(self.pieces):
            found = pattern.search(piece.text)
            if found and found[0]:
                self.draft.add(piece.group(found, group).trimmed(), key, confidence)
                self.pieces[index : index + 1] = piece.without(found)
                return True
        return False

    def take_whole(self, key: str, pattern: re.Pattern[str], confidence: float) -> bool:
        """The first piece in which the pattern is found becomes a field."""
        for index, piece in enumerate(self.pieces):
            if pattern.search(piece.text):
                self.draft.add(self.pieces.pop(index), key, confidence)
                return True
        return False

    def take_date(self) -> None:
        for index, piece in enumerate(self.pieces):
            found = find_date(piece.text)
            if found:
                self.draft.add(piece.group(found[0]), date_key(self.draft.section), PATTERN, found[1])
                self.pieces[index : index + 1] = piece.without(found[0])
                return

    def part_last(self, pattern: re.Pattern[str]) -> None:
        """Part the last word of a lone Korean piece, where the pattern knows it: 정보처리기사 한국산업인력공단."""
        if len(self.pieces) == 1:
            whole, _, last = self.pieces[0].text.rpartition(" ")
            if whole and pattern.search(last) and re.search(r"[가-힣]", last):
                piece = self.pieces[0]
                self.pieces = [piece.cut(0, len(whole)), piece.cut(len(whole))]

    def first(self, key: str, confidence: float = PLACED) -> None:
        """What is left first, unless the entry has such a field already."""
        if self.pieces and not self.draft.has(key):
            self.draft.add(self.pieces.pop(0), key, confidence)

    def drop_towns(self) -> None:
        """Leave out "Mountain View, CA": what stands before a state or a country, and that."""
        for index in range(len(self.pieces) - 1, 1, -1):
            if STATE.fullmatch(self.pieces[index].text) or COUNTRY.fullmatch(self.pieces[index].text):
                del self.pieces[index - 1 : index + 1]
                return

    def drop(self, pattern: re.Pattern[str]) -> None:
        """Leave out pieces that are nothing but this."""
        self.pieces = [piece for piece in self.pieces if not pattern.fullmatch(piece.text)]
