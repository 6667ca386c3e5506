"""Queueing what puts the model's face into photos: all that wait, or one that somebody asked for anew."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from visavis.jobs import Job, Jobs
from visavis.jobs.reasons import offered_engines
from visavis.kit.text import Text
from visavis.shop.keeping import require_model
from visavis.shop.tables import Catalogue, Photo
from visavis.shop.wishing import require_engines

KIND, KIND_ONE = "replace_faces", "replace_face"
TITLE = Text(ko="상품 사진의 얼굴 바꾸기", en="Replacing faces in product photos")
_MEASURED = 30
"""An estimate is the mean over so many photos, the ones done last."""


def enqueue(session: Session, jobs: Jobs, catalogue: Catalogue) -> Job:
    """Queue the photos that wait; while a run is under way, that one is handed back.

    Raises ConsentWithdrawn and, while a named engine can't serve, Unavailable.
    """
    require_model(catalogue)
    args, needs = {"catalogue_id": catalogue.id}, _require_engines(session, catalogue)
    return jobs.enqueue(session, KIND, args, catalogue.owner_id, _key(catalogue.id), needs)


def enqueue_one(session: Session, jobs: Jobs, catalogue: Catalogue, photo: Photo) -> Job:
    """Queue one photo that somebody sits and waits for. Raises ConsentWithdrawn and Unavailable."""
    require_model(catalogue)
    needs = _require_of(catalogue, photo, offered_engines(session))
    args = {"catalogue_id": catalogue.id, "photo_id": photo.id}
    return jobs.enqueue(session, KIND_ONE, args, catalogue.owner_id, f"{KIND_ONE}:{photo.id}:{photo.revision}", needs)


def last_run(session: Session, catalogue_id: str) -> Job | None:
    return session.scalar(select(Job).where(Job.key == _key(catalogue_id)))


def cancel(session: Session, jobs: Jobs, catalogue_id: str) -> None:
    """Stop a run that is under way."""
    job = last_run(session, catalogue_id)
    if job is not None:
        jobs.cancel(session, job)


def note_failure(session: Session, args: dict[str, Any]) -> None:
    """What a stopped or failed run had in hand waits again."""
    mine = [Photo.catalogue_id == args["catalogue_id"], Photo.state == "working"]
    if "photo_id" in args:
        mine.append(Photo.id == args["photo_id"])
    session.execute(update(Photo).where(*mine).values(state="waiting"))


def seconds_each(session: Session) -> float | None:
    """What a photo takes on this machine, as the last ones did; None before the first."""
    last = select(Photo.seconds).where(Photo.seconds.is_not(None)).order_by(Photo.finished_at.desc()).limit(_MEASURED)
    return session.scalar(select(func.avg(last.subquery().c.seconds)))


def _require_engines(session: Session, catalogue: Catalogue) -> tuple[str, ...]:
    """Those of every photo that is to be done. Raises Unavailable and NotFound."""
    waiting = select(Photo).where(Photo.catalogue_id == catalogue.id, Photo.state == "waiting")
    offered = offered_engines(session)
    return tuple({name for photo in session.scalars(waiting) for name in _require_of(catalogue, photo, offered)})


def _require_of(catalogue: Catalogue, photo: Photo, offered: frozenset[str]) -> tuple[str, ...]:
    wanted = photo.detail_engine or catalogue.detail_engine
    detail = catalogue.detail if photo.detail is None else photo.detail
    return require_engines(photo.engine or catalogue.engine, wanted if detail else None, offered)


def _key(catalogue_id: str) -> str:
    return f"{KIND}:{catalogue_id}"
