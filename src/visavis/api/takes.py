"""Recordings come in piece by piece, each acknowledged only when it is safe."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Depends, Header, Path, Request
from pydantic import AfterValidator, BaseModel, Field
from sqlalchemy.orm import Session

from visavis.api.identity import Me, ServicesDep, SessionDep
from visavis.api.interviews import OwnInterview, OwnQuestion
from visavis.api.uploads import read_body
from visavis.interview import recording
from visavis.interview.recording.pieces import LARGEST_PIECE
from visavis.interview.tables import Take

router = APIRouter(tags=["takes"])


class StartTake(BaseModel):
    mime: str = Field(max_length=120, description="as MediaRecorder names it, e.g. video/webm;codecs=vp9,opus")
    video: bool = True
    question_id: str | None = Field(
        default=None, max_length=40, description="which question it answers, wherever a follow-up has moved it since"
    )
    continues: str | None = Field(
        default=None, max_length=40, description="the take that this one goes on from after an interruption"
    )


def _plausible(at: datetime) -> datetime:
    # Clocks that are never set tell 1970 or 2000; what lies further off can't even be moved to UTC.
    if not 1970 <= at.year <= 2200:
        raise ValueError("between the years 1970 and 2200")
    return at.astimezone(UTC)


Clock = Annotated[datetime, AfterValidator(_plausible)]


class StartedTake(BaseModel):
    take_id: str


class Mark(BaseModel):
    """Something that the page noticed at a time of the recording, e.g. the end of the thinking time."""

    at_s: float = Field(ge=-86_400, le=86_400)
    what: str = Field(max_length=40)


class FinishTake(BaseModel):
    pieces: int = Field(ge=1, le=3 * 3600)
    started_at: Clock | None = None
    response_delay_s: float | None = Field(default=None, ge=0, le=3600)
    marks: list[Mark] = Field(default=[], max_length=200)


class ReceivedView(BaseModel):
    received: list[tuple[int, int]] = Field(description="inclusive ranges of the pieces that are safe")


class TakeView(ReceivedView):
    take_id: str
    state: Literal["recording", "complete"]
    mime: str


async def piece_body(request: Request) -> bytes:
    return await read_body(request, LARGEST_PIECE)


PieceBody = Annotated[bytes, Depends(piece_body)]
_RAW: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


def own_take(take_id: str, session: SessionDep, me: Me) -> Take:
    return recording.find_take(session, take_id, me.id)


OwnTake = Annotated[Take, Depends(own_take, scope="function")]


@router.post("/interviews/{interview_id}/questions/{index}/takes", status_code=201)
def start(asked: StartTake, one: OwnInterview, question: OwnQuestion, session: SessionDep) -> StartedTake:
    """Begin recording an answer, again, or on from an interruption."""
    question = next((q for q in one.questions if q.id == asked.question_id), question)
    take = recording.start_take(session, one, question, asked.mime, asked.video, asked.continues)
    return StartedTake(take_id=take.id)


@router.put("/takes/{take_id}/pieces/{number}", openapi_extra=_RAW)
def put_piece(
    data: PieceBody,
    number: Annotated[int, Path(ge=0, le=99_999)],
    take: OwnTake,
    session: SessionDep,
    services: ServicesDep,
    x_piece_sha256: Annotated[str | None, Header(max_length=64)] = None,
) -> ReceivedView:
    """Keep one piece of at most 16 MiB. Sending it again is harmless; other bytes under its number are a conflict."""
    recording.receive_piece(session, services.blobs, take, number, data, x_piece_sha256, services.options.room)
    return ReceivedView(received=recording.received_ranges(session, take))


@router.get("/takes/{take_id}")
def read(take: OwnTake, session: SessionDep) -> TakeView:
    """What of the take is safe."""
    return _present(session, take)


@router.post("/takes/{take_id}/finish")
def finish(asked: FinishTake, take: OwnTake, session: SessionDep) -> TakeView:
    """Close the take; a conflict with the list of missing pieces while some are."""
    marks = [mark.model_dump() for mark in asked.marks]
    recording.finish_take(session, take, asked.pieces, asked.started_at, asked.response_delay_s, marks)
    return _present(session, take)


def _present(session: Session, take: Take) -> TakeView:
    return TakeView(
        take_id=take.id,
        state=cast(Literal["recording", "complete"], take.state),
        mime=f"{'video' if take.has_video else 'audio'}/{take.container}",
        received=recording.received_ranges(session, take),
    )
