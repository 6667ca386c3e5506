"""The table that tells what became of each photo, as spreadsheets open it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

REPORT = "report.csv"
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    """What became of one photo. ``why``: why it was left as it is; figures are None then. ``note``: what to know of
    the result.

    ``like_model`` and ``like_others``: how alike its new face is to the model's portrait and, on average, to those of
    the other photos; ``outlier``: whether it stands out (shop.consistency). ``engine``: which one replaced it, and
    the SHA-256 of its imported weights where it has some.
    """

    photo: str
    made: str
    why: str = ""
    faces: int | None = None
    face: int | None = None
    yaw_deg: float | None = None
    glasses_kept: bool | None = None
    hidden_share: float | None = None
    skin_gap: float | None = None
    makeup: str | None = None
    like_model: float | None = None
    like_others: float | None = None
    outlier: bool | None = None
    seconds: float | None = None
    engine: str | None = None
    weights_sha256: str | None = None
    note: str = ""


def as_csv(lines: Iterable[Line]) -> str:
    """The table, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    table = csv.DictWriter(text, [field.name for field in fields(Line)])
    table.writeheader()
    table.writerows({name: _plain(value) for name, value in asdict(line).items()} for line in lines)
    return "\ufeff" + text.getvalue()


def _plain(value: object) -> object:
    """A file's name must not run as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULAS) else value
