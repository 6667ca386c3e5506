"""Catalogues don't have to stay for ever: an installation may delete them a while after they were last changed."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from visavis.kit.clock import now
from visavis.shop.keeping import remove
from visavis.shop.tables import Catalogue
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database
from visavis.storage.ownership import find_alone


def delete_old_catalogues(database: Database, blobs: Blobs, days: int) -> int:
    """Delete catalogues that nobody changed for so many days, each in a transaction of its own; returns how many."""
    with database.reading() as session:
        old = list(session.scalars(select(Catalogue.id).where(Catalogue.changed_at < now() - timedelta(days=days))))
    for catalogue_id in old:
        with database.transaction() as session:
            row = find_alone(session, Catalogue, catalogue_id)
            if row is not None:
                remove(session, blobs, row)
    return len(old)
