"""What a source holds: its files, their labels, and which of them are wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.lab.datasets.layouts import About, Layout
from visavis.lab.datasets.ledger import Ledger
from visavis.lab.datasets.reasons import Rejected
from visavis.lab.datasets.tree import MOST_LABEL_BYTES, Item, Reader, walk

Where: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Labels that a picture must have: name, and the values of which it must have one."""


class LabelUnknown(Invalid):
    """No picture of the source has the label that was asked for."""


class WrongFilter(Invalid):
    """A filter that isn't of the form label=value,value."""


def parse_where(given: list[str]) -> Where:
    """``["camera=C6,C7"]`` as a filter. Raises WrongFilter."""
    parsed = []
    for one in given:
        key, equals, values = one.partition("=")
        wanted = tuple(value.strip() for value in values.split(",") if value.strip())
        if not (key.strip() and equals and wanted):
            raise WrongFilter(
                Text(
                    ko="--where {w}: 'camera=C6,C7'처럼 이름=값,값 형태로 적어 주세요.",
                    en="--where {w}: write it as label=value,value, for example camera=C6,C7.",
                ).fill(w=one)
            )
        parsed.append((key.strip(), wanted))
    return tuple(sorted(parsed))


def scan(source: Path, layout: Layout, where: Where, ledger: Ledger) -> int:
    """Note every wanted file of the source in the ledger; returns how many the filter left out.

    Raises SourceNotFound, SourceUnusable, LabelsUnreadable, LabelUnknown.
    """
    ledger.begin_scan()
    _read_labels(source, layout, ledger)
    left_out, seen = 0, set[str]()
    for item in walk(source):
        if layout.is_label_file(item):
            continue
        about = layout.describe(item, ledger.claim_labels)
        seen.update(about.labels)
        if is_wanted(about, where):
            ledger.add_present(item, about.as_dict())
        else:
            ledger.add_left_out(item.name)
            left_out += 1
    ledger.end_scan()
    _require_known(where, seen, left_out)
    return left_out


def _read_labels(source: Path, layout: Layout, ledger: Ledger) -> None:
    reader = Reader()
    try:
        for item in walk(source):
            if layout.is_label_file(item):
                ledger.put_labels(item.name, layout.read_labels(item, _read(reader, item)))
    finally:
        reader.close()


def _read(reader: Reader, item: Item) -> bytes:
    try:
        return reader.read(item.path, item.entry, MOST_LABEL_BYTES)
    except Rejected as rejected:
        raise Invalid(
            Text(ko="'{n}' 라벨 파일을 열 수 없습니다({c}).", en="The label file '{n}' can't be opened ({c}).").fill(
                n=item.name, c=rejected.code
            )
        ) from rejected


def is_wanted(about: About, where: Where) -> bool:
    """Whether a picture has one of the values of every label in the filter."""
    return all(about.labels.get(key) in values for key, values in where)


def _require_known(where: Where, seen: set[str], left_out: int) -> None:
    unknown = [key for key, _ in where if key not in seen]
    if unknown and left_out:
        raise LabelUnknown(
            Text(
                ko="'{u}' 라벨이 있는 사진이 없습니다. 쓸 수 있는 라벨: {k}",
                en="No picture has the label '{u}'. Labels here: {k}.",
            ).fill(u=", ".join(unknown), k=", ".join(sorted(seen)) or "–")
        )
