"""A folder of product photos, one after the other: each once, none stops the rest, and a stopped run goes on.

A photo is done when its file lies in the target folder, where it appears whole; the report is written anew after each.
"""

from __future__ import annotations

import logging
import multiprocessing
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from visavis.engines.imported import Library, library, use_library
from visavis.face.likeness import Code
from visavis.kit.errors import VisavisError
from visavis.kit.processes import end_with_parent
from visavis.kit.text import Text
from visavis.media.image import load_image
from visavis.people.exporting import DRAFTS
from visavis.shop.consistency import code_of, code_of_model, code_of_result, consistency_of
from visavis.shop.delivering import Packing, file_name, write_out
from visavis.shop.finishing import Finish
from visavis.shop.ledger import mark_of, open_ledger, read_ledger
from visavis.shop.opening import open_photo, result_name
from visavis.shop.places import free_name
from visavis.shop.replacing import read_model, replace_in
from visavis.shop.report import REPORT, Line, as_csv, made_by
from visavis.studio.swap import Source, Wishes

log = logging.getLogger("visavis.shop")
_BROKE = Text(
    ko="이 사진을 처리하지 못했습니다. 다른 형식(JPEG)으로 저장해 다시 해 보세요.",
    en="This photo couldn't be worked on. Save it as JPEG and try again.",
)


@dataclass(frozen=True)
class Made:
    """A line, and the code of the face that was put in, which isn't kept."""

    line: Line
    code: Code | None = None


@dataclass(frozen=True)
class Order:
    """What is wanted of a whole folder."""

    portrait: Path
    out: Path
    wishes: Wishes
    packing: Packing
    finish: Finish = field(default_factory=Finish)
    engine: str | None = None

    def wanted(self) -> bytes:
        """Stands for everything that a result depends on beside its photo."""
        how = self.packing.language, self.packing.labelled, self.packing.market, self.packing.cuts
        # what was done before engines had names stays
        named = {"face": self.engine, "detail": self.finish.detail_engine}
        by = [pair for pair in named.items() if pair[1] not in (None, "mesh")]
        return repr((self.portrait.read_bytes(), self.wishes, self.finish, how, *by)).encode()


def run(photos: list[Path], order: Order, workers: int, say: Callable[[str], None]) -> list[Line]:
    """Replace the face in every photo that isn't done yet; returns all lines of the report, also in ``REPORT``."""
    _tidy(order.out)
    wanted = order.wanted()
    marks = {photo.name: mark_of(photo, wanted) for photo in photos}
    known, codes = read_ledger(order.out, marks), dict[str, Code]()
    waiting = [(photo, name) for photo, name in _named(photos, order) if photo.name not in known]
    with open_ledger(order.out) as note:
        began = time.monotonic()
        for count, made in enumerate(_worked(waiting, order, workers), 1):
            line = made.line
            known[line.photo] = line
            if made.code is not None:
                codes[line.photo] = made.code
            note(marks[line.photo], line)
            left = (time.monotonic() - began) / count * (len(waiting) - count)
            say(f"{count}/{len(waiting)}  {line.photo}  {line.why or line.made}  ({left:.0f} s left)")
    lines = _compared([known[photo.name] for photo in photos], codes, order.out)
    write_report(lines, order.out / REPORT)
    return lines


def write_report(lines: list[Line], path: Path) -> None:
    """A CSV table that spreadsheets open; it appears whole."""
    draft = path.with_suffix(".part")
    draft.write_text(as_csv(lines), "utf-8", newline="")
    draft.replace(path)


def _named(photos: list[Path], order: Order) -> Iterator[tuple[Path, str]]:
    """Each photo with its result's name: none writes over another."""
    taken = {REPORT}
    for photo in photos:
        plain = result_name(photo) if order.packing.market is None else file_name(photo.name, order.packing)
        name = free_name(plain, taken)
        taken.add(name)
        yield photo, name


def _tidy(out: Path) -> None:
    """Take away the drafts of a run that ended suddenly."""
    for draft in out.glob(f"{DRAFTS}*/"):
        shutil.rmtree(draft, ignore_errors=True)


def _compared(lines: list[Line], codes: dict[str, Code], out: Path) -> list[Line]:
    """With each face's likeness to the others; faces of an earlier run are read from their results."""
    made = [line for line in lines if line.made]
    for line in made:
        if line.photo not in codes:
            with suppress(VisavisError):
                codes[line.photo] = code_of_result(out / line.made, line.face)
    names = [line.photo for line in made if line.photo in codes]
    told = consistency_of([codes[name] for name in names])
    found = dict(zip(names, zip(told.to_others, told.outliers, strict=False), strict=False))
    return [
        replace(line, like_others=round(found[line.photo][0], 3), outlier=found[line.photo][1])
        if line.photo in found
        else line
        for line in lines
    ]


def _worked(photos: list[tuple[Path, str]], order: Order, workers: int) -> Iterator[Made]:
    if workers <= 1:
        yield from (_one(photo, name, order) for photo, name in photos)
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin, (library(),)) as pool:
        running: set[Future[Made]] = {pool.submit(_one, photo, name, order) for photo, name in photos}
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (one.result() for one in done)


def _begin(place: Library) -> None:
    """Imported weights lie for each process where they lie for this one."""
    end_with_parent()
    use_library(place)


@lru_cache(maxsize=1)
def _model(portrait: Path, engine: str | None) -> Source:
    """Each process reads the model once."""
    return read_model(load_image(portrait), engine)


def _one(photo: Path, name: str, order: Order) -> Made:
    out = order.out / name
    began = time.monotonic()
    try:
        still = open_photo(photo.read_bytes())
        model = _model(order.portrait, order.engine)
        done = replace_in(still.image, model, order.wishes, wanted=order.finish, engine_name=order.engine)
        note = write_out(done, still, photo.stem, out, order.packing)
    except VisavisError as error:
        return Made(Line(photo.name, "", why=error.message.in_language(order.packing.language)))
    except Exception:  # one photo never stops the rest
        log.exception("%s couldn't be worked on", photo.name)
        return Made(Line(photo.name, "", why=_BROKE.in_language(order.packing.language)))
    found, code = done.replaced, code_of(done)
    line = Line(
        photo.name,
        out.name,
        faces=done.faces,
        face=done.number,
        yaw_deg=round(found.yaw_deg, 1),
        glasses_kept=found.glasses,
        hidden_share=round(found.kept, 3),
        skin_gap=round(found.skin_gap, 1),
        makeup=order.finish.makeup,
        like_model=round(float(code @ code_of_model(model)), 3),
        seconds=round(time.monotonic() - began, 2),
        note=note,
    )
    return Made(made_by(line, done.makers), code)
