"""Question sets: files of questions that an account brings along, keeps, and takes out again."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from visavis.api.identity import Me, ServicesDep, SessionDep
from visavis.api.media import attachment
from visavis.api.services import Services
from visavis.api.uploads import read_body
from visavis.interview.question_sets import find_set, keep_set, list_sets, read_kept
from visavis.interview.questions import Competence, Kind
from visavis.interview.questions.sets import (
    LARGEST_FILE,
    LONGEST,
    LONGEST_TITLE,
    MOST_QUESTIONS,
    Form,
    QuestionList,
    list_of,
    read_set,
    write_set,
    write_template,
)
from visavis.interview.recording.room import check_room
from visavis.interview.tables import QuestionSet
from visavis.media.limits import Limits
from visavis.media.sandbox import run_limited

router = APIRouter(prefix="/question-sets", tags=["question_sets"])
FILE_LIMITS = Limits(memory_mb=1024, cpu_s=20, wall_s=30.0)
_MIMES: dict[Form, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml",
}
_RAW: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {mime.split(";")[0]: {"schema": {"type": "string", "format": "binary"}} for mime in _MIMES.values()}
    }
}


class SetQuestionView(BaseModel):
    text: str
    kind: Kind
    competence: Competence | None
    follow_ups: list[str]


class SetView(BaseModel):
    id: str
    title: str
    questions: list[SetQuestionView]
    created_at: datetime


class TypedSet(BaseModel):
    """Questions without a file; without a title the first question is it."""

    title: str = Field(default="", max_length=LONGEST_TITLE)
    questions: list[Annotated[str, Field(max_length=LONGEST)]] = Field(min_length=1, max_length=MOST_QUESTIONS)


async def set_body(request: Request) -> bytes:
    return await read_body(request, LARGEST_FILE)


@router.post("", status_code=201, openapi_extra=_RAW)
def keep(
    data: Annotated[bytes, Depends(set_body)],
    me: Me,
    session: SessionDep,
    services: ServicesDep,
    name: Annotated[str, Query(max_length=200, description="of the file; its ending tells the form")],
) -> SetView:
    """Read a CSV, XLSX or YAML file of questions and keep it. A mistake is told with its row, and nothing is kept."""
    return _keep(services, session, me.id, run_limited(read_set, data, name, limits=FILE_LIMITS))


@router.post("/typed", status_code=201)
def keep_typed(typed: TypedSet, me: Me, session: SessionDep, services: ServicesDep) -> SetView:
    """Keep questions that were typed or brought along. A mistake is told with its number, and nothing is kept."""
    return _keep(services, session, me.id, list_of(typed.title, typed.questions))


@router.get("")
def list_own(me: Me, session: SessionDep) -> list[SetView]:
    """One's own sets, newest first."""
    return [_present(one) for one in list_sets(session, me.id)]


@router.get("/template", response_class=Response, responses=_FILE)
def template(form: Annotated[Form, Query()] = "csv") -> Response:
    """A file with two examples to start from."""
    return _file(write_template(form), form, "visavis questions")


@router.get("/{set_id}/file", response_class=Response, responses=_FILE)
def download(set_id: str, me: Me, session: SessionDep, form: Annotated[Form, Query()] = "csv") -> Response:
    """The set as a file that can be read in again."""
    kept = find_set(session, set_id, me.id)
    return _file(write_set(read_kept(kept), form), form, kept.title)


@router.delete("/{set_id}", status_code=204)
def delete(set_id: str, me: Me, session: SessionDep) -> None:
    """Delete the set. Interviews that asked its questions keep them."""
    session.delete(find_set(session, set_id, me.id))


def _file(data: bytes, form: Form, title: str) -> Response:
    return Response(data, media_type=_MIMES[form], headers={"Content-Disposition": attachment(title, form)})


def _keep(services: Services, session: Session, owner_id: str, read: QuestionList) -> SetView:
    check_room(session, services.blobs, owner_id, 1, services.options.room)
    return _present(keep_set(session, owner_id, read))


def _present(kept: QuestionSet) -> SetView:
    questions = [
        SetQuestionView(text=q.text, kind=q.kind, competence=q.competence, follow_ups=list(q.follow_ups))
        for q in read_kept(kept).questions
    ]
    return SetView(id=kept.id, title=kept.title, questions=questions, created_at=kept.created_at)
