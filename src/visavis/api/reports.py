"""The report and its downloads, the replay, the question clips, and one's progress."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from visavis.api.identity import LanguageDep, Me, ServicesDep, SessionDep
from visavis.api.interviews import OwnInterview, OwnQuestion
from visavis.api.media import send_blob
from visavis.api.services import Services
from visavis.interview import reviews
from visavis.interview.report.schema import Report
from visavis.interview.tables import Interview
from visavis.kit.errors import NotFound
from visavis.kit.text import Text

router = APIRouter(tags=["reports"])


class ProgressPoint(BaseModel):
    interview_id: str
    question_index: int
    answered_at: datetime
    value: float


class ProgressView(BaseModel):
    """One measure over all of one's answers, oldest first."""

    key: str
    points: list[ProgressPoint]


class NotRecorded(NotFound):
    """There is no such recording or clip (yet)."""


def _binary(*mimes: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {mime: {"schema": {"type": "string", "format": "binary"}} for mime in mimes}}}


@router.get("/interviews/{interview_id}/report")
def read(one: OwnInterview, services: ServicesDep) -> Report:
    """The report; a conflict while the review goes on."""
    return Report.model_validate_json(services.blobs.get(reviews.report_key(one, "json")))


@router.get("/interviews/{interview_id}/report.json", response_class=Response, responses=_binary("application/json"))
def download_json(request: Request, one: OwnInterview, services: ServicesDep) -> Response:
    """The report as a file."""
    return _download(request, services, one, "json", "application/json")


@router.get("/interviews/{interview_id}/report.csv", response_class=Response, responses=_binary("text/csv"))
def download_csv(request: Request, one: OwnInterview, services: ServicesDep) -> Response:
    """Every track as a table, one row for each frame time."""
    return _download(request, services, one, "csv", "text/csv; charset=utf-8")


@router.get("/interviews/{interview_id}/report.html", response_class=Response, responses=_binary("text/html"))
def download_html(request: Request, one: OwnInterview, services: ServicesDep, language: LanguageDep) -> Response:
    """The report as one page that needs nothing else, in the user's language."""
    return _download(request, services, one, f"{language}.html", "text/html; charset=utf-8")


@router.get(
    "/interviews/{interview_id}/questions/{index}/replay",
    response_class=Response,
    responses=_binary("video/webm", "video/mp4"),
)
def replay(request: Request, question: OwnQuestion, services: ServicesDep) -> Response:
    """The recorded answer, seekable."""
    if question.replay_key is None or question.replay_mime is None:
        raise NotRecorded(Text(ko="다시 볼 녹화가 없습니다.", en="There is no recording to replay."))
    return send_blob(request, services.blobs, question.replay_key, question.replay_mime)


@router.get(
    "/interviews/{interview_id}/questions/{index}/clip.mp4", response_class=Response, responses=_binary("video/mp4")
)
def clip(request: Request, question: OwnQuestion, services: ServicesDep) -> Response:
    """The interviewer asking the question."""
    if question.clip_key is None:
        raise NotRecorded(Text(ko="질문 영상이 아직 준비되지 않았습니다.", en="The question's clip isn't ready yet."))
    return send_blob(request, services.blobs, question.clip_key, "video/mp4")


@router.get("/progress")
def progress(me: Me, session: SessionDep) -> list[ProgressView]:
    """How each measure went over one's own answers."""
    found: dict[str, list[ProgressPoint]] = {}
    for answer in reviews.list_answers(session, me.id):
        for key, value in answer.figures.items():
            point = ProgressPoint(
                interview_id=answer.interview_id, question_index=answer.number, answered_at=answer.at, value=value
            )
            found.setdefault(key, []).append(point)
    return [ProgressView(key=key, points=points) for key, points in sorted(found.items())]


def _download(request: Request, services: Services, one: Interview, form: str, mime: str) -> Response:
    name = f"visavis-{one.created_at:%Y-%m-%d}-{one.id[-6:]}.{form}"
    return send_blob(request, services.blobs, reviews.report_key(one, form), mime, name, cache="private, no-cache")
