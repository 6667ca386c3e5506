"""The demonstration that needs no camera and no account."""

from __future__ import annotations

import json
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from visavis.api.identity import LanguageDep, ServicesDep
from visavis.api.interview_views import WordView
from visavis.api.media import send_blob
from visavis.api.services import Services
from visavis.interview import demonstrations
from visavis.interview.report.schema import Report
from visavis.kit.text import Language

router = APIRouter(tags=["demo"], prefix="/demo")


class DemoClip(BaseModel):
    """A clip with a virtual person, to be shown with the label."""

    url: str
    duration_s: float
    words: list[WordView] = Field(description="for subtitles")


class DemoView(BaseModel):
    """An interviewer asks, a candidate answers, both virtual; the report is what the review made of the answer."""

    question: DemoClip
    answer: DemoClip
    report: Report


@router.get("")
def read_demo(services: ServicesDep, language: LanguageDep) -> DemoView | None:
    """The demonstration in the language asked for; null while it is being made, as after the first start."""
    if not demonstrations.is_ready(services.blobs, language):
        return None
    return DemoView(
        question=_clip(services, language, "question"),
        answer=_clip(services, language, "answer"),
        report=demonstrations.read_report(services.blobs, language),
    )


@router.get("/{language}/{name}.mp4", response_class=Response)
def read_demo_clip(
    language: Language, name: Literal["question", "answer"], request: Request, services: ServicesDep
) -> Response:
    """One of the two clips."""
    return send_blob(request, services.blobs, f"{demonstrations.folder(language)}/{name}.mp4", "video/mp4")


def _clip(services: Services, language: Language, name: str) -> DemoClip:
    told = json.loads(services.blobs.get(f"{demonstrations.folder(language)}/{name}.json"))
    return DemoClip(url=f"/api/demo/{language}/{name}.mp4", **told)
