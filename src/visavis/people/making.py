"""A face of the gallery becomes a person: the same record as one of an uploaded portrait."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from visavis.kit.ids import new_id
from visavis.kit.text import Language
from visavis.media.image import encode_jpeg
from visavis.people.consent import NOBODY, NOT_NEEDED, ConsentMissing
from visavis.people.persons import (
    Person,
    checked_name,
    checked_persona,
    of_row,
    require_room,
    require_suitable,
)
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.people.speaking import own_voice_key, require_voice
from visavis.people.tables import OwnPerson
from visavis.storage.blobs import Blobs
from visavis.storage.ownership import blob_prefix
from visavis.studio.generate import GENERATE

QUALITY = 94


@dataclass(frozen=True)
class Wish:
    """Who is to be made."""

    recipe: Recipe
    name: str
    voice: str
    persona: str = ""
    talk_engine: str | None = None


def make_person(session: Session, blobs: Blobs, owner_id: str, wish: Wish, language: Language) -> Person:
    """Keep a generated person with portrait, recipe and state of consent.

    The portrait is made before the session is asked. Raises ConsentMissing for a recipe that goes back to a photo
    without what was attested for it, NameMissing, VoiceNotFound, TooManyPeople, an Unsuitable, and what ``portray``
    raises.
    """
    consent, statement = _consent_of(wish.recipe, language)
    name = checked_name(wish.name)
    require_voice(wish.voice)
    portrait = portray(wish.recipe)
    require_suitable(portrait, wish.talk_engine)
    require_room(session, owner_id)
    person_id = new_id("per")
    key = f"{blob_prefix(owner_id)}/people/{person_id}/portrait.jpg"
    row = OwnPerson(
        id=person_id,
        owner_id=owner_id,
        name=name,
        voice=wish.voice,
        voice_key=own_voice_key(session, owner_id, wish.voice),
        portrait_key=key,
        origin="photo" if wish.recipe.is_from_photo else "generated",
        consent=consent,
        consent_text=statement,
        engine=wish.recipe.engine,
        seed=wish.recipe.seed,
        code=str(wish.recipe),
        weights_sha256=weights_sha256(wish.recipe.engine),
        look=wish.recipe.look,
        talk_engine=wish.talk_engine,
        persona=checked_persona(wish.persona),
    )
    blobs.put(key, encode_jpeg(portrait, QUALITY))
    session.add(row)
    session.flush()
    return of_row(row)


def weights_sha256(engine_name: str) -> str:
    """What the engine of this name has learned, as one number."""
    with GENERATE.lease(engine_name) as engine:
        return engine.weights_sha256


def _consent_of(recipe: Recipe, language: Language) -> tuple[str, str]:
    """Kind and sentence of the consent."""
    if not recipe.is_from_photo:
        return NOT_NEEDED, NOBODY.in_language(language)
    if recipe.attested is None:
        raise ConsentMissing
    return recipe.attested.consent, recipe.attested.statement
