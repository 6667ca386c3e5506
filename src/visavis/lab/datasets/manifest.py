"""The dataset as others read it: images/, sketches/, manifest.jsonl, manifest.json, rejected.csv and older manifests.

docs/datasets.md is the schema. Nothing in these files depends on when, where or in how many processes they were made.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import visavis
from visavis.lab.datasets.desk import Store
from visavis.lab.datasets.ledger import Entry
from visavis.lab.datasets.reasons import sentence

SCHEMA = 1
_FACTS = ("face_px", "yaw_deg", "pitch_deg", "roll_deg", "sharpness", "square", "hash")
_REJECTED = ("file", "code", "reason_ko", "reason_en", "sha256")


@dataclass(frozen=True)
class Terms:
    """What holds for pictures whose labels don't say otherwise; None: not stated, empty: taken back."""

    licence: str | None
    origin: str | None

    def or_else(self, earlier: Terms) -> Terms:
        """These, and the earlier ones where nothing is stated."""
        licence = earlier.licence if self.licence is None else self.licence
        return Terms(licence, earlier.origin if self.origin is None else self.origin)


def manifest_row(entry: Entry, terms: Terms) -> dict[str, Any]:
    """One line of manifest.jsonl."""
    facts, about = entry.facts, entry.about
    name = f"{facts['source_sha256'][:24]}.png"
    return {
        "file": f"images/{name}",
        "sha256": facts["crop_sha256"],
        "sketch": f"sketches/{name}" if facts["sketch_sha256"] else None,
        "sketch_sha256": facts["sketch_sha256"],
        "licence": about["licence"] or terms.licence,
        "origin": about["origin"] or terms.origin,
        "source": {
            "name": entry.name,
            "sha256": facts["source_sha256"],
            "bytes": facts["source_bytes"],
            "width_px": facts["width_px"],
            "height_px": facts["height_px"],
        },
        "labels": about["labels"],
        "face": {name: facts[name] for name in _FACTS},
    }


def write_rows(rows: Iterable[dict[str, Any]], path: Path) -> str:
    """Write rows as JSON lines; returns the file's SHA-256."""
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n"
            digest.update(line)
            file.write(line)
    return digest.hexdigest()


def write_rejected(rejected: Iterable[tuple[str, str, dict[str, Any]]], path: Path) -> None:
    """Write name, code and facts as a table with a sentence in both languages."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # the mark makes spreadsheets read Korean
        table = csv.writer(file)
        table.writerow(_REJECTED)
        for name, code, facts in rejected:
            reason = sentence(code, facts.get("detail", {}))
            table.writerow((_harmless(name), code, reason.ko, reason.en, facts.get("source_sha256", "")))


def _harmless(name: str) -> str:
    """A name that a spreadsheet doesn't take for a formula."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name


def lay_out(rows: Iterator[dict[str, Any]], store: Store, out: Path) -> None:
    """Make images/ and sketches/ hold exactly the files of the manifest, linked from the store where that works."""
    for kind in ("images", "sketches"):
        (out / kind).mkdir(exist_ok=True)
    wanted: set[str] = set()
    for row in rows:
        source = row["source"]["sha256"]
        for place, stored in ((row["file"], store.crop(source)), (row["sketch"], store.sketch(source))):
            if place is not None:
                wanted.add(place)
                _link(stored, out / place)
    for kind in ("images", "sketches"):
        for file in (out / kind).iterdir():
            if f"{kind}/{file.name}" not in wanted:
                file.unlink()
    if not any((out / "sketches").iterdir()):
        (out / "sketches").rmdir()


def _link(stored: Path, place: Path) -> None:
    if place.exists() and place.stat().st_size == stored.stat().st_size and os.path.samefile(place, stored):
        return
    draft = place.with_name(f".{place.name}")
    draft.unlink(missing_ok=True)
    try:
        os.link(stored, draft)
    except OSError:  # another disk, or one without hard links
        shutil.copyfile(stored, draft)
    draft.replace(place)


def publish(out: Path, draft: Path, head: dict[str, Any], content_sha256: str) -> dict[str, Any]:
    """Put the drafts manifest.jsonl and rejected.csv in place with their manifest.json, which comes last.

    The version is that of the manifest that is there when the content is the same, else the next; the older manifest
    moves to versions/.
    """
    before = read_head(out)
    version = 1
    if before is not None:
        same = before["content_sha256"] == content_sha256 and before["parameters"] == head["parameters"]
        version = before["version"] + (0 if same else 1)
    whole = {"schema": SCHEMA, "version": version, "tool": f"visavis {visavis.__version__}"}
    whole |= {"content_sha256": content_sha256} | head
    if before is not None and version != before["version"]:
        _set_aside(out, before["version"])
    (draft / "manifest.json").write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", "utf-8")
    for name in ("rejected.csv", "manifest.jsonl", "manifest.json"):
        (draft / name).replace(out / name)
    return whole


def read_head(out: Path) -> dict[str, Any] | None:
    """The manifest.json that is there; None before the first one."""
    path = out / "manifest.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else None


def _set_aside(out: Path, version: int) -> None:
    older = out / "versions"
    older.mkdir(exist_ok=True)
    for name in ("manifest.jsonl", "manifest.json"):
        copy = older / f"{version:04d}-{name}"
        shutil.copyfile(out / name, copy.with_name(f".{copy.name}"))
        copy.with_name(f".{copy.name}").replace(copy)
