"""A folder of product photos, one after the other: each once, none stops the rest, and a stopped run goes on.

A photo is done when its file lies in the target folder, where it appears whole; the report is written anew after each.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from visavis.kit.errors import VisavisError
from visavis.media.image import load_image
from visavis.shop.delivering import Packing, file_name, write_out
from visavis.shop.places import free_name
from visavis.shop.replacing import read_model, replace_in
from visavis.shop.report import REPORT, Line, as_csv
from visavis.studio.swap import Source, Wishes

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff")
NOTES = ".visavis-batch.jsonl"


@dataclass(frozen=True)
class Order:
    """What is wanted of a whole folder."""

    portrait: Path
    out: Path
    wishes: Wishes
    packing: Packing


def photos_of(folder: Path) -> list[Path]:
    """The photos of a folder, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())


def run(photos: list[Path], order: Order, workers: int, say: Callable[[str], None]) -> list[Line]:
    """Replace the face in every photo that isn't done yet; returns all lines of the report, also in ``REPORT``."""
    known = _read_notes(order.out)
    waiting = [(photo, name) for photo, name in _named(photos, order) if photo.name not in known]
    with _notes(order.out) as note:
        began = time.monotonic()
        for made, line in enumerate(_worked(waiting, order, workers), 1):
            known[line.photo] = line
            note(line)
            left = (time.monotonic() - began) / made * (len(waiting) - made)
            say(f"{made}/{len(waiting)}  {line.photo}  {line.why or line.made}  ({left:.0f} s left)")
    lines = [known[photo.name] for photo in photos]
    write_report(lines, order.out / REPORT)
    return lines


def write_report(lines: list[Line], path: Path) -> None:
    """A CSV table that spreadsheets open; it appears whole."""
    draft = path.with_suffix(".part")
    draft.write_text(as_csv(lines), "utf-8", newline="")
    draft.replace(path)


def _named(photos: list[Path], order: Order) -> Iterator[tuple[Path, str]]:
    """Each photo with its result's name: shirt.png and shirt.webp don't write over each other."""
    taken = {REPORT}
    for photo in photos:
        name = free_name(file_name(photo.name, order.packing), taken)
        taken.add(name)
        yield photo, name


def _worked(photos: list[tuple[Path, str]], order: Order, workers: int) -> Iterator[Line]:
    if workers <= 1:
        yield from (_one(photo, name, order) for photo, name in photos)
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        running: set[Future[Line]] = {pool.submit(_one, photo, name, order) for photo, name in photos}
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (one.result() for one in done)


@lru_cache(maxsize=1)
def _model(portrait: Path) -> Source:
    """Each process reads the model once."""
    return read_model(load_image(portrait))


def _one(photo: Path, name: str, order: Order) -> Line:
    out = order.out / name
    began = time.monotonic()
    try:
        done = replace_in(load_image(photo), _model(order.portrait), order.wishes)
        note = write_out(done, photo.stem, out, order.packing)
    except VisavisError as error:
        return Line(photo.name, "", why=error.message.in_language(order.packing.language))
    found = done.replaced
    return Line(
        photo.name,
        out.name,
        faces=done.faces,
        face=done.number,
        yaw_deg=round(found.yaw_deg, 1),
        glasses_kept=found.glasses,
        hidden_share=round(found.kept, 3),
        skin_gap=round(found.skin_gap, 1),
        seconds=round(time.monotonic() - began, 2),
        note=note,
    )


def _read_notes(out: Path) -> dict[str, Line]:
    """What an earlier run finished; a line that a sudden end cut off is left out, and so is a result that is gone."""
    path, known = out / NOTES, dict[str, Line]()
    if not path.exists():
        return known
    for text in path.read_text("utf-8").splitlines():
        try:
            line = Line(**json.loads(text))
        except (ValueError, TypeError):
            continue
        if not line.made or (out / line.made).exists():
            known[line.photo] = line
    return known


@contextmanager
def _notes(out: Path) -> Iterator[Callable[[Line], None]]:
    out.mkdir(parents=True, exist_ok=True)
    with (out / NOTES).open("a", encoding="utf-8") as file:

        def note(line: Line) -> None:
            file.write(json.dumps(asdict(line), ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())

        if file.tell():
            file.write("\n")  # an earlier run may have ended within a line
        yield note
