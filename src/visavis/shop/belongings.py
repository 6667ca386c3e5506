"""What the store of jobs asks for every blob of a catalogue (see ``jobs.keeping.Subjects``), and the sweeping."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.shop.consent import WITHDRAWN
from visavis.shop.keeping import weigh_photo
from visavis.shop.places import FOLDER
from visavis.shop.tables import Catalogue, Photo
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database

ROOT = "accounts"
CheckRoom = Callable[[Session, str, int], None]
"""Called with an account's id and how many bytes more it is to hold; raises when there is no room."""


class ShopBelongings:
    """Keys are ``accounts/<account>/shop/<catalogue>/<photo>/made/<name>``."""

    def __init__(self, blobs: Blobs, check_room: CheckRoom) -> None:
        self._blobs = blobs
        self._check_room = check_room

    def check_room(self, session: Session, key: str, more_bytes: int) -> None:
        """Raises what the given check raises."""
        photo = session.get(Photo, _photo_id(key))
        if photo is not None:
            self._check_room(session, photo.catalogue.owner_id, more_bytes)

    def note_written(self, session: Session, key: str) -> bool:
        """Count what was written; False when the photo is gone or its model has withdrawn."""
        photo = session.get(Photo, _photo_id(key), with_for_update=True)
        if photo is None or photo.catalogue.consent == WITHDRAWN:
            return False
        weigh_photo(self._blobs, photo.catalogue, photo)
        return True


def sweep_catalogues(database: Database, blobs: Blobs) -> int:
    """Delete blobs of catalogues and photos that are gone, as a process that died may have left them."""
    there = {folder for key in blobs.keys(ROOT) if (folder := _folder(key)) is not None}
    # It waits for whoever has kept a photo but not yet committed its row.
    with database.after_writers() as session:
        kept = {one for table in (Catalogue, Photo) for one in session.scalars(select(table.id))}
    return sum(blobs.delete_all(folder) for folder in there if not set(folder.split("/")[3:]) <= kept)


def _photo_id(key: str) -> str:
    return key.split("/")[4]


def _folder(key: str) -> str | None:
    """The folder of a photo, or of a catalogue for what lies in that alone."""
    parts = key.split("/")
    if len(parts) < 5 or parts[2] != FOLDER:
        return None
    return "/".join(parts[:5] if len(parts) > 5 else parts[:4])
