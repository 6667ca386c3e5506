"""Everything of one's own to take away."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from visavis.accounts import exporting
from visavis.api.identity import Me, ServicesDep, SessionDep
from visavis.datasets import pictures
from visavis.kit.clock import now

router = APIRouter(tags=["accounts"])


@router.get("/me/export", response_class=StreamingResponse)
def export(me: Me, session: SessionDep, services: ServicesDep) -> StreamingResponse:
    """Everything that the account owns, as one zip: rows as JSON, recordings and files as they are."""
    brought = [pictures.key_of(picture) for picture in pictures.list_pictures(session, me.id, pictures.MOST_EACH)[0]]
    stream = exporting.stream_export(services.database, services.blobs, me.id, brought)
    name = f"visavis-my-data-{now():%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingResponse(stream, media_type="application/zip", headers=headers)
