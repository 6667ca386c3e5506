"""Saved drawings: begun, saved as they grow, opened, renamed, deleted; and pictures that are laid into them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile
from pydantic import BaseModel, Field

from visavis.api.gallery import HEAVY
from visavis.api.identity import LanguageDep, Me, ServicesDep, SessionDep
from visavis.api.media import send_blob
from visavis.api.pace import Pace
from visavis.api.people import PICTURE_LIMITS, read_picture
from visavis.drawings import keeping
from visavis.drawings.document import Document
from visavis.drawings.rendering import Gray, render
from visavis.drawings.tables import Drawing
from visavis.interview.recording.room import check_room
from visavis.media.image import decode_image, decode_transparent
from visavis.media.sandbox import run_limited
from visavis.people.consent import Consent, require_attestation
from visavis.studio.sketch import photo_to_sketch, read_sketch

router = APIRouter(prefix="/drawings", tags=["drawings"])
PACE = Pace(calls=10)
COVER_PX = 256
Name = Annotated[str, Field(max_length=200)]


class DrawingView(BaseModel):
    """A saved drawing as it stands in a list."""

    id: str
    name: str
    revision: int
    from_photo: bool = Field(description="whether a photo went into it, with the consent of the person in it")
    cover_url: str
    created_at: datetime
    changed_at: datetime


class OpenDrawing(DrawingView):
    document: Document


class NewDrawing(BaseModel):
    name: Name = ""


class Saving(BaseModel):
    revision: int = Field(description="the one that this goes on from: a newer one isn't saved over (409)")
    document: Document


class LaidView(BaseModel):
    """A picture of lines that can now be laid into the drawing."""

    id: str
    url: str


def drawing_of(drawing_id: str, me: Me, session: SessionDep) -> Drawing:
    return keeping.find_drawing(session, me.id, drawing_id)


ADrawing = Annotated[Drawing, Depends(drawing_of, scope="function")]


def require_own(drawing_id: str, me: Me, services: ServicesDep) -> Drawing:
    """Checked in a transaction of its own: a picture is read before the route's begins."""
    with services.database.reading() as session:
        return keeping.find_drawing(session, me.id, drawing_id)


@router.get("")
def list_drawings(me: Me, session: SessionDep) -> list[DrawingView]:
    """One's drawings, the one changed last first."""
    return [present(row) for row in keeping.list_drawings(session, me.id)]


@router.post("", status_code=201)
def begin(asked: NewDrawing, me: Me, session: SessionDep) -> DrawingView:
    """A new drawing, with nothing in it yet."""
    PACE.take(me.id)
    return present(keeping.begin(session, me.id, asked.name))


@router.get("/{drawing_id}")
def open_drawing(drawing: ADrawing, services: ServicesDep) -> OpenDrawing:
    """What was saved last."""
    return OpenDrawing(**present(drawing).model_dump(), document=keeping.read(services.blobs, drawing))


@router.put("/{drawing_id}")
def save(asked: Saving, drawing: ADrawing, session: SessionDep, services: ServicesDep) -> DrawingView:
    """Keep what the drawing is now."""
    PACE.take(drawing.owner_id)
    size_bytes = len(asked.document.model_dump_json())
    check_room(session, services.blobs, drawing.owner_id, size_bytes, services.options.room)
    keeping.save(session, services.blobs, drawing, asked.document, asked.revision)
    return present(drawing)


@router.patch("/{drawing_id}")
def rename(asked: NewDrawing, drawing: ADrawing, session: SessionDep) -> DrawingView:
    """Give it another name."""
    keeping.rename(session, drawing, asked.name)
    return present(drawing)


@router.delete("/{drawing_id}", status_code=204)
def delete(drawing: ADrawing, session: SessionDep, services: ServicesDep) -> None:
    """Delete it with everything in it, for good."""
    keeping.remove(session, services.blobs, drawing)


@router.get("/{drawing_id}/cover.png", response_class=Response)
def read_cover(request: Request, drawing: ADrawing, services: ServicesDep) -> Response:
    """The drawing as a small picture."""
    headers = {"ETag": f'"{drawing.revision}"', "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    document = keeping.read(services.blobs, drawing)
    cover = render(document, lambda picture: keeping.laid_picture(services.blobs, drawing, picture), COVER_PX)
    return Response(keeping.encode(cover), media_type="image/png", headers=headers)


@router.post("/{drawing_id}/pictures", status_code=201)
def lay_in(
    own: Annotated[Drawing, Depends(require_own)],
    picture: Annotated[UploadFile, File()],
    kind: Annotated[Literal["sketch", "photo"], Form()],
    me: Me,
    session: SessionDep,
    services: ServicesDep,
    language: LanguageDep,
    consent: Annotated[Consent, Form()] = "own_face",
    attestation: Annotated[bool, Form()] = False,
) -> LaidView:
    """Bring in a picture of a drawing, or a photo that is turned into one with the consent of the person in it.

    The photo itself isn't kept.
    """
    HEAVY.take(me.id)
    statement = require_attestation(consent, attestation) if kind == "photo" else None
    data = read_picture(picture)
    with services.database.reading() as before:
        check_room(before, services.blobs, me.id, len(data), services.options.room)
    lines = _lines_of_photo(data) if kind == "photo" else _lines_of_sketch(data)
    drawing = keeping.find_drawing(session, me.id, own.id)
    if statement is not None:
        keeping.note_consent(session, drawing, consent, statement.in_language(language))
    laid = keeping.lay_in(session, services.blobs, drawing, lines)
    return LaidView(id=laid, url=f"/api/drawings/{drawing.id}/pictures/{laid}.png")


@router.get("/{drawing_id}/pictures/{picture_id}.png", response_class=Response)
def read_laid(request: Request, picture_id: str, drawing: ADrawing, services: ServicesDep) -> Response:
    """A picture that was laid in: dark lines on white."""
    return send_blob(request, services.blobs, keeping.picture_key(drawing, picture_id), "image/png")


def present(row: Drawing) -> DrawingView:
    return DrawingView(
        id=row.id,
        name=row.name,
        revision=row.revision,
        from_photo=row.consent is not None,
        cover_url=f"/api/drawings/{row.id}/cover.png?revision={row.revision}",
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def _lines_of_sketch(data: bytes) -> Gray:
    return read_sketch(run_limited(decode_transparent, data, limits=PICTURE_LIMITS))


def _lines_of_photo(data: bytes) -> Gray:
    return photo_to_sketch(run_limited(decode_image, data, limits=PICTURE_LIMITS))
