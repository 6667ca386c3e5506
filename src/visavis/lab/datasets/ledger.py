"""What the line knows between two runs: an SQLite file in the dataset's folder.

Every verdict is written as soon as it is known, so that a run that was cut off goes on where it was; and whatever
grows with the number of pictures lies here instead of in memory.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from visavis.lab.datasets.tree import Item

KEPT = "kept"
_TABLES = """
CREATE TABLE IF NOT EXISTS records (name TEXT PRIMARY KEY, stamp TEXT, verdict TEXT, facts TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS present (
    name TEXT PRIMARY KEY, stamp TEXT, path TEXT, entry INTEGER, bytes INTEGER, refusal TEXT, about TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS left_out (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_LABELS = "CREATE TABLE labels (key TEXT PRIMARY KEY, facts TEXT, told_by TEXT, used INTEGER) WITHOUT ROWID"
_JOIN = "FROM present JOIN records USING (name, stamp)"


@dataclass(frozen=True)
class Verdict:
    """What became of one item: ``verdict`` is 'kept' or the code of a reason; ``facts`` are plain values."""

    item: Item
    verdict: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One picture with its verdict and what its layout says of it (see layouts.About)."""

    name: str
    verdict: str
    facts: dict[str, Any]
    about: dict[str, Any]


class Ledger:
    """Not to be shared between processes: one run holds it."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(_TABLES)

    def begin_scan(self) -> None:
        """Forget what was present in the last run; verdicts stay."""
        self._db.execute("DELETE FROM present")
        self._db.execute("DELETE FROM left_out")
        self._db.execute("DROP TABLE IF EXISTS labels")
        self._db.execute(_LABELS)

    def add_present(self, item: Item, about: dict[str, Any]) -> None:
        row = (item.name, item.stamp, item.path, item.entry, item.size_bytes, item.refusal, _text(about))
        self._db.execute("INSERT OR REPLACE INTO present VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def add_left_out(self, name: str) -> None:
        """Note a file that is there but not wanted this time; its verdict is kept for another."""
        self._db.execute("INSERT OR REPLACE INTO left_out VALUES (?)", (name,))

    def put_labels(self, told_by: str, labels: Iterable[tuple[str, dict[str, str]]]) -> None:
        """Note what the label file ``told_by`` says."""
        rows = ((key, _text(facts), told_by) for key, facts in labels)
        self._db.executemany("INSERT OR REPLACE INTO labels VALUES (?, ?, ?, 0)", rows)

    def claim_labels(self, key: str) -> dict[str, str] | None:
        """What label files say under a key; they are of use from now on."""
        found = self._db.execute("SELECT facts FROM labels WHERE key = ?", (key,)).fetchone()
        if found is None:
            return None
        self._db.execute("UPDATE labels SET used = 1 WHERE key = ?", (key,))
        facts: dict[str, str] = json.loads(found[0])
        return facts

    def idle_labels(self) -> Iterator[tuple[str, str]]:
        """Label file and key of what no picture has claimed."""
        yield from self._db.execute("SELECT told_by, key FROM labels WHERE NOT used ORDER BY told_by, key")

    def count_idle_labels(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM labels WHERE NOT used").fetchone()[0])

    def end_scan(self) -> None:
        self._db.commit()

    def write(self, verdicts: Iterable[Verdict]) -> None:
        """Keep verdicts for good."""
        rows = ((one.item.name, one.item.stamp, one.verdict, _text(one.facts)) for one in verdicts)
        self._db.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)", rows)
        self._db.commit()

    def pending(self) -> Iterator[Item]:
        """What is present and has no verdict yet, by name."""
        query = """SELECT present.name, present.stamp, path, entry, bytes, refusal FROM present
            LEFT JOIN records USING (name, stamp) WHERE verdict IS NULL ORDER BY present.name"""
        return (Item(*row) for row in self._pages(query))

    def is_empty(self) -> bool:
        """Whether no picture has a verdict."""
        return self._db.execute("SELECT 1 FROM records LIMIT 1").fetchone() is None

    def digest_present(self) -> str:
        """SHA-256 over what the last scan found, labels and stamps included."""
        digest = hashlib.sha256()
        for row in self.idle_labels():
            digest.update(repr(row).encode())
        for row in self._db.execute("SELECT name, stamp, refusal, about FROM present ORDER BY name"):
            digest.update(repr(row).encode())
        return digest.hexdigest()

    def count_present(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM present").fetchone()[0])

    def count_verdicts(self) -> dict[str, int]:
        """How many of what is present got which verdict."""
        return dict(self._db.execute(f"SELECT verdict, count(*) {_JOIN} GROUP BY verdict"))

    def entries(self, kept: bool) -> Iterator[Entry]:
        """What is present and has a verdict, by name; either the kept or the others."""
        query = f"SELECT name, verdict, facts, about {_JOIN} WHERE (verdict = ?) = ? ORDER BY name"
        for name, verdict, facts, about in self._db.execute(query, (KEPT, kept)):
            yield Entry(name, verdict, json.loads(facts), json.loads(about))

    def forget_gone(self) -> set[str]:
        """Forget the files that the source no longer has; returns the hashes of those that nothing else shares."""
        gone = "FROM records WHERE name NOT IN (SELECT name FROM present) AND name NOT IN (SELECT name FROM left_out)"
        hashes = {row[0] for row in self._db.execute(f"SELECT json_extract(facts, '$.source_sha256') {gone}")}
        if not hashes:
            return set()
        self._db.execute(f"DELETE {gone}")
        self._db.commit()
        left = self._db.execute("SELECT json_extract(facts, '$.source_sha256') FROM records")
        return hashes - {row[0] for row in left} - {None}

    def forget(self, name: str) -> None:
        """Let a picture be done again."""
        self._db.execute("DELETE FROM records WHERE name = ?", (name,))
        self._db.commit()

    def close(self) -> None:
        self._db.close()

    def _pages(self, query: str) -> Iterator[Any]:
        # fetched before it is handed on, a page at a time: the caller writes verdicts meanwhile
        cursor = self._db.execute(query)
        while page := cursor.fetchmany(1000):
            yield from page


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
