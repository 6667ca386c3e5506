"""Whose blobs lie where, and the sweeping of those whose interview or person is gone.

An account's rows go with it, and a guest's are handed over when it is absorbed: asking for the interview or the person
answers for the account too.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.interview.preparations import CLIPS
from visavis.interview.tables import Interview
from visavis.people.persons import is_own
from visavis.people.tables import OwnPerson
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database

_ROOT = "accounts"
_TABLES: dict[str, type[Interview] | type[OwnPerson]] = {"interviews": Interview, "people": OwnPerson, CLIPS: OwnPerson}


def subject_lives(session: Session, key: str) -> bool:
    """Whether the interview and the own person to which a blob belongs are there; True for what belongs to nobody."""
    return all(_lives(session, place) for place in _places(key))


def _lives(session: Session, place: str) -> bool:
    kind, subject_id = place.split("/")[-2:]
    table = _TABLES[kind]
    return session.scalar(select(table.id).where(table.id == subject_id).with_for_update(read=True)) is not None


def sweep_orphans(database: Database, blobs: Blobs) -> int:
    """Delete blobs of interviews and people that are gone, as a process that died midway may have left them."""
    left = {place for key in blobs.keys(_ROOT) for place in _places(key)}
    # A writing transaction, because it waits for the one that has kept a portrait but not yet committed its row.
    with database.transaction() as session:
        kept = {*session.scalars(select(Interview.id)), *session.scalars(select(OwnPerson.id))}
    return sum(blobs.delete_all(place) for place in left if place.rsplit("/", 1)[1] not in kept)


def _places(key: str) -> Iterator[str]:
    """The folders around a blob that go with somebody: with the interview or the person, and with whom a clip shows.

    They are ``accounts/<account>/interviews|people/<id>`` and, in an interview, ``…/clips/<person>``.
    """
    parts = key.split("/")
    if len(parts) > 4 and parts[0] == _ROOT and parts[2] in _TABLES:
        yield "/".join(parts[:4])
    if len(parts) > 6 and parts[4] == CLIPS and is_own(parts[5]):
        yield "/".join(parts[:6])
