"""The plain layout: pictures in folders, with what is known of them in files called labels.csv.

A labels.csv has a header and a column ``file``: a path relative to the folder of the labels.csv, or a bare file name
that holds for every file of that name below. ``licence`` and ``origin`` (or ``source``) state where one picture comes
from; every other column is a label. Pictures without a row get the label ``folder``, the name of their folder.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.lab.datasets.layouts import About, FindLabels, LayoutName
from visavis.lab.datasets.tree import Item

LABELS = "labels.csv"
UNLABELLED = "folder"
"""The label of a picture of which no row speaks: the name of its folder."""


class LabelsUnreadable(Invalid):
    """A label file can't be used; nothing is ingested, because pictures without their licence would be wrong."""


class FolderLayout:
    """See the module."""

    name: LayoutName = "folder"
    licence: str | None = None
    origin: str | None = None

    def is_label_file(self, item: Item) -> bool:
        return PurePosixPath(item.name).name.lower() == LABELS and item.refusal is None

    def read_labels(self, item: Item, data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
        """Keys: the folder, a line break and the value of ``file``. Raises LabelsUnreadable."""
        folder = _folder_of(item.name)
        try:
            rows = csv.DictReader(io.StringIO(decode_text(data, item.name)), strict=True)
            if "file" not in (rows.fieldnames or ()):
                raise unreadable(item.name, "no column 'file'")
            for row in rows:
                facts = {key: value.strip() for key, value in row.items() if key and isinstance(value, str) and value}
                yield f"{folder}\n{_nfc(row['file'])}", facts
        except csv.Error as error:
            raise unreadable(item.name, str(error)) from error

    def describe(self, item: Item, find: FindLabels) -> About:
        facts = self._find(item.name, find)
        if facts is None:
            folder = PurePosixPath(item.name).parent.name
            return About({UNLABELLED: folder} if folder else {})
        origin = facts.get("origin") or facts.get("source")
        labels = {key: value for key, value in facts.items() if key not in ("file", "licence", "origin", "source")}
        return About(labels, facts.get("licence"), origin)

    def _find(self, name: str, find: FindLabels) -> dict[str, str] | None:
        """The row of the nearest labels.csv that speaks of the file."""
        path = PurePosixPath(name)
        for above in path.parents:
            folder = "" if str(above) == "." else str(above)
            facts = find(f"{folder}\n{path.relative_to(above)}") or find(f"{folder}\n{path.name}")
            if facts is not None:
                return facts
        return None


def _folder_of(name: str) -> str:
    folder = str(PurePosixPath(name).parent)
    return "" if folder == "." else folder


def decode_text(data: bytes, name: str) -> str:
    """A label file as text: UTF-8, or the CP949 of Korean Windows. Raises LabelsUnreadable."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(name, "neither UTF-8 nor CP949")


def _nfc(text: str | None) -> str:
    return unicodedata.normalize("NFC", (text or "").strip().replace("\\", "/"))


def unreadable(name: str, why: str) -> LabelsUnreadable:
    """The error for a label file that can't be used."""
    return LabelsUnreadable(
        Text(
            ko="'{n}' 라벨 파일을 읽을 수 없습니다({w}). 고치거나 지운 뒤 다시 실행해 주세요.",
            en="The label file '{n}' can't be read ({w}). Mend or remove it and run again.",
        ).fill(n=name, w=why)
    )
