"""What withdrawing a consent does to product photos."""

from __future__ import annotations

from sqlalchemy.orm import Session

from visavis.api.services import Services
from visavis.shop import keeping, queueing


def withdraw(session: Session, services: Services, owner_id: str, person_id: str) -> None:
    """Delete everything in the account's catalogues that shows a real person; nothing for one who is nobody."""
    for catalogue_id in keeping.withdraw_consent(session, services.blobs, owner_id, person_id):
        queueing.cancel(session, services.jobs, catalogue_id)
