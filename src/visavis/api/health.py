"""Whether the process answers, and whether it can serve: for containers, proxies and whoever watches. No sign-in."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from visavis.api.identity import LanguageDep, ServicesDep
from visavis.api.readiness import Readiness

router = APIRouter(tags=["health"])


class HealthView(BaseModel):
    status: Literal["ok"] = "ok"


class ReadyPartView(BaseModel):
    part: Literal["database", "store", "disk"]
    ready: bool
    why: str | None = Field(default=None, description="what is wrong and what to do, where it isn't ready")


class ReadyView(BaseModel):
    ready: bool
    parts: list[ReadyPartView]


@router.get("/health")
async def health() -> HealthView:
    """The process answers. Touches neither the database nor the store."""
    return HealthView()


@router.get("/ready", response_model=ReadyView, responses={503: {"model": ReadyView}})
def ready(request: Request, services: ServicesDep, language: LanguageDep) -> JSONResponse:
    """Database reachable and migrated, store writable, room on the disk; 503 with what isn't, and why."""
    readiness: Readiness = request.app.state.readiness
    parts = [
        ReadyPartView(part=one.name, ready=one.why is None, why=one.why.in_language(language) if one.why else None)
        for one in readiness.look(services)
    ]
    view = ReadyView(ready=all(part.ready for part in parts), parts=parts)
    return JSONResponse(view.model_dump(exclude_none=True), 200 if view.ready else 503)
