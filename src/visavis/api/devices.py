"""Checking camera and microphone, calibrating the gaze, and bringing a phone in."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Annotated

import qrcode
import qrcode.image.svg
from fastapi import APIRouter, File, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field

from visavis.accounts import pairing, tries
from visavis.api.accounts import MeView, sign_in
from visavis.api.identity import LanguageDep, Me, ServicesDep, SessionDep, address_of
from visavis.api.pace import Pace
from visavis.api.uploads import read_body, too_large
from visavis.interview import calibrating
from visavis.interview.calibrating import FRAMES_A_TARGET
from visavis.interview.tables import Calibration
from visavis.kit.errors import Refused
from visavis.kit.text import Language
from visavis.media.image import decode_image
from visavis.media.values import RGB
from visavis.observe import framing

router = APIRouter(tags=["devices"])
FRAME_BYTES = 512 * 1024
FRAME_PIXELS = 1280 * 1280


class PairingView(BaseModel):
    """A code for one phone, good for ten minutes and one use."""

    code: str
    url: str = Field(description="what the QR code holds")
    qr_svg: str
    expires_at: datetime


class Claim(BaseModel):
    code: Annotated[str, Field(max_length=64)]


@router.post("/pairings")
def open_pairing(me: Me, session: SessionDep, services: ServicesDep) -> PairingView:
    """A code, as a QR picture too, by which a phone joins this account."""
    code, expires_at = pairing.open_pairing(session, me)
    base = services.options.lan_urls[0] if services.options.lan_urls else services.options.public_url
    url = f"{base}/pair?code={code}"
    return PairingView(code=code, url=url, qr_svg=_qr_svg(url), expires_at=expires_at)


@router.post("/pairings/claim")
def claim_pairing(
    asked: Claim, request: Request, response: Response, session: SessionDep, services: ServicesDep
) -> MeView:
    """Sign this browser in to the account that made the code."""
    address = address_of(request)
    tries.check_tries(session, "pairing", address)
    try:
        account = pairing.claim_pairing(session, asked.code)
    except Refused:
        session.rollback()
        with services.database.transaction() as separate:
            tries.count_failure(separate, "pairing", address)
        raise
    return sign_in(response, session, services, account)


class CalibrationView(BaseModel):
    """A gaze calibration."""

    id: str
    usable: bool = Field(description="whether the report will rely on it")
    residual_deg: float | None = Field(description="mean error over the targets, each predicted from the others")
    created_at: datetime


Frames = Annotated[list[UploadFile], File(description="a few JPEG frames while looking there")]


@router.post("/calibrations", status_code=201)
def calibrate(
    me: Me,
    session: SessionDep,
    camera: Frames,
    top_left: Frames,
    top_right: Frames,
    bottom_left: Frames,
    bottom_right: Frames,
) -> CalibrationView:
    """Measure where the eyes are when looking at the camera and the four corners; the frames aren't kept."""
    by_target = {
        "camera": camera,
        "top_left": top_left,
        "top_right": top_right,
        "bottom_left": bottom_left,
        "bottom_right": bottom_right,
    }
    frames = {target: [_picture(file) for file in files[:FRAMES_A_TARGET]] for target, files in by_target.items()}
    return _present_calibration(calibrating.calibrate(session, me.id, frames))


@router.get("/calibrations/latest")
def read_latest_calibration(me: Me, session: SessionDep) -> CalibrationView | None:
    """The newest calibration; null when there is none."""
    found = calibrating.latest_calibration(session, me.id)
    return _present_calibration(found) if found is not None else None


def _present_calibration(made: Calibration) -> CalibrationView:
    return CalibrationView(id=made.id, usable=made.usable, residual_deg=made.residual_deg, created_at=made.created_at)


def _picture(file: UploadFile) -> RGB:
    data = file.file.read(FRAME_BYTES + 1)
    if len(data) > FRAME_BYTES:
        raise too_large(FRAME_BYTES)
    return decode_image(data, FRAME_PIXELS, ("JPEG",))


class BoxView(BaseModel):
    """In fractions of the picture from its upper left corner, as the camera sees it (not mirrored)."""

    x: float
    y: float
    w: float
    h: float


class AdviceView(BaseModel):
    code: str
    message: str


class FrameView(BaseModel):
    """What the camera sees of the candidate in one frame."""

    faces: int
    box: BoxView | None
    advice: list[AdviceView] = Field(description="most important first; the single code 'ok' when all is well")
    brightness: float = Field(ge=0, le=1)
    face_brightness: float | None = Field(ge=0, le=1)


@router.post("/device-check/frame", openapi_extra={"requestBody": {"content": {"image/jpeg": {}}, "required": True}})
async def check_frame(request: Request, me: Me, language: LanguageDep) -> FrameView:
    """Is the face well in the picture? The frame (JPEG, at most 640 px) is looked at and forgotten."""
    PACE.take(me.id)
    data = await read_body(request, FRAME_BYTES)
    return await run_in_threadpool(_look, data, language)


def _look(data: bytes, language: Language) -> FrameView:
    seen = framing.check_frame(decode_image(data, FRAME_PIXELS, ("JPEG",)))
    box = _box(*seen.box) if seen.box else None
    return FrameView(
        faces=seen.faces,
        box=box,
        advice=[AdviceView(code=code, message=framing.ADVICE[code].in_language(language)) for code in seen.advice],
        brightness=seen.brightness,
        face_brightness=seen.face_brightness,
    )


def _box(left: float, top: float, right: float, bottom: float) -> BoxView:
    return BoxView(x=left, y=top, w=right - left, h=bottom - top)


PACE = Pace(calls=4)


def _qr_svg(text: str) -> str:
    drawn = io.BytesIO()
    qrcode.make(text, image_factory=qrcode.image.svg.SvgPathImage, border=2).save(drawn)
    return drawn.getvalue().decode()
