"""Personas, the clips of an interview's seats and of simulated candidates, and giving a seat to somebody else."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, Field

from visavis.api.identity import LanguageDep, Me, ServicesDep, SessionDep
from visavis.api.interview_views import InterviewView, present_interview
from visavis.api.interviews import OwnInterview
from visavis.api.media import send_blob
from visavis.api.seat_views import PersonaView, other_key, present_persona, seat_person
from visavis.interview import interviewers, seat_clips
from visavis.interview.panel import others_of, seats_of
from visavis.interview.personas import personas
from visavis.interview.sessions import states
from visavis.kit.errors import NotFound
from visavis.kit.text import Language, Text
from visavis.people.persons import find_person

router = APIRouter(tags=["panel"])

Number = Annotated[int, Path(ge=0, le=9)]


class ChosenPerson(BaseModel):
    person_id: str = Field(max_length=60)


class NoSuchClip(NotFound):
    """The seat, the candidate or the clip isn't there, or hasn't been made yet."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="영상이 아직 준비되지 않았거나 없는 영상입니다. 잠시 후 다시 시도해 주세요.",
                en="There is no such clip, or it isn't made yet. Try again in a moment.",
            )
        )


@router.get("/personas")
def list_personas(language: LanguageDep) -> list[PersonaView]:
    """How interviewers can behave."""
    return [present_persona(persona, language) for persona in personas()]


@router.put("/interviews/{interview_id}/seats/{number}")
def change_person(
    number: Number,
    asked: ChosenPerson,
    one: OwnInterview,
    me: Me,
    session: SessionDep,
    services: ServicesDep,
    language: LanguageDep,
) -> InterviewView:
    """Let another person take a seat, as after the one who had it has been deleted; their clips are made anew."""
    services.check_interviewer(session, asked.person_id, me.id)
    interviewers.change_interviewer(session, services.jobs, services.blobs, one, asked.person_id, number)
    return present_interview(services, session, one, language)


@router.get("/interviews/{interview_id}/seats/{number}/{name}.mp4", response_class=Response)
def read_seat_clip(
    request: Request, number: Number, name: str, one: OwnInterview, session: SessionDep, services: ServicesDep
) -> Response:
    """How a seat listens (listening, left, right), greets (greeting) or reacts to an answer (heard-0 …)."""
    seats = seats_of(one)
    person = seat_person(session, one, seats[number]) if number < len(seats) else None
    if person is None or name not in seat_clips.names_of(one, number):
        raise NoSuchClip
    language = cast(Language, one.language)
    key = seat_clips.key_of(services.blobs, language, seats[number], person, name)
    if not services.blobs.exists(key):
        raise NoSuchClip
    return send_blob(request, services.blobs, key, "video/mp4")


@router.get("/interviews/{interview_id}/others/{number}/{index}.mp4", response_class=Response)
def read_other_answer(
    request: Request,
    number: Number,
    index: Annotated[int, Path(ge=0, le=99_999)],
    one: OwnInterview,
    session: SessionDep,
    services: ServicesDep,
) -> Response:
    """A simulated candidate answering a question."""
    question = states.find_question(one, index)
    if (number, question) not in seat_clips.answered_by_others(one):
        raise NoSuchClip
    person = find_person(session, "", others_of(one)[number])
    key = other_key(services.blobs, one, number, person, question)
    if not services.blobs.exists(key):
        raise NoSuchClip
    return send_blob(request, services.blobs, key, "video/mp4")
