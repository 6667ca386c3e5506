"""Checking camera and microphone, calibrating the gaze, and bringing a phone in."""

from __future__ import annotations

import io
import time
from datetime import datetime
from typing import Annotated

import qrcode
import qrcode.image.svg
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from visavis.accounts import pairing, tries
from visavis.api.accounts import MeView, sign_in
from visavis.api.errors import TooFast
from visavis.api.identity import Me, ServicesDep, SessionDep, address_of
from visavis.kit.errors import Refused
from visavis.kit.text import Text

router = APIRouter(tags=["devices"])


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


class Pace:
    """At most ``calls`` of one account in any second; held in memory, since nothing is lost with it."""

    def __init__(self, calls: int) -> None:
        self._calls = calls
        self._times: dict[str, list[float]] = {}

    def take(self, account_id: str) -> None:
        """Raises TooFast."""
        now_s = time.monotonic()
        recent = [at for at in self._times.get(account_id, []) if at > now_s - 1.0]
        if len(recent) >= self._calls:
            raise TooFast(
                Text(ko="요청이 너무 잦습니다. 잠시 후 다시 시도해 주세요.", en="Too many calls; wait a second.")
            )
        self._times[account_id] = [*recent, now_s]
        if len(self._times) > 10_000:
            self._times = {account: times for account, times in self._times.items() if times[-1] > now_s - 1.0}


def _qr_svg(text: str) -> str:
    drawn = io.BytesIO()
    qrcode.make(text, image_factory=qrcode.image.svg.SvgPathImage, border=2).save(drawn)
    return drawn.getvalue().decode()
