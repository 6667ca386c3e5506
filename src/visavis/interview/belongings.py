"""Whose blobs lie where: who must be there for a blob to stay, and what each of them holds.

An account's rows go with it, and a guest's are handed over when it is absorbed: asking for the interview or the person
answers for the account too.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.drawings.keeping import weigh as weigh_drawing
from visavis.drawings.tables import Drawing
from visavis.interview.preparations import CLIPS
from visavis.interview.recording.room import Room, check_room
from visavis.interview.tables import Interview
from visavis.people.persons import is_own, own_folder
from visavis.people.tables import VOICE_PREFIX, OwnPerson, OwnVoice
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database

ROOT = "accounts"
Subject = Interview | OwnPerson | Drawing | OwnVoice
_KINDS = ("interviews", "people", "drawings", "voices")
_MADE = (CLIPS, "replay", "report")
"""The folders of an interview but for its pieces, which are counted one by one when they come."""


class Belongings:
    """What the store of jobs asks for every blob that they write (see ``jobs.keeping.Subjects``)."""

    def __init__(self, blobs: Blobs, room: Room) -> None:
        self._blobs = blobs
        self._room = room

    def check_room(self, session: Session, key: str, more_bytes: int) -> None:
        """Raises AccountFull or DiskFull when whoever owns the blob has no room for so many bytes more."""
        for place in places(key):
            subject = _find(session, place)
            if subject is not None:
                check_room(session, self._blobs, subject.owner_id, more_bytes, self._room)
                return

    def note_written(self, session: Session, key: str) -> bool:
        """Count what was written; False when the interview or the person to which it belongs is gone.

        True for what belongs to nobody. Keeps the rows locked until the transaction ends.
        """
        # in the order in which an account's rows are deleted, lest the two wait for each other
        subjects = [_find(session, place, lock=True) for place in reversed([*places(key)])]
        there = [subject for subject in subjects if subject is not None]
        if len(there) < len(subjects):
            return False
        for subject in there[-1:]:  # a clip counts for its interview
            weigh(self._blobs, subject)
        return True


def weigh(blobs: Blobs, subject: Subject) -> None:
    """Note what was made for an interview, an own person or a drawing."""
    if isinstance(subject, Interview):
        subject.made_bytes = sum(blobs.size_of(f"{subject.space}/{part}") for part in _MADE)
    elif isinstance(subject, Drawing):
        weigh_drawing(blobs, subject)
    elif isinstance(subject, OwnVoice):
        subject.made_bytes = blobs.size_of(subject.folder)
    else:
        subject.made_bytes = blobs.size_of(own_folder(subject.portrait_key))


def weigh_unweighed(database: Database, blobs: Blobs) -> None:
    """Weigh what was made before sizes were noted."""
    with database.transaction() as session:
        unweighed: list[Subject] = [*session.scalars(select(Interview).where(Interview.made_bytes == 0))]
        unweighed += session.scalars(select(OwnPerson).where(OwnPerson.made_bytes == 0))
        for subject in unweighed:
            weigh(blobs, subject)


def places(key: str) -> Iterator[str]:
    """The folders around a blob that go with somebody: with the interview, the person or the drawing, and with
    whom a clip shows.

    They are ``accounts/<account>/interviews|people|drawings|voices/<id>``, in an interview ``…/clips/<person>``, and
    wherever something is said in an own voice ``…/<voice>``.
    """
    parts = key.split("/")
    if len(parts) > 4 and parts[0] == ROOT and parts[2] in _KINDS:
        yield "/".join(parts[:4])
    if len(parts) > 6 and parts[4] == CLIPS and is_own(parts[5]):
        yield "/".join(parts[:6])
    for at, part in enumerate(parts[4:-1], start=4):
        if part.startswith(f"{VOICE_PREFIX}_"):
            yield "/".join((*parts[:at], "voices", part))


def _find(session: Session, place: str, lock: bool = False) -> Subject | None:
    kind, subject_id = place.split("/")[-2:]
    if kind == "interviews":
        return session.get(Interview, subject_id, with_for_update=lock)
    if kind == "drawings":
        return session.get(Drawing, subject_id, with_for_update=lock)
    if kind == "voices":
        return session.get(OwnVoice, subject_id, with_for_update=lock)
    return session.get(OwnPerson, subject_id, with_for_update=lock)
