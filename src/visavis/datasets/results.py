"""The last dataset of each source, as the web sees it: copies of its manifest and its rejections."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from visavis.storage.blobs import BlobNotFound, Blobs

SourceName = Literal["uploads", "watched"]
SOURCES: tuple[SourceName, ...] = get_args(SourceName)
FileName = Literal["manifest.json", "manifest.jsonl", "rejected.csv"]
FILES: tuple[FileName, ...] = get_args(FileName)[1:] + get_args(FileName)[:1]
"""manifest.json comes last, so that what it tells of is there."""


@dataclass(frozen=True)
class Rejection:
    """One file that isn't part of the dataset."""

    file: str
    code: str
    reason_ko: str
    reason_en: str


@dataclass(frozen=True)
class Result:
    """One version of a dataset: see docs/datasets.md for the counts."""

    version: int
    counts: dict[str, Any]
    rejected: list[Rejection]


def result_key(source: SourceName, name: FileName) -> str:
    return f"shared/datasets/results/{source}/{name}"


def keep_result(blobs: Blobs, source: SourceName, out: Path) -> None:
    """Copy what a run has published."""
    for name in FILES:
        blobs.put(result_key(source, name), out / name)


def read_result(blobs: Blobs, source: SourceName, most: int) -> Result | None:
    """The last result with at most ``most`` rejections; None before the first."""
    try:
        head = json.loads(blobs.get(result_key(source, "manifest.json")))
        table = blobs.get(result_key(source, "rejected.csv")).decode("utf-8-sig")
    except BlobNotFound:
        return None
    rows = csv.DictReader(io.StringIO(table))
    rejected = [
        Rejection(row["file"], row["code"], row["reason_ko"], row["reason_en"])
        for _, row in zip(range(most), rows, strict=False)
    ]
    return Result(head["version"], head["counts"], rejected)
