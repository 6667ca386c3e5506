"""What was stated of a dataset's source in an earlier run holds on until something else is stated."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from visavis.lab.datasets.manifest import Terms

_FILE = "stated.json"


def made_of(workshop: Path) -> Path | None:
    """The source of the last whole run; None where none is known."""
    told = _kept(workshop).get("source")
    return None if told is None else Path(told)


def read_stated(workshop: Path, source: Path) -> Terms:
    """What an earlier run with the same source stated; of other sources it says nothing."""
    kept = _kept(workshop)
    if kept.get("source") != _told(source):
        return Terms(None, None)
    return Terms(kept["licence"], kept["origin"])


def write_stated(workshop: Path, source: Path, terms: Terms) -> None:
    """Keep it for the runs that follow."""
    draft = workshop / f".{_FILE}"
    draft.write_text(json.dumps({"source": _told(source), **asdict(terms)}, ensure_ascii=False), "utf-8")
    draft.replace(workshop / _FILE)


def _kept(workshop: Path) -> dict[str, Any]:
    path = workshop / _FILE
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def _told(source: Path) -> str:
    return str(source.resolve())
