"""The photos of a catalogue: brought one by one or in a zip, shown, done anew, accepted, downloaded."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from visavis.api.identity import LanguageDep, Me, ServicesDep, SessionDep
from visavis.api.media import send_blob
from visavis.api.pace import Pace
from visavis.api.services import Services
from visavis.api.shop import ACatalogue, ProductPhotoView, present_photo
from visavis.api.shop_wishes import wish_of
from visavis.api.uploads import too_large
from visavis.interview.recording.room import check_room
from visavis.jobs.reasons import offered_engines
from visavis.kit.errors import Conflict, Invalid
from visavis.kit.text import Language, Text
from visavis.media.provenance import signing_identity
from visavis.shop import arriving, keeping, places, queueing
from visavis.shop.arriving import LARGEST_PHOTO, LARGEST_ZIP, Arrived
from visavis.shop.consistency import compare
from visavis.shop.delivering import RIGHTS, Packing, pack_photo, sheet_of, stream_zip
from visavis.shop.sizing import find_market
from visavis.shop.tables import Catalogue, Photo
from visavis.shop.wishing import Wish, require_engines

router = APIRouter(prefix="/shop/catalogues/{catalogue_id}", tags=["shop"])
PACE = Pace(calls=60)
LARGEST_PAINTED = 4 * 2**20
Shown = Literal["small.jpg", "before.jpg", "after.jpg", "area.png", "painted.png"]
_RAW: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class UnpackedView(BaseModel):
    taken: int = Field(description="how many files the zip brought, those included that were refused at once")


class PhotoChange(BaseModel):
    accepted: bool


class NoResult(Conflict):
    """The photo has no result yet, or none at all."""


class NotPainted(Invalid):
    """What was painted isn't a PNG picture."""


def photo_of(photo_id: str, catalogue: ACatalogue, session: SessionDep) -> Photo:
    return keeping.find_photo(session, catalogue, photo_id)


APhoto = Annotated[Photo, Depends(photo_of, scope="function")]


def require_own(catalogue_id: str, me: Me, services: ServicesDep) -> Catalogue:
    """Checked in a transaction of its own, before a large body is read."""
    with services.database.reading() as session:
        return keeping.find_catalogue(session, me.id, catalogue_id)


OwnCatalogue = Annotated[Catalogue, Depends(require_own)]


@router.post("/photos", status_code=201)
def add(
    row: ACatalogue,
    photo: Annotated[UploadFile, File()],
    session: SessionDep,
    services: ServicesDep,
    language: LanguageDep,
) -> ProductPhotoView:
    """Bring one photo, of any kind: what can't be used is told when its turn comes."""
    PACE.take(row.owner_id)
    data = photo.file.read(LARGEST_PHOTO + 1)
    if len(data) > LARGEST_PHOTO:
        raise too_large(LARGEST_PHOTO)
    check_room(session, services.blobs, row.owner_id, len(data), services.options.room)
    name = arriving.safe_name(photo.filename or "")
    photo_row = keeping.add_photo(session, services.blobs, row, name, data)
    return present_photo(photo_row, compare(()), language)


@router.post("/zip", status_code=201, openapi_extra=_RAW)
async def add_zip(request: Request, own: OwnCatalogue, services: ServicesDep) -> UnpackedView:
    """Bring many photos in a zip of up to 2 GiB, sent as it is. Folders are left out, names stay."""
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
        path = Path(folder) / "photos.zip"
        await _receive(request, path)
        taken = await run_in_threadpool(_unpack, services, own, path)
    return UnpackedView(taken=taken)


@router.get("/results.zip", response_class=StreamingResponse)
def download_all(
    row: ACatalogue,
    services: ServicesDep,
    language: LanguageDep,
    label: bool = True,
    market: str | None = None,
    cut: bool = False,
    accepted: bool = False,
) -> StreamingResponse:
    """Every result, or those that were accepted, under the photos' names, with report.csv."""
    packing = _packing(services, language, label, market, cut)
    photos = [photo for photo in row.photos if photo.accepted or not accepted]
    headers = {"Content-Disposition": _attachment(f"{row.name or 'photos'}.zip"), "Cache-Control": "no-store"}
    stream = stream_zip(services.blobs, row, photos, packing)
    return StreamingResponse(stream, media_type="application/zip", headers=headers)


@router.get("/rights.pdf", response_class=Response)
def download_rights(row: ACatalogue, services: ServicesDep) -> Response:
    """Whose face it is, how it was made, under which licences, what was done; a page in Korean and one in English. 409
    once consent is withdrawn."""
    headers = {"Content-Disposition": _attachment(RIGHTS), "Cache-Control": "no-store"}
    return Response(sheet_of(services.blobs, row, list(row.photos)), media_type="application/pdf", headers=headers)


@router.delete("/photos/{photo_id}", status_code=204)
def remove_photo(photo: APhoto, row: ACatalogue, session: SessionDep, services: ServicesDep) -> None:
    """Delete a photo and its result, for good."""
    keeping.remove_photo(session, services.blobs, row, photo)


@router.patch("/photos/{photo_id}")
def change_photo(
    asked: PhotoChange, photo: APhoto, row: ACatalogue, session: SessionDep, language: LanguageDep
) -> ProductPhotoView:
    """Accept a result, or take that back."""
    photo.accepted = asked.accepted and photo.patch_x is not None
    session.flush()
    return present_photo(photo, compare(row.photos), language)


@router.post("/photos/{photo_id}/redo", status_code=202)
def redo(
    photo: APhoto,
    row: ACatalogue,
    session: SessionDep,
    services: ServicesDep,
    language: LanguageDep,
    wish: Annotated[Wish, Depends(wish_of)],
    painted: Annotated[UploadFile | None, File()] = None,
) -> ProductPhotoView:
    """Do a photo anew with wishes of its own, at once. ``painted``: a PNG, green to add, red to remove; left out,
    nothing is painted."""
    PACE.take(row.owner_id)
    require_engines(wish.engine, wish.detail_engine, offered_engines(session))
    area = _read_painted(painted)
    check_room(session, services.blobs, row.owner_id, len(area or b""), services.options.room)
    keeping.ask_anew(session, services.blobs, row, photo, wish, area)
    queueing.enqueue_one(session, services.jobs, row, photo)
    return present_photo(photo, compare(row.photos), language)


@router.get("/photos/{photo_id}/file", response_class=Response)
def download(
    photo: APhoto,
    row: ACatalogue,
    services: ServicesDep,
    language: LanguageDep,
    label: bool = True,
    market: str | None = None,
    cut: bool = False,
) -> Response:
    """One result at full size or a market's."""
    if photo.patch_x is None:
        raise NoResult(Text(ko="이 사진에는 아직 결과가 없습니다.", en="There is no result of this photo (yet)."))
    parcel = pack_photo(services.blobs, row, photo, _packing(services, language, label, market, cut))
    mime = "image/png" if parcel.name.lower().endswith(".png") else "image/jpeg"
    headers = {"Content-Disposition": _attachment(parcel.name), "Cache-Control": "no-store"}
    return Response(parcel.data, media_type=mime, headers=headers)


@router.get("/photos/{photo_id}/{picture}", response_class=Response)
def read_picture(request: Request, picture: Shown, photo: APhoto, row: ACatalogue, services: ServicesDep) -> Response:
    """A picture to be shown: small or large, before or after, the area that is new, or what was painted."""
    if picture == "painted.png":
        key = places.painted_key(row, photo.id)
    else:
        key = places.made_key(row, photo.id, photo.shown_revision or 0, picture)
    return send_blob(request, services.blobs, key, "image/png" if picture.endswith(".png") else "image/jpeg")


async def _receive(request: Request, path: Path) -> None:
    taken = 0
    with path.open("wb") as file:
        async for chunk in request.stream():
            taken += len(chunk)
            if taken > LARGEST_ZIP:
                raise too_large(LARGEST_ZIP)
            await run_in_threadpool(file.write, chunk)


def _unpack(services: Services, own: Catalogue, path: Path) -> int:
    """Each file in a transaction of its own, so that nobody waits for the database until the last."""
    with services.database.reading() as session:
        held = len(keeping.find_catalogue(session, own.owner_id, own.id).photos)
    taken = 0
    for file in arriving.unpack(path, keeping.MOST_PHOTOS - held):
        _take(services, own, file)
        taken += 1
    return taken


def _take(services: Services, own: Catalogue, file: Arrived) -> None:
    with services.database.transaction() as session:
        row = keeping.find_catalogue(session, own.owner_id, own.id)
        if file.data is None:
            keeping.note_refused(session, row, file.name, too_large(LARGEST_PHOTO))
            return
        check_room(session, services.blobs, row.owner_id, len(file.data), services.options.room)
        keeping.add_photo(session, services.blobs, row, file.name, file.data)


def _read_painted(painted: UploadFile | None) -> bytes | None:
    if painted is None:
        return None
    data = painted.file.read(LARGEST_PAINTED + 1)
    if len(data) > LARGEST_PAINTED:
        raise too_large(LARGEST_PAINTED)
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        raise NotPainted(Text(ko="칠한 영역은 PNG여야 합니다.", en="What was painted has to be a PNG."))
    return data


def _packing(services: Services, language: Language, label: bool, market: str | None, cut: bool) -> Packing:
    identity = signing_identity(services.options.identity_dir)
    return Packing(identity, language, label, find_market(market) if market else None, cut)


def _attachment(name: str) -> str:
    """The Content-Disposition of a file under its own name (RFC 6266)."""
    plain = "".join(c for c in name.encode("ascii", "ignore").decode() if c not in '"\\;')
    return f"attachment; filename=\"{plain or 'photo'}\"; filename*=UTF-8''{quote(name)}"
