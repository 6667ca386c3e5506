"""What one worker process does: reads an item, takes it through the line, lays crop and sketch down."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import resource
import signal
import threading
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path

import cv2

from visavis.face.mesh import MESH
from visavis.lab.datasets.ledger import KEPT, Verdict
from visavis.lab.datasets.line import Face, FaceFinder, read_face
from visavis.lab.datasets.reasons import Rejected
from visavis.lab.datasets.rules import Rules
from visavis.lab.datasets.tree import Item, Reader
from visavis.media.limits import DEFAULT


@dataclass(frozen=True)
class Store:
    """Where crops and sketches lie until a manifest wants them, under their source's SHA-256."""

    folder: Path

    def crop(self, source_sha256: str) -> Path:
        return self.folder / "crops" / source_sha256[:2] / f"{source_sha256}.png"

    def sketch(self, source_sha256: str) -> Path:
        return self.folder / "sketches" / source_sha256[:2] / f"{source_sha256}.png"


class Desk:
    """One process's place in the line, with a reader and a mesh of its own."""

    def __init__(self, rules: Rules, store: Store) -> None:
        self._rules = rules
        self._store = store
        self._reader = Reader()
        self._finder = FaceFinder()

    def judge(self, item: Item) -> Verdict:
        """The item's verdict; crop and sketch of one that is kept are on disk when this returns."""
        facts: dict[str, object] = {}
        try:
            data = self._reader.read(item.path, item.entry)
            facts = {"source_sha256": hashlib.sha256(data).hexdigest(), "source_bytes": len(data)}
            with MESH.lease("facemesh") as mesh:
                face = read_face(data, self._finder, mesh, self._rules)
        except Rejected as rejected:
            return Verdict(item, rejected.code, facts | {"detail": rejected.detail})
        self._lay_down(str(facts["source_sha256"]), face)
        return Verdict(item, KEPT, facts | face.facts)

    def _lay_down(self, source_sha256: str, face: Face) -> None:
        _write_whole(self._store.crop(source_sha256), face.crop_png)
        if face.sketch_png is not None:
            _write_whole(self._store.sketch(source_sha256), face.sketch_png)


def _write_whole(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    draft.replace(path)


_desk: Desk | None = None


def sit_down(rules: Rules, store: Store) -> None:
    """Set this process up. Its memory is limited, and it ends when the process that started it does."""
    global _desk
    memory = DEFAULT.memory_mb * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C stops the run, which then ends this process in order
    cv2.setNumThreads(1)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    _desk = Desk(rules, store)


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def judge(item: Item) -> Verdict:
    """``Desk.judge`` at this process's desk."""
    if _desk is None:
        message = "sit_down comes first"
        raise RuntimeError(message)
    return _desk.judge(item)
