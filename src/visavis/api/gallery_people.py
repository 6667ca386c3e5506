"""People that somebody made in the gallery: kept, renamed, taken along as a picture."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from visavis.api.gallery import HEAVY, Code
from visavis.api.identity import LanguageDep, Me, ServicesDep, SessionDep
from visavis.api.jobs import present_job
from visavis.api.people import APerson, MadeView, present_person
from visavis.api.services import Services
from visavis.kit.text import Language
from visavis.media.provenance import signing_identity
from visavis.media.values import RGB
from visavis.people import persons, preparing
from visavis.people.consent import Consent, require_attestation
from visavis.people.exporting import exported
from visavis.people.making import Wish, make_person
from visavis.people.naming import suggest_name
from visavis.people.persons import Origin, Person
from visavis.people.portraying import portray
from visavis.people.recipes import LONGEST, Recipe

router = APIRouter(prefix="/gallery", tags=["gallery"])
Suffix = Literal["png", "jpg"]


class PersonView(BaseModel):
    """Somebody of the cast or one's own, with origin and state of consent."""

    id: str
    name: str
    title: str
    own: bool
    origin: Origin
    persona: str
    voice: str
    favourite: bool
    consent: str = Field(description="in words; for a generated face, that none is needed")
    portrait_url: str
    code: str | None = Field(description="the recipe of a generated person; null for a drawn one")
    engine: str | None
    seed: int | None
    look: str | None
    weights_sha256: str | None


class PersonWish(BaseModel):
    """Who is to be made. Consent counts only for a face that goes back to a photo."""

    code: Code
    name: Annotated[str, Field(max_length=200)]
    voice: Annotated[str, Field(max_length=40)]
    persona: Annotated[str, Field(max_length=persons.LONGEST_PERSONA)] = ""
    consent: Consent = "own_face"
    attestation: bool = False


class PersonChange(BaseModel):
    """What isn't given stays as it is."""

    name: Annotated[str, Field(max_length=200)] | None = None
    persona: Annotated[str, Field(max_length=persons.LONGEST_PERSONA)] | None = None
    favourite: bool | None = None


@router.get("/people")
def list_people(me: Me, session: SessionDep, language: LanguageDep) -> list[PersonView]:
    """The cast, then one's own."""
    return [present(person, language) for person in persons.list_people(session, me.id)]


@router.post("/people", status_code=201)
def make(wish: PersonWish, me: Me, session: SessionDep, services: ServicesDep, language: LanguageDep) -> MadeView:
    """A face becomes a person, who can interview as soon as the job has made the clips."""
    HEAVY.take(me.id)
    wanted = Wish(Recipe.parse(wish.code), wish.name, wish.voice, wish.persona, wish.consent, wish.attestation)
    person = make_person(session, services.blobs, me.id, wanted, language)
    job = preparing.enqueue(session, services.jobs, person.id, me.id)
    return MadeView(interviewer=present_person(services, person, language), job=present_job(services, job, language))


@router.patch("/people/{person_id}")
def change(person_id: str, wish: PersonChange, me: Me, session: SessionDep, language: LanguageDep) -> PersonView:
    """Rename an own person, describe or favour it."""
    changed = persons.change_person(session, me.id, person_id, wish.name, wish.persona, wish.favourite)
    return present(changed, language)


@router.get("/people/{person_id}/portrait", response_class=Response)
def export_person(
    me: Me,
    person: APerson,
    services: ServicesDep,
    language: LanguageDep,
    suffix: Suffix = "png",
    label: bool = True,
) -> Response:
    """The portrait to take along, with its marks of origin; the visible label can be left out where that is lawful."""
    HEAVY.take(me.id)
    portrait = persons.portrait_of(person, services.blobs)
    return _download(portrait, person.name.in_language(language), suffix, services, language, label)


@router.get("/portrait", response_class=Response)
def export_face(
    me: Me,
    code: Annotated[str, Query(max_length=LONGEST)],
    services: ServicesDep,
    language: LanguageDep,
    suffix: Suffix = "png",
    label: bool = True,
) -> Response:
    """The same of a face that isn't kept. One that goes back to a photo has to be kept first, with its consent."""
    HEAVY.take(me.id)
    recipe = Recipe.parse(code)
    if recipe.is_from_photo:
        require_attestation("own_face", attested=False)
    title = suggest_name(recipe).in_language(language)
    return _download(portray(recipe), title, suffix, services, language, label)


def present(person: Person, language: Language) -> PersonView:
    making = person.making
    return PersonView(
        id=person.id,
        name=person.name.in_language(language),
        title=person.title.in_language(language),
        own=person.own,
        origin=person.origin,
        persona=person.persona.in_language(language),
        voice=person.voice,
        favourite=person.favourite,
        consent=person.consent.in_language(language),
        portrait_url=f"/api/interviewers/{person.id}/portrait.jpg",
        code=making.code if making else None,
        engine=making.engine if making else None,
        seed=making.seed if making else None,
        look=making.look if making else None,
        weights_sha256=making.weights_sha256 if making else None,
    )


def _download(
    portrait: RGB, title: str, suffix: Suffix, services: Services, language: Language, label: bool
) -> Response:
    identity = signing_identity(services.options.identity_dir)
    data = exported(portrait, title, f".{suffix}", identity, language, label)
    headers = {"Content-Disposition": f'attachment; filename="person.{suffix}"', "Cache-Control": "no-store"}
    return Response(data, media_type="image/png" if suffix == "png" else "image/jpeg", headers=headers)
