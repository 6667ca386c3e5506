"""People that somebody made in the gallery: kept, renamed, taken along as a picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from visavis.api.codes import Codes, CodesDep
from visavis.api.engines import MadeByView
from visavis.api.gallery import HEAVY, Code
from visavis.api.identity import LanguageDep, Me, ServicesDep, SessionDep
from visavis.api.jobs import present_job
from visavis.api.media import attachment
from visavis.api.people import APerson, MadeView, present_person
from visavis.api.services import Services
from visavis.kit.errors import Refused
from visavis.kit.text import Language, Text
from visavis.media.provenance import Maker, signing_identity
from visavis.media.values import RGB
from visavis.people import clips, persons, preparing
from visavis.people.exporting import exported
from visavis.people.making import Wish, make_person, weights_sha256
from visavis.people.naming import suggest_name
from visavis.people.persons import Origin, Person
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.people.sealing import LONGEST_SEALED

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
    code: str | None = Field(
        description="the recipe of a generated person, sealed where a photo went into it; null for a drawn one"
    )
    engine: str | None
    seed: int | None
    look: str | None
    weights_sha256: str | None
    talk_engine: str | None = Field(description="which animates the portrait; null: the one that serves")
    talk_made_by: MadeByView | None = Field(description="what made the clips in which the person listens; null before")


class PersonWish(BaseModel):
    """Who is to be made. A face that was found from a photo brings the consent that was attested then."""

    code: Code
    name: Annotated[str, Field(max_length=200)]
    voice: Annotated[str, Field(max_length=40)]
    persona: Annotated[str, Field(max_length=persons.LONGEST_PERSONA)] = ""
    talk_engine: Annotated[str, Field(max_length=40)] | None = Field(
        default=None, description="which animates the portrait, of GET /engines; null: the one that serves"
    )


class KeepFirst(Refused):
    """A face that was found from a photo leaves only as a person who was made of it."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="사진에서 찾은 얼굴은 인물로 만든 뒤 그 인물에서 내려받을 수 있습니다.",
                en="A face found from a photo can be downloaded once you have made it a person.",
            )
        )


class PersonChange(BaseModel):
    """What isn't given stays as it is."""

    name: Annotated[str, Field(max_length=200)] | None = None
    persona: Annotated[str, Field(max_length=persons.LONGEST_PERSONA)] | None = None
    favourite: bool | None = None
    voice: Annotated[str, Field(max_length=40)] | None = None
    talk_engine: Annotated[str, Field(max_length=40)] | None = None


@router.get("/people")
def list_people(
    me: Me, codes: CodesDep, session: SessionDep, services: ServicesDep, language: LanguageDep
) -> list[PersonView]:
    """The cast, then one's own."""
    return [present(person, codes, services, language) for person in persons.list_people(session, me.id)]


@router.post("/people", status_code=201)
def make(
    wish: PersonWish, me: Me, codes: CodesDep, session: SessionDep, services: ServicesDep, language: LanguageDep
) -> MadeView:
    """A face becomes a person, who can interview as soon as the job has made the clips."""
    HEAVY.take(me.id)
    wanted = Wish(codes.read(wish.code), wish.name, wish.voice, wish.persona, wish.talk_engine)
    person = make_person(session, services.blobs, me.id, wanted, language)
    job = preparing.enqueue(session, services.jobs, person.id, me.id)
    return MadeView(interviewer=present_person(services, person, language), job=present_job(services, job, language))


@router.patch("/people/{person_id}")
def change(
    person_id: str,
    wish: PersonChange,
    me: Me,
    codes: CodesDep,
    session: SessionDep,
    services: ServicesDep,
    language: LanguageDep,
) -> PersonView:
    """Rename an own person, describe or favour it, give it a voice or another engine; its clips are then made anew."""
    told = wish.name, wish.persona, wish.favourite, wish.voice, wish.talk_engine
    changed = persons.change_person(session, me.id, person_id, *told)
    if wish.voice is not None or wish.talk_engine is not None:
        preparing.enqueue(session, services.jobs, changed.id, me.id)
    return present(changed, codes, services, language)


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
    made = person.making
    maker = Maker(made.engine, made.weights_sha256 or None) if made else None
    return _download(portrait, person.name.in_language(language), suffix, services, language, label, maker)


@router.get("/portrait", response_class=Response)
def export_face(
    me: Me,
    code: Annotated[str, Query(max_length=LONGEST_SEALED)],
    codes: CodesDep,
    services: ServicesDep,
    language: LanguageDep,
    suffix: Suffix = "png",
    label: bool = True,
) -> Response:
    """The same of a face that isn't kept. One that goes back to a photo has to be kept first."""
    HEAVY.take(me.id)
    recipe = codes.read(code)
    if recipe.is_from_photo:
        raise KeepFirst
    title = suggest_name(recipe).in_language(language)
    maker = Maker(recipe.engine, weights_sha256(recipe.engine))
    return _download(portray(recipe), title, suffix, services, language, label, maker)


def present(person: Person, codes: Codes, services: Services, language: Language) -> PersonView:
    making, shown = person.making, _clip_maker(person, services)
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
        code=_code_of(person, codes),
        engine=making.engine if making else None,
        seed=making.seed if making else None,
        look=making.look if making else None,
        weights_sha256=making.weights_sha256 if making else None,
        talk_engine=person.talk_engine,
        talk_made_by=MadeByView.of(shown) if shown else None,
    )


def _clip_maker(person: Person, services: Services) -> Maker | None:
    """What made the loop in which an own person listens; None before, and for one of an earlier version."""
    if not person.own:
        return None
    clip = clips.find_clip(services.blobs, clips.listening_key(services.blobs, person))
    return Maker(clip.engine, clip.weights_sha256) if clip and clip.engine else None


def _code_of(person: Person, codes: Codes) -> str | None:
    if person.making is None or person.making.code is None or person.origin != "photo":
        return person.making.code if person.making else None
    if person.attested is None:
        return None
    return codes.write(replace(Recipe.parse(person.making.code), attested=person.attested))


def _download(
    portrait: RGB,
    title: str,
    suffix: Suffix,
    services: Services,
    language: Language,
    label: bool,
    maker: Maker | None,
) -> Response:
    identity = signing_identity(services.options.identity_dir)
    data = exported(portrait, title, f".{suffix}", identity, language, label, maker=maker)
    headers = {"Content-Disposition": attachment(title, suffix), "Cache-Control": "no-store"}
    return Response(data, media_type="image/png" if suffix == "png" else "image/jpeg", headers=headers)
