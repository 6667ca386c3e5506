"""The sweeping of blobs whose interview, person or drawing is gone."""

from __future__ import annotations

from sqlalchemy import select

from visavis.drawings.tables import Drawing
from visavis.interview.belongings import ROOT, places
from visavis.interview.tables import Interview
from visavis.people.tables import OwnPerson
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database


def sweep_orphans(database: Database, blobs: Blobs) -> int:
    """Delete blobs of interviews, people and drawings that are gone, as a process that died may have left them."""
    left = {place for key in blobs.keys(ROOT) for place in places(key)}
    # It waits for whoever has kept a portrait but not yet committed its row.
    with database.after_writers() as session:
        kept = {found for table in (Interview, OwnPerson, Drawing) for found in session.scalars(select(table.id))}
    return sum(blobs.delete_all(place) for place in left if place.rsplit("/", 1)[1] not in kept)
