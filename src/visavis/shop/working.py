"""The jobs that put the model's face into a catalogue's photos: all that wait, or one that somebody asked for anew.

Each photo is a step. One that is done isn't done again, whatever dies between; one that takes its worker down with it
twice is left out with the reason.
"""

from __future__ import annotations

import logging
import time
from functools import partial
from itertools import count
from typing import cast

from sqlalchemy import select

from visavis.jobs import Run
from visavis.jobs.keeping import SubjectGone
from visavis.kit.clock import now
from visavis.kit.errors import VisavisError
from visavis.kit.text import Text
from visavis.media.image import decode_image
from visavis.shop.finishing import Finish
from visavis.shop.keeping import FIGURES, require_model
from visavis.shop.making import Made, Order, make
from visavis.shop.places import made_folder, made_key, model_key, original_key, painted_key
from visavis.shop.replacing import read_model
from visavis.shop.tables import Catalogue, Glasses, Photo
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database
from visavis.studio.makeup import Shares
from visavis.studio.swap import Source

log = logging.getLogger("visavis.shop")
_LIST = Text(ko="사진을 세고 있습니다", en="Counting the photos")
_PHOTO = Text(ko="{t}장 가운데 {n}번째 사진", en="Photo {n} of {t}")
_ONE = Text(ko="사진을 다시 만들고 있습니다", en="Making the photo anew")
MOST_TRIES = 2
_WISHES = ("strength", "glasses", "makeup", "shares", "detail", "engine", "detail_engine")
_BROKE = Text(
    ko="이 사진을 처리하지 못했습니다. 다른 형식(JPEG)으로 저장해 다시 올려 주세요.",
    en="This photo couldn't be worked on. Save it as JPEG and upload it again.",
)


def replace_faces(run: Run, database: Database, blobs: Blobs) -> None:
    """The job over a whole catalogue; photos that are added meanwhile are done too."""
    desk = Desk(database, blobs, run.args["catalogue_id"])
    for turn in count(1):
        waiting = run.step(f"list-{turn}", _LIST, lambda _: desk.waiting(), until=0.0)
        if not waiting:
            return
        for number, photo_id in enumerate(waiting, 1):
            title = _PHOTO.fill(n=number, t=len(waiting))
            work = partial(desk.work, photo_id)
            run.step(f"photo-{turn}-{photo_id}", title, lambda _, do=work: do(), until=number / len(waiting))  # type: ignore[misc]


def replace_face(run: Run, database: Database, blobs: Blobs) -> None:
    """The job over one photo."""
    desk = Desk(database, blobs, run.args["catalogue_id"])
    run.step("photo", _ONE, lambda _: desk.work(run.args["photo_id"]), until=1.0)


class Desk:
    """Works on the photos of one catalogue, one at a time."""

    def __init__(self, database: Database, blobs: Blobs, catalogue_id: str) -> None:
        self._database = database
        self._blobs = blobs
        self._catalogue_id = catalogue_id
        self._models: dict[str | None, Source] = {}

    def waiting(self) -> list[str]:
        """The ids of the photos that aren't done yet, in their order. Raises ConsentWithdrawn."""
        with self._database.reading() as session:
            catalogue = session.get(Catalogue, self._catalogue_id)
            if catalogue is None:
                return []
            require_model(catalogue)
            mine = (Photo.catalogue_id == self._catalogue_id, Photo.state.in_(("waiting", "working")))
            return list(session.scalars(select(Photo.id).where(*mine).order_by(Photo.number)))

    def work(self, photo_id: str) -> None:
        """Do one photo unless it is done: the result or the reason is kept with it."""
        taken = self._take(photo_id)
        if taken is None:
            return
        catalogue, photo = taken
        began = time.monotonic()
        try:
            made = self._make(catalogue, photo)
        except VisavisError as error:
            made = Made((0, 0), {}, None, None, error)
        except Exception:
            log.exception("photo %s broke", photo.id)
            made = Made((0, 0), {}, None, None, VisavisError(_BROKE))
        self._keep(catalogue, photo, made, time.monotonic() - began)

    def _take(self, photo_id: str) -> tuple[Catalogue, Photo] | None:
        with self._database.transaction() as session:
            photo = session.get(Photo, photo_id, with_for_update=True)
            if photo is None or photo.state not in ("waiting", "working"):
                return None
            photo.state, photo.tries = "working", photo.tries + 1
            if photo.tries > MOST_TRIES:
                _note_why(photo, VisavisError(_BROKE))
                return None
            return photo.catalogue, photo

    def _make(self, catalogue: Catalogue, photo: Photo) -> Made:
        painted = self._blobs.get(painted_key(catalogue, photo.id)) if photo.painted else None
        order = _order(catalogue, photo, painted)
        if order.engine not in self._models:
            portrait = decode_image(self._blobs.get(model_key(catalogue)))
            self._models[order.engine] = read_model(portrait, order.engine)
        return make(self._blobs.get(original_key(catalogue, photo.id)), self._models[order.engine], order)

    def _keep(self, catalogue: Catalogue, photo: Photo, made: Made, seconds: float) -> None:
        try:
            for name, data in made.files.items():
                self._blobs.put(made_key(catalogue, photo.id, photo.revision, name), data)
        except SubjectGone:
            return
        with self._database.transaction(catalogue.owner_id) as session:
            row = session.get(Photo, photo.id)
            if row is None or row.revision != photo.revision or row.state != "working":
                return
            _note(row, made, seconds)
        self._forget_earlier(catalogue, photo)

    def _forget_earlier(self, catalogue: Catalogue, photo: Photo) -> None:
        for key in self._blobs.keys(made_folder(catalogue, photo.id)):
            if int(key.rsplit("/", 1)[1].split("-")[0]) < photo.revision:
                self._blobs.delete(key)


def _order(catalogue: Catalogue, photo: Photo, painted: bytes | None) -> Order:
    """What is wished of the photo alone, else what is wished of all."""
    wished = (getattr(catalogue if getattr(photo, name) is None else photo, name) for name in _WISHES)
    strength, glasses, makeup, shares, detail, engine, detail_engine = wished
    finish = Finish(makeup, Shares(**shares), detail, detail_engine)
    return Order(strength, cast(Glasses, glasses), photo.wanted_face, painted, finish, engine)


def _note(row: Photo, made: Made, seconds: float) -> None:
    row.height_px, row.width_px = made.shape if any(made.shape) else (None, None)
    row.shown_revision = row.revision if made.files else None
    row.patch_x, row.patch_y = (made.patch.x, made.patch.y) if made.patch else (None, None)
    row.seconds = None
    for name in FIGURES:
        setattr(row, name, made.figures.get(name))
    if made.error is not None:
        _note_why(row, made.error)
        return
    row.state, row.finished_at, row.seconds = "done", now(), round(seconds, 3)
    row.why_code = row.why_ko = row.why_en = None


def _note_why(row: Photo, error: VisavisError) -> None:
    row.state, row.finished_at = "refused", now()
    row.why_code, row.why_ko, row.why_en = error.code, error.message.ko[:500], error.message.en[:500]
