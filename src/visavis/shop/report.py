"""The table that tells what became of each photo, as spreadsheets open it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace

from visavis.media.provenance import Maker
from visavis.shop.tables import Photo

REPORT = "report.csv"
STEPS = ("face", "detail", "makeup")
"""Of a result, each by an engine."""
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    """What became of one photo. ``why``: why it was left as it is; figures are None then. ``note``: what to know of
    the result.

    ``like_model`` and ``like_others``: how alike its new face is to the model's portrait and, on average, to those of
    the other photos; ``outlier``: whether it stands out (shop.consistency). ``engine`` and ``weights_sha256``: who put
    the face in, and the network of that engine; the same of what was added to it.
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
    detail_engine: str | None = None
    detail_weights_sha256: str | None = None
    makeup_engine: str | None = None
    makeup_weights_sha256: str | None = None


def made_by(line: Line, makers: Mapping[str, Maker]) -> Line:
    """The line with who made the ``face``, the ``detail`` and the ``makeup``."""
    told: dict[str, str | None] = {}
    for step, maker in makers.items():
        prefix = _prefix(step)
        told |= {f"{prefix}engine": maker.engine, f"{prefix}weights_sha256": maker.weights_sha256}
    return replace(line, **told)  # type: ignore[arg-type]


def makers_in(row: Mapping[str, str | None]) -> list[tuple[str, Maker]]:
    """The same read from a row of the table, of an earlier version's, too."""
    found = []
    for step in STEPS:
        prefix = _prefix(step)
        if name := row.get(f"{prefix}engine"):
            found.append((step, Maker(name, row.get(f"{prefix}weights_sha256") or None)))
    return found


def _prefix(step: str) -> str:
    return "" if step == "face" else f"{step}_"


def makers_of(photo: Photo) -> dict[str, Maker]:
    """Who made the ``face``, the ``detail`` and the ``makeup`` of a result; empty for those of earlier versions."""
    return {step: Maker(str(told["engine"]), told["weights_sha256"]) for step, told in (photo.made_by or {}).items()}


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
