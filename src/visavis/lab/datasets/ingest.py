"""One run of the data line: scan, judge what is new, publish."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from visavis.kit.errors import Conflict, Invalid
from visavis.kit.text import Text
from visavis.lab.datasets.crew import Crew
from visavis.lab.datasets.desk import Store
from visavis.lab.datasets.folder import UNLABELLED
from visavis.lab.datasets.layouts import LayoutName
from visavis.lab.datasets.ledger import KEPT, Entry, Ledger, Verdict
from visavis.lab.datasets.likeness import MOST_BITS_APART, Candidate, find_duplicates
from visavis.lab.datasets.manifest import Terms, lay_out, manifest_row, publish, read_head, write_rejected, write_rows
from visavis.lab.datasets.rules import Rules
from visavis.lab.datasets.scan import Where, scan
from visavis.lab.datasets.stated import made_of, read_stated, write_stated
from visavis.lab.datasets.table import layout_of
from visavis.lab.datasets.workshop import WORKSHOP, open_workshop

_WRITE_EVERY_S = 1.0


class OutInsideSource(Invalid):
    """The dataset would become part of its own source."""


class WouldReplace(Conflict):
    """The dataset's faces would go, or those of another source would take their place, and nobody said so."""


@dataclass(frozen=True)
class Order:
    """What is to be ingested. ``workers`` changes the speed, never the result; ``replaces``: the dataset may lose all
    its faces, or become that of another source."""

    source: Path
    out: Path
    rules: Rules
    terms: Terms
    layout: LayoutName | None = None
    where: Where = ()
    likeness_bits: int = MOST_BITS_APART
    workers: int = 0
    replaces: bool = False


@dataclass(frozen=True)
class Progress:
    """How far a run is. ``judged`` were looked at in this run, ``done`` of ``total`` have a verdict."""

    done: int
    total: int
    judged: int
    seconds: float

    @property
    def per_minute(self) -> float:
        """Pictures a minute since the judging began, the start of the processes included."""
        return 60 * self.judged / self.seconds if self.seconds > 0 else 0.0


def ingest(order: Order, show: Callable[[Progress], None] = lambda _: None) -> dict[str, Any]:
    """Bring the dataset up to date with its source; returns its manifest.json.

    What an earlier run judged by the same rules isn't looked at again, however that run ended. Licence and origin that
    aren't stated now are those that were stated for the same source before. The result is the same
    whatever the order of files and the number of workers. Raises SourceNotFound, SourceUnusable, LabelsUnreadable,
    LabelUnknown, DatasetBusy, OutInsideSource, NoPlace, WouldReplace.
    """
    _require_outside(order)
    with open_workshop(order.out) as workshop:
        store = Store(workshop / order.rules.fingerprint())
        store.folder.mkdir(exist_ok=True)
        ledger = Ledger(store.folder / "ledger.db")
        try:
            return _run(order, store, ledger, show)
        finally:
            idle = ledger.is_empty()
            ledger.close()
            if idle:  # it would tell the next run nothing
                shutil.rmtree(store.folder)


def _run(order: Order, store: Store, ledger: Ledger, show: Callable[[Progress], None]) -> dict[str, Any]:
    layout = layout_of(order.source, order.layout)
    _require_same_source(order, store.folder.parent)
    stated = order.terms.or_else(read_stated(store.folder.parent, order.source))
    terms = Terms(stated.licence or layout.licence, stated.origin or layout.origin)
    left_out = scan(order.source, layout, order.where, ledger)
    if ledger.count_present() == 0:  # a disk that isn't mounted
        _require_faces_left(order, 0)
    _forget_lost(store, ledger)
    for source_sha256 in ledger.forget_gone():  # what was taken back leaves no copy here
        store.crop(source_sha256).unlink(missing_ok=True)
        store.sketch(source_sha256).unlink(missing_ok=True)
    _judge(order, store, ledger, show)
    head = _publish_news(order, layout.name, terms, left_out, store, ledger)
    for earlier in store.folder.parent.iterdir():  # made by other rules
        if earlier.is_dir() and earlier != store.folder:
            shutil.rmtree(earlier)
    write_stated(store.folder.parent, order.source, stated)
    return head


def _judge(order: Order, store: Store, ledger: Ledger, show: Callable[[Progress], None]) -> None:
    total = ledger.count_present()
    before = sum(ledger.count_verdicts().values())
    crew = Crew(order.rules, store, order.workers or os.cpu_count() or 1)
    began = written = time.monotonic()
    unwritten: list[Verdict] = []
    judged = 0
    with closing(crew.judge(ledger.pending())) as verdicts:
        try:
            for verdict in verdicts:
                unwritten.append(verdict)
                judged += 1
                if time.monotonic() - written > _WRITE_EVERY_S:
                    ledger.write(unwritten)
                    unwritten, written = [], time.monotonic()
                    show(Progress(before + judged, total, judged, written - began))
        finally:  # whoever stops the run keeps what was judged
            ledger.write(unwritten)
    show(Progress(total, total, judged, time.monotonic() - began))


def _forget_lost(store: Store, ledger: Ledger) -> None:
    """Let pictures be judged again whose crops somebody has deleted."""
    sources = ((entry.name, entry.facts["source_sha256"]) for entry in ledger.entries(kept=True))
    for name in [name for name, source in sources if not store.crop(source).is_file()]:
        ledger.forget(name)


def _publish_news(
    order: Order, layout: LayoutName, terms: Terms, left_out: int, store: Store, ledger: Ledger
) -> dict[str, Any]:
    """Publish, unless the same was published from the same before: a watched folder is mostly at rest."""
    stated = repr((layout, terms, order.where, order.likeness_bits, left_out))
    digest = hashlib.sha256((ledger.digest_present() + stated).encode()).hexdigest()
    note, head = order.out / WORKSHOP / "published", read_head(order.out)
    news = f"{store.folder.name} {digest}"
    if head is not None and note.is_file() and note.read_text() == news:
        return head
    note.unlink(missing_ok=True)
    head = _publish(order, layout, terms, left_out, store, ledger)
    note.write_text(news)
    return head


def _publish(
    order: Order, layout: LayoutName, terms: Terms, left_out: int, store: Store, ledger: Ledger
) -> dict[str, Any]:
    _require_faces_left(order, ledger.count_verdicts().get(KEPT, 0))
    duplicates = find_duplicates((_candidate(entry) for entry in ledger.entries(kept=True)), order.likeness_bits)

    def rows() -> Iterator[dict[str, Any]]:
        kept = (entry for entry in ledger.entries(kept=True) if entry.name not in duplicates)
        return (manifest_row(entry, terms) for entry in kept)

    draft = store.folder / "draft"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    content = write_rows(rows(), draft / "manifest.jsonl")
    write_rejected(_rejected(ledger, duplicates), draft / "rejected.csv")
    lay_out(rows(), store, order.out)
    head = {
        "layout": layout,
        "parameters": order.rules.as_dict()
        | {"likeness_bits": order.likeness_bits, "where": {key: list(values) for key, values in order.where}},
        "counts": _counts(ledger, rows(), len(duplicates), left_out),
    }
    return publish(order.out, draft, head, content)


def _candidate(entry: Entry) -> Candidate:
    facts, about = entry.facts, entry.about
    return Candidate(
        name=entry.name,
        source_sha256=facts["source_sha256"],
        face_px=facts["face_px"],
        hash=int(facts["hash"], 16),
        licensed=about["licence"] is not None,
        labels=len(about["labels"].keys() - {UNLABELLED}),
    )


def _rejected(ledger: Ledger, duplicates: dict[str, tuple[str, int]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for entry in ledger.entries(kept=False):
        yield entry.name, entry.verdict, entry.facts
    for entry in ledger.entries(kept=True):
        if entry.name in duplicates:
            of, bits = duplicates[entry.name]
            yield entry.name, "duplicate", entry.facts | {"detail": {"of": of, "bits": bits}}
    for told_by, key in ledger.idle_labels():
        expected = "/".join(part for part in key.split("\n") if part)
        yield expected, "no_such_file", {"detail": {"by": told_by}}


def _counts(ledger: Ledger, rows: Iterator[dict[str, Any]], duplicates: int, left_out: int) -> dict[str, Any]:
    reasons = {code: count for code, count in sorted(ledger.count_verdicts().items()) if code != "kept"}
    if duplicates:
        reasons["duplicate"] = duplicates
    licences: dict[str, int] = {}
    for row in rows:
        licence = row["licence"] or "unstated"
        licences[licence] = licences.get(licence, 0) + 1
    return {
        "files": ledger.count_present(),
        "kept": sum(licences.values()),
        "rejected": sum(reasons.values()),
        "left_out_by_labels": left_out,
        "labels_without_file": ledger.count_idle_labels(),
        "reasons": dict(sorted(reasons.items())),
        "licences": dict(sorted(licences.items())),
    }


def _require_outside(order: Order) -> None:
    source, out = order.source.resolve(), order.out.resolve()
    if source.is_dir() and (out == source or source in out.parents):
        raise OutInsideSource(
            Text(
                ko="결과 폴더 '{o}'이(가) 원본 폴더 안에 있습니다. 다른 곳을 지정해 주세요.",
                en="The dataset '{o}' would lie inside its source. Choose another folder.",
            ).fill(o=order.out)
        )


def _require_same_source(order: Order, workshop: Path) -> None:
    before = made_of(workshop)
    if _has_faces(order) and before not in (None, order.source.resolve()):
        raise WouldReplace(
            Text(
                ko="'{o}' 데이터셋은 '{b}'(으)로 만든 것입니다. '{s}'(으)로 바꾸려면 --replace를 더하고, 아니면 다른 "
                "--out을 지정해 주세요.",
                en="The dataset '{o}' was made of '{b}'. Add --replace to make it of '{s}' from now on, or give "
                "another --out.",
            ).fill(o=order.out, b=before, s=order.source)
        )


def _require_faces_left(order: Order, kept: int) -> None:
    if kept == 0 and _has_faces(order):
        raise WouldReplace(
            Text(
                ko="'{s}'에 쓸 수 있는 얼굴이 없어, '{o}' 데이터셋을 그대로 두었습니다. 디스크가 연결되어 있는지 "
                "확인해 주세요. 정말 비우려면 --replace를 더해 주세요.",
                en="'{s}' holds no face that would be kept, so the dataset '{o}' was left as it is. Is the disk "
                "mounted? Add --replace to empty the dataset all the same.",
            ).fill(s=order.source, o=order.out)
        )


def _has_faces(order: Order) -> bool:
    """Whether the dataset has faces that may not just go."""
    head = None if order.replaces else read_head(order.out)
    return head is not None and head["counts"]["kept"] > 0
