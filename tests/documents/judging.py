"""How well a sheet was read: every section, key and value is found, missed, or found where nothing is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.documents.sheets import Sheet

from visavis.career.resume import Resume


@dataclass
class Tally:
    """Counts of one field over documents."""

    right: int = 0
    found: int = 0
    true: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.right / self.true if self.true else None


@dataclass
class Judgement:
    """One document: what was missed and what was made of nothing."""

    sheet: Sheet
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    extra: list[tuple[str, str, str]] = field(default_factory=list)


def alike(value: str) -> str:
    """What counts when two values are compared: letters and digits, whatever the spaces and the case."""
    return re.sub(r"[\s.,;:·•]+", "", value).lower()


def pairs_of(resume: Resume) -> list[tuple[str, str, str]]:
    return [(entry.section, one.key, one.value) for entry in resume.entries for one in entry.fields]


def judge(sheet: Sheet, resume: Resume) -> Judgement:
    true = Counter((section, key, alike(value)) for section, key, value in sheet.pairs())
    found = Counter((section, key, alike(value)) for section, key, value in pairs_of(resume))
    return Judgement(sheet, sorted((true - found).elements()), sorted((found - true).elements()))


def tally(read: Iterable[tuple[Sheet, Resume]]) -> dict[tuple[str, str], Tally]:
    """Counts by section and key."""
    counts: dict[tuple[str, str], Tally] = {}
    for sheet, resume in read:
        true = Counter((section, key, alike(value)) for section, key, value in sheet.pairs())
        found = Counter((section, key, alike(value)) for section, key, value in pairs_of(resume))
        for part, name in ((true, "true"), (found, "found"), (true & found, "right")):
            for (section, key, _), count in part.items():
                one = counts.setdefault((section, key), Tally())
                setattr(one, name, getattr(one, name) + count)
    return counts


def grouped(read: Iterable[tuple[Sheet, Resume]]) -> tuple[int, int]:
    """How many true entries have all their fields together in one entry that was read, and how many there are."""
    right = total = 0
    for sheet, resume in read:
        for section, fields in sheet.truth:
            wanted = {
                (key, alike(value))
                for key, values in fields.items()
                for value in ([values] if isinstance(values, str) else values)
            }
            total += 1
            right += any(
                wanted <= {(one.key, alike(one.value)) for one in entry.fields}
                for entry in resume.entries
                if entry.section == section
            )
    return right, total
