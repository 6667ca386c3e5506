"""What the web app needs to know about this installation."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from visavis.api.identity import ServicesDep

router = APIRouter(prefix="/meta", tags=["meta"])


class MetaView(BaseModel):
    version: str
    joining: Literal["open", "invited"]
    lan_urls: list[str] = Field(description="addresses at which other machines of the network reach us")
    secure: bool = Field(description="whether browsers reach us by https")
    keep_recordings_days: int = Field(description="after how many days recordings are deleted; 0 for never")


@router.get("")
def read(services: ServicesDep) -> MetaView:
    """Version, who may join, and the addresses for other machines."""
    options = services.options
    return MetaView(
        version=options.version,
        joining=options.joining,
        lan_urls=list(options.lan_urls),
        secure=options.secure,
        keep_recordings_days=options.keep_recordings_days,
    )
