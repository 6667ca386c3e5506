"""Interviewers: the cast, and people that users make of portraits they may use."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile
from pydantic import BaseModel, Field

from visavis.accounts.tables import Account
from visavis.api.identity import LanguageDep, MaybeMe, Me, ServicesDep, SessionDep
from visavis.api.jobs import JobView, present_job
from visavis.api.media import send_blob
from visavis.api.services import Services
from visavis.api.shop_consent import withdraw
from visavis.api.uploads import too_large
from visavis.interview import interviewers
from visavis.interview.recording.room import check_room
from visavis.kit.errors import Conflict
from visavis.kit.text import Language, Text
from visavis.media.image import decode_image
from visavis.media.limits import Limits
from visavis.media.sandbox import run_limited
from visavis.people import clips, persons, preparing
from visavis.people.consent import STATEMENTS, Consent
from visavis.people.exporting import marked
from visavis.people.persons import Person

router = APIRouter(tags=["interviewers"])
PORTRAIT_BYTES = 20 * 2**20
PICTURE_LIMITS = Limits(memory_mb=2048, cpu_s=20, wall_s=30.0)
"""For the child process that decodes what somebody uploads."""


class InterviewerView(BaseModel):
    """Someone who can ask the questions. A clip's address is null until it has been made."""

    id: str
    name: str
    title: str
    own: bool
    voice: str
    portrait_url: str
    listening_url: str | None
    hello_url: str | None


class ConsentView(BaseModel):
    consent: Consent
    statement: str = Field(description="what the user attests, word for word")


class MadeView(BaseModel):
    interviewer: InterviewerView
    job: JobView = Field(description="makes the listening loop and the greetings")


class ClipNotReady(Conflict):
    """The clip is still being made."""


def present_person(services: Services, person: Person, language: Language) -> InterviewerView:
    base = f"/api/interviewers/{person.id}"
    listening = services.blobs.exists(clips.listening_key(services.blobs, person))
    hello = services.blobs.exists(clips.hello_key(services.blobs, person, language))
    return InterviewerView(
        id=person.id,
        name=person.name.in_language(language),
        title=person.title.in_language(language),
        own=person.own,
        voice=person.voice,
        portrait_url=f"{base}/portrait.jpg",
        listening_url=f"{base}/listening.mp4" if listening else None,
        hello_url=f"{base}/hello.mp4?language={language}" if hello else None,
    )


def person_of(person_id: str, session: SessionDep, someone: MaybeMe) -> Person:
    """The cast may be seen by anyone (the landing page shows it), own people by their owner alone."""
    return persons.find_person(session, _id_of(someone), person_id)


def _id_of(someone: Account | None) -> str:
    return someone.id if someone is not None else ""


APerson = Annotated[Person, Depends(person_of, scope="function")]


@router.get("/interviewers")
def list_interviewers(
    session: SessionDep, services: ServicesDep, someone: MaybeMe, language: LanguageDep
) -> list[InterviewerView]:
    """The cast, then one's own."""
    return [present_person(services, one, language) for one in persons.list_people(session, _id_of(someone))]


@router.get("/consent-statements")
def list_consent_statements(language: LanguageDep) -> list[ConsentView]:
    """What has to be attested before a portrait is used."""
    return [ConsentView(consent=kind, statement=text.in_language(language)) for kind, text in STATEMENTS.items()]


@router.post("/interviewers", status_code=201)
def make_interviewer(
    portrait: Annotated[UploadFile, File()],
    name: Annotated[str, Form(max_length=200)],
    voice: Annotated[str, Form(max_length=40)],
    consent: Annotated[Consent, Form()],
    attestation: Annotated[bool, Form()],
    me: Me,
    session: SessionDep,
    services: ServicesDep,
    language: LanguageDep,
    talk_engine: Annotated[str | None, Form(max_length=40, description="of GET /engines")] = None,
) -> MadeView:
    """Make an interviewer of a portrait; an unsuitable picture is refused with the reason."""
    data = read_picture(portrait)
    # in a transaction of its own: the picture is analysed before the route's begins
    with services.database.reading() as before:
        check_room(before, services.blobs, me.id, len(data), services.options.room)
    image = run_limited(decode_image, data, limits=PICTURE_LIMITS)
    person = persons.add_person(
        session, services.blobs, me.id, image, name, voice, consent, attestation, language, talk_engine
    )
    job = preparing.enqueue(session, services.jobs, person.id, me.id)
    return MadeView(interviewer=present_person(services, person, language), job=present_job(services, job, language))


def read_picture(portrait: UploadFile) -> bytes:
    data = portrait.file.read(PORTRAIT_BYTES + 1)
    if len(data) > PORTRAIT_BYTES:
        raise too_large(PORTRAIT_BYTES)
    return data


@router.delete("/interviewers/{person_id}", status_code=204)
def delete_interviewer(person_id: str, me: Me, session: SessionDep, services: ServicesDep) -> None:
    """Delete an own interviewer with portrait and every clip, those in interviews too, for good; with a real person go
    the product photos that show them."""
    persons.remove_person(session, services.blobs, me.id, person_id)
    preparing.cancel(session, services.jobs, person_id)
    interviewers.drop_interviewer(session, services.jobs, services.blobs, person_id)
    withdraw(session, services, me.id, person_id)


@router.get("/interviewers/{person_id}/portrait.jpg", response_class=Response)
def read_portrait(person: APerson, services: ServicesDep) -> Response:
    """The portrait; of somebody who was generated, with the mark that says so."""
    cache = "private, max-age=3600" if person.own else "public, max-age=86400"
    portrait = persons.portrait_bytes(person, services.blobs)
    shown = portrait if person.origin == "portrait" else marked(portrait)
    return Response(shown, media_type="image/jpeg", headers={"Cache-Control": cache})


@router.get("/interviewers/{person_id}/listening.mp4", response_class=Response)
def read_listening(request: Request, person: APerson, services: ServicesDep) -> Response:
    """The silent listening loop; 409 until it is made."""
    return _send_clip(request, services, clips.listening_key(services.blobs, person))


@router.get("/interviewers/{person_id}/hello.mp4", response_class=Response)
def read_hello(request: Request, person: APerson, services: ServicesDep, language: Language) -> Response:
    """The greeting in one language; 409 until it is made."""
    return _send_clip(request, services, clips.hello_key(services.blobs, person, language))


def _send_clip(request: Request, services: Services, key: str) -> Response:
    if not services.blobs.exists(key):
        raise ClipNotReady(
            Text(
                ko="영상을 만들고 있습니다. 잠시 후 다시 시도해 주세요.",
                en="This clip is being made. Try again in a moment.",
            )
        )
    return send_blob(request, services.blobs, key, "video/mp4")
