"""Virtual people as the rest sees them: the shipped cast, and those that a user made of portraits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.kit.errors import Conflict, Invalid, NotFound
from visavis.kit.ids import new_id
from visavis.kit.text import Language, Text
from visavis.media.image import decode_image, encode_jpeg, resize
from visavis.media.values import RGB
from visavis.people.casting import CastMember
from visavis.people.casting import cast as the_cast
from visavis.people.consent import NOBODY, Attested, Consent, attested_with, require_attestation
from visavis.people.speaking import own_voice_key, require_voice
from visavis.people.tables import ID_PREFIX, OwnPerson
from visavis.storage.blobs import Blobs
from visavis.storage.ownership import blob_prefix, find_owned
from visavis.studio.talk import TALK

MOST_OWN = 60
LONGEST_SIDE_PX = 1024
LONGEST_PERSONA = 300


_NOTHING = Text(ko="", en="")
Origin = Literal["cast", "portrait", "generated", "photo", "drawn"]
"""Ships with us · an uploaded portrait · drawn by the generator · generated after a photo · made of a sketch."""


@dataclass(frozen=True)
class Making:
    """How a face was made: ``code`` is the recipe from which it comes again, None for one that was drawn by hand;
    ``weights_sha256`` is what the engine had learned."""

    engine: str
    seed: int | None
    code: str | None
    weights_sha256: str
    look: str


@dataclass(frozen=True)
class Person:
    """``portrait_key`` is the blob of an own portrait; None for the cast, whose portraits lie in the package.

    ``voice`` is a full name (see ``voice.speak.choosing``); ``voice_key`` the recording of an own voice, None for
    others and for one that has been deleted. ``talk_engine``: which engine animates the portrait; None: the one that
    serves.
    """

    id: str
    name: Text
    title: Text
    voice: str
    own: bool
    portrait_key: str | None = None
    origin: Origin = "cast"
    persona: Text = _NOTHING
    favourite: bool = False
    consent: Text = NOBODY
    attested: Attested | None = None
    making: Making | None = None
    voice_key: str | None = None
    talk_engine: str | None = None


class PersonNotFound(NotFound):
    """There is no such person, or it isn't yours."""


class TooManyPeople(Conflict):
    """The account holds as many people as it may."""


class NameMissing(Invalid):
    """A person needs a name of 1–60 characters."""


def list_people(session: Session, owner_id: str) -> list[Person]:
    """The cast, then the account's own people in the order they were made."""
    own = session.scalars(select(OwnPerson).where(OwnPerson.owner_id == owner_id).order_by(OwnPerson.created_at))
    return [*(_of_cast(member) for member in the_cast()), *(of_row(row) for row in own)]


def find_person(session: Session, owner_id: str, person_id: str) -> Person:
    """A member of the cast or one of the account's own. Raises PersonNotFound."""
    for member in the_cast():
        if member.id == person_id:
            return _of_cast(member)
    return of_row(_own_row(session, owner_id, person_id))


def portrait_of(person: Person, blobs: Blobs) -> RGB:
    """The portrait (H, W, 3)."""
    return decode_image(portrait_bytes(person, blobs))


def portrait_bytes(person: Person, blobs: Blobs) -> bytes:
    """The portrait as a JPEG or PNG file."""
    if person.portrait_key is not None:
        return blobs.get(person.portrait_key)
    return next(member for member in the_cast() if member.id == person.id).portrait_path.read_bytes()


def add_person(
    session: Session,
    blobs: Blobs,
    owner_id: str,
    portrait: RGB,
    name: str,
    voice: str,
    consent: Consent,
    attested: bool,
    language: Language,
    talk_engine: str | None = None,
) -> Person:
    """Keep a portrait with its consent; nothing is done to the picture before consent is attested.

    The session is asked only after the picture was analysed, so that a fresh one holds no lock over that long work.
    Raises ConsentMissing, NameMissing, VoiceNotFound, TooManyPeople, Unavailable when the engine that is to animate it
    can't serve, or an Unsuitable that says why the portrait can't be animated.
    """
    statement = require_attestation(consent, attested)
    cleaned_name = checked_name(name)
    require_voice(voice)
    require_suitable(portrait, talk_engine)
    encoded = encode_jpeg(_bounded(portrait), 94)
    require_room(session, owner_id)
    person_id = new_id(ID_PREFIX)
    key = f"{blob_prefix(owner_id)}/people/{person_id}/portrait.jpg"
    row = OwnPerson(
        id=person_id,
        owner_id=owner_id,
        name=cleaned_name,
        voice=voice,
        voice_key=own_voice_key(session, owner_id, voice),
        portrait_key=key,
        consent=consent,
        consent_text=statement.in_language(language),
        talk_engine=talk_engine,
        made_bytes=len(encoded),
    )
    blobs.put(key, encoded)
    session.add(row)
    session.flush()
    return of_row(row)


def change_person(
    session: Session,
    owner_id: str,
    person_id: str,
    name: str | None = None,
    persona: str | None = None,
    favourite: bool | None = None,
    voice: str | None = None,
    talk_engine: str | None = None,
) -> Person:
    """Rename an own person, describe or favour it, give it a voice or another engine; None leaves it as it is.

    Raises PersonNotFound, NameMissing, VoiceNotFound, Unavailable.
    """
    row = _own_row(session, owner_id, person_id)
    row.name = row.name if name is None else checked_name(name)
    row.persona = row.persona if persona is None else checked_persona(persona)
    row.favourite = row.favourite if favourite is None else favourite
    if voice is not None and voice != row.voice:
        require_voice(voice)
        row.voice, row.voice_key = voice, own_voice_key(session, owner_id, voice)
    if talk_engine is not None:
        row.talk_engine = TALK.choose(talk_engine).name
    session.flush()
    return of_row(row)


def remove_person(session: Session, blobs: Blobs, owner_id: str, person_id: str) -> None:
    """Delete an own person with portrait and everything made of it. Raises PersonNotFound."""
    row = _own_row(session, owner_id, person_id)
    session.delete(row)
    session.flush()  # before the blobs, so that a job that is writing one finds out (see jobs.keeping)
    blobs.delete_all(own_folder(row.portrait_key))


def is_own(person_id: str) -> bool:
    """Whether an id is that of a person whom a user made, there or not, and not of the cast."""
    return person_id.startswith(f"{ID_PREFIX}_")


def own_folder(portrait_key: str) -> str:
    """Where everything made of an own portrait lies, so that it goes with it."""
    return portrait_key.rsplit("/", 1)[0]


def _own_row(session: Session, owner_id: str, person_id: str) -> OwnPerson:
    row = find_owned(session, OwnPerson, owner_id, person_id)
    if row is None:
        raise PersonNotFound(
            Text(
                ko="면접관을 찾을 수 없습니다. 목록에서 다시 골라 주세요.",
                en="There is no such interviewer. Choose one from the list.",
            )
        )
    return row


def require_suitable(portrait: RGB, talk_engine: str | None = None) -> None:
    """Raises an Unsuitable; of an engine that is named, NotFound and Unavailable."""
    with TALK.lease(talk_engine) as engine:
        engine.prepare(portrait)


def require_room(session: Session, owner_id: str) -> None:
    held = len(session.scalars(select(OwnPerson.id).where(OwnPerson.owner_id == owner_id)).all())
    if held >= MOST_OWN:
        raise TooManyPeople(
            Text(
                ko="직접 만든 인물은 {n}명까지 둘 수 있습니다. 쓰지 않는 인물을 지워 주세요.",
                en="You can keep {n} people of your own. Remove one that you no longer use.",
            ).fill(n=MOST_OWN)
        )


def checked_name(name: str) -> str:
    cleaned = " ".join(name.split())
    if not 1 <= len(cleaned) <= 60:
        raise NameMissing(Text(ko="이름을 1~60자로 입력해 주세요.", en="Give a name of 1–60 characters."))
    return cleaned


def checked_persona(persona: str) -> str:
    """One line that fits its column."""
    return " ".join(persona.split())[:LONGEST_PERSONA]


def _bounded(portrait: RGB) -> RGB:
    height, width = portrait.shape[:2]
    scale = LONGEST_SIDE_PX / max(height, width)
    return portrait if scale >= 1 else resize(portrait, round(width * scale), round(height * scale))


def _of_cast(member: CastMember) -> Person:
    return Person(member.id, member.name, member.title, member.voice, own=False, persona=member.persona)


def of_row(row: OwnPerson) -> Person:
    """An own person as the rest sees it."""
    return Person(
        row.id,
        Text(ko=row.name, en=row.name),
        _TITLES[row.origin],
        row.voice,
        own=True,
        portrait_key=row.portrait_key,
        origin=cast(Origin, row.origin),
        persona=Text(ko=row.persona, en=row.persona),
        favourite=row.favourite,
        consent=Text(ko=row.consent_text, en=row.consent_text),
        attested=attested_with(row.consent, row.consent_text),
        making=_making(row),
        voice_key=row.voice_key,
        talk_engine=row.talk_engine,
    )


def _making(row: OwnPerson) -> Making | None:
    if row.engine is None:
        return None
    return Making(row.engine, row.seed, row.code, row.weights_sha256 or "", row.look or "")


_TITLES = {
    "portrait": Text(ko="내가 만든 면접관", en="Your own interviewer"),
    "generated": Text(ko="갤러리에서 만든 인물", en="Made in the gallery"),
    "drawn": Text(ko="그려서 만든 인물", en="Drawn by hand"),
    "photo": Text(ko="사진을 닮은 가상 인물", en="Virtual person after a photo"),
}
