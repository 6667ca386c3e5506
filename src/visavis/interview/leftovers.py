"""Whose blobs lie where, and the sweeping of those whose interview or person is gone.

An account's rows go with it, and a guest's are handed over when it is absorbed: asking for the interview or the person
answers for the account too.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.interview.tables import Interview
from visavis.people.persons import own_folder
from visavis.people.tables import OwnPerson
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database

_ROOT = "accounts"


def subject_lives(session: Session, key: str) -> bool:
    """Whether the interview or own person to which a blob belongs is there; True for what belongs to nobody."""
    place = _place(key)
    if place is None:
        return True
    kind, subject_id = place.split("/")[2:]
    table = Interview if kind == "interviews" else OwnPerson
    return session.scalar(select(table.id).where(table.id == subject_id).with_for_update(read=True)) is not None


def sweep_orphans(database: Database, blobs: Blobs) -> int:
    """Delete blobs of interviews and people that are gone, as a process that died midway may have left them."""
    left = {place for key in blobs.keys(_ROOT) if (place := _place(key)) is not None}
    # A writing transaction, because it waits for the one that has kept a portrait but not yet committed its row.
    with database.transaction() as session:
        kept = set(session.scalars(select(Interview.space)))
        kept.update(own_folder(key) for key in session.scalars(select(OwnPerson.portrait_key)))
    return sum(blobs.delete_all(place) for place in left - kept)


def _place(key: str) -> str | None:
    """``accounts/<account>/interviews|people/<id>`` of a key that lies under one."""
    parts = key.split("/")
    owned = len(parts) > 4 and parts[0] == _ROOT and parts[2] in ("interviews", "people")
    return "/".join(parts[:4]) if owned else None
