"""Weights that users imported: a folder ``KIND/NAME`` for each, with its import.json (docs/models-import.md)."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from visavis.kit.errors import NotFound
from visavis.kit.text import Text
from visavis.media.sandbox import carry

RECORD = "import.json"
_FORBIDS_BUSINESS = re.compile(r"\bnc\b|non[- ]?commercial|research (use )?only|비상업", re.IGNORECASE)


class ModelNotFound(NotFound):
    """Nothing was imported under this name."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(
            Text(
                ko="'{n}' 이름으로 가져온 모델이 없습니다. 가져온 모델: {k}",
                en="No model was imported as '{n}'. Imported: {k}.",
            ).fill(n=name, k=", ".join(known) or "–")
        )


@dataclass(frozen=True)
class Imported:
    """One imported model; ``record`` is what its import.json says, empty where that can't be read."""

    kind: str
    name: str
    folder: Path
    record: Mapping[str, Any] = field(repr=False)

    @property
    def licence(self) -> str:
        """That of its card, or as its importer named it where the card leaves it open."""
        return str(self.record.get("licence", "?"))

    @property
    def non_commercial(self) -> bool:
        """Whether its record says so; where it says nothing, whether the name of its licence does."""
        told = self.record.get("non_commercial")
        return told if isinstance(told, bool) else forbids_business(self.licence)

    @property
    def source_sha256(self) -> str | None:
        """Of the published file that it came from; None where the record doesn't tell."""
        told = self.record.get("source_sha256")
        return told if isinstance(told, str) else None

    @property
    def size_px(self) -> str:
        """The side of its pictures, as text."""
        shape = self.record.get("shape")
        return str(shape.get("size_px", "?")) if isinstance(shape, dict) else "?"

    @property
    def size_bytes(self) -> int:
        return sum(file.stat().st_size for file in self.folder.iterdir())


def forbids_business(licence: str) -> bool:
    """Whether the name of a licence says that it is for non-commercial use only."""
    return _FORBIDS_BUSINESS.search(licence) is not None


def list_imported(models: Path | None, kind: str | None = None) -> list[Imported]:
    """Everything in the folder, or what is of one kind, by kind and name."""
    if models is None:
        return []
    records = sorted(models.glob(f"{kind or '[!.]*'}/[!.]*/{RECORD}"))
    return [Imported(path.parts[-3], path.parts[-2], path.parent, _read(path)) for path in records]


def find_imported(models: Path | None, name: str, kind: str | None = None) -> Imported:
    """Raises ModelNotFound."""
    held = list_imported(models, kind)
    for one in held:
        if one.name == name:
            return one
    raise ModelNotFound(name, [one.name for one in held])


def remove_imported(model: Imported) -> None:
    """Delete its files; no half of a model is ever seen."""
    gone = model.folder.with_name(f".{model.name}.gone")
    shutil.rmtree(gone, ignore_errors=True)
    model.folder.rename(gone)
    shutil.rmtree(gone)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        record = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


@dataclass(frozen=True)
class Library:
    """Where imported models lie, if anywhere, and which one of a kind serves where that was said."""

    models: Path | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)


_library = Library()


def use_library(library: Library) -> None:
    """Said by whoever composes the program; engines that serve imported models look there, in child processes too."""
    global _library
    _library = library
    carry("library", use_library, library)


def library() -> Library:
    """As composed; before that, an empty one."""
    return _library
