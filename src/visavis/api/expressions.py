"""Classes of expression over HTTP: a picture, a clip or camera frames come in, classes go out, nothing is kept."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.concurrency import run_in_threadpool

from visavis.api.expression_views import (
    ExpressionAboutView,
    ExpressionFrameView,
    ExpressionReadingView,
    present_about,
    present_clip,
    present_faces,
)
from visavis.api.identity import LanguageDep, Me
from visavis.api.latest import Newest
from visavis.api.pace import Pace
from visavis.api.uploads import read_body, too_large
from visavis.interview.review.clip import ClipReading, NeitherPictureNorVideo, read_clip
from visavis.kit.text import Language
from visavis.media.image import NotAPicture, decode_image
from visavis.media.limits import Limits
from visavis.media.sandbox import run_limited
from visavis.media.sniff import HEAD_BYTES, holds_clip, is_clip
from visavis.observe.expression_classes import EXPRESSIONS, count_unread, read_picture
from visavis.people.consent import ReadingConsent, require_reading_attestation

router = APIRouter(prefix="/expressions", tags=["expressions"])
PICTURE_BYTES = 20 * 2**20
CLIP_BYTES = 30 * 2**20
FRAME_BYTES = 512 * 1024
FRAME_PIXELS = 1280 * 1280
PICTURE_LIMITS = Limits(memory_mb=2048, cpu_s=20, wall_s=30.0)
CLIP_LIMITS = Limits(video_side_px=4096, duration_s=120.0, cpu_s=240, wall_s=300.0)
PACE = Pace(calls=3)
FRAME_PACE = Pace(calls=4)
PICTURES, CLIPS = Newest(slots=1), Newest(slots=1)
"""A clip takes long: pictures don't wait for it."""
_CHUNK = 2**20

Consented = Annotated[ReadingConsent, Form(description="whose face it is")]
Attested = Annotated[bool, Form(description="the statement that goes with it is attested")]


@router.get("")
def read_about(_me: Me, language: LanguageDep) -> ExpressionAboutView:
    """The model, its classes, how often it is wrong, and what has to be attested. 503 when there is none."""
    with EXPRESSIONS.lease() as engine:
        return present_about(engine, language, CLIP_LIMITS.duration_s)


@router.post("")
async def read(
    request: Request,
    file: Annotated[UploadFile, File(description="a picture, or a clip of two minutes at most")],
    consent: Consented,
    me: Me,
    language: LanguageDep,
    attestation: Attested = False,
    look_map: Annotated[bool, Form(description="also tell what the model looked at; pictures only")] = False,
) -> ExpressionReadingView:
    """What class of expression each face looks like to the model. Nothing is kept. While one waits, a newer request
    takes its place (409)."""
    PACE.take(me.id)
    require_reading_attestation(consent, attestation)
    head = await file.read(HEAD_BYTES)
    await file.seek(0)
    async with (CLIPS if holds_clip(head) else PICTURES).turn(me.id, request):
        return await run_in_threadpool(_read, file, look_map, language)


@router.post("/frames", openapi_extra={"requestBody": {"content": {"image/jpeg": {}}, "required": True}})
async def read_frame(
    request: Request,
    consent: Annotated[ReadingConsent, Query()],
    me: Me,
    language: LanguageDep,
    attestation: Annotated[bool, Query()] = False,
) -> ExpressionFrameView:
    """The same of one frame (JPEG, at most 1280 px square) of a camera that somebody turned on; four a second."""
    FRAME_PACE.take(me.id)
    require_reading_attestation(consent, attestation)
    data = await read_body(request, FRAME_BYTES)
    return await run_in_threadpool(_look, data, language)


def _read(file: UploadFile, look_map: bool, language: Language) -> ExpressionReadingView:
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
        path = _saved(file, Path(folder))
        if is_clip(path):
            return present_clip(_clip(path), language)
        data = path.read_bytes()
    if len(data) > PICTURE_BYTES:
        raise too_large(PICTURE_BYTES)
    try:
        image = run_limited(decode_image, data, limits=PICTURE_LIMITS)
    except NotAPicture as error:
        raise NeitherPictureNorVideo from error
    with EXPRESSIONS.lease() as engine:
        faces = read_picture(engine, image)
        return present_faces(engine, image, faces, count_unread(image, faces), look_map, language)


def _clip(path: Path) -> ClipReading:
    return read_clip(path, CLIP_LIMITS)


def _saved(file: UploadFile, folder: Path) -> Path:
    """The upload as a file of our own name. Raises UploadTooLarge."""
    path = folder / "brought"
    with path.open("wb") as out:
        shutil.copyfileobj(file.file, out, _CHUNK)
    if path.stat().st_size > CLIP_BYTES:
        raise too_large(CLIP_BYTES)
    return path


def _look(data: bytes, language: Language) -> ExpressionFrameView:
    image = decode_image(data, FRAME_PIXELS, ("JPEG",))
    with EXPRESSIONS.lease() as engine:
        seen = present_faces(engine, image, read_picture(engine, image, most=3), 0, False, language)
    return ExpressionFrameView(faces=seen.faces, message=seen.message)
