"""A face that somebody drew becomes a person: the same record, its portrait from the sketch engine.

No line of text brings such a face back, as a recipe does: the kept portrait is what there is.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from visavis.kit.ids import new_id
from visavis.kit.text import Text
from visavis.media.image import encode_jpeg, resize
from visavis.media.values import RGB
from visavis.people.consent import NOT_NEEDED
from visavis.people.persons import (
    Person,
    checked_name,
    checked_persona,
    of_row,
    require_room,
    require_suitable,
)
from visavis.people.portraying import SIZE_PX
from visavis.people.speaking import own_voice_key, require_voice
from visavis.people.tables import ID_PREFIX, OwnPerson
from visavis.storage.blobs import Blobs
from visavis.storage.ownership import blob_prefix
from visavis.studio.talk.errors import Unsuitable

QUALITY = 94


class NotClearEnough(Unsuitable):
    """The drawn face can't be animated."""

    def __init__(self, why: Text) -> None:
        super().__init__(
            Text(
                ko="그린 얼굴로 아직 인물을 만들 수 없습니다. 두 눈과 입을 또렷하게 그리거나 "
                f"'내 선 따르기'를 낮춰 보세요. ({why.ko})",
                en="This face can't become a person yet. Draw both eyes and the mouth clearly, or let your lines "
                f"count less. ({why.en})",
            )
        )


@dataclass(frozen=True)
class DrawnFace:
    """Who is to be made. ``picture`` (H, W, 3) is what ``engine`` drew with the weights of that hash.

    ``consent`` and ``statement`` are what was attested of the person in a photo that the drawing goes back to.
    """

    picture: RGB
    engine: str
    weights_sha256: str
    name: str
    voice: str
    persona: str
    statement: str
    consent: str = NOT_NEEDED
    talk_engine: str | None = None


def make_drawn_person(session: Session, blobs: Blobs, owner_id: str, face: DrawnFace) -> Person:
    """Keep a drawn person. The portrait is judged before the session is asked.

    Raises NameMissing, VoiceNotFound, TooManyPeople, and NotClearEnough when the face can't be animated.
    """
    name = checked_name(face.name)
    require_voice(face.voice)
    portrait = resize(face.picture, SIZE_PX, SIZE_PX)
    try:
        require_suitable(portrait, face.talk_engine)
    except Unsuitable as why:
        raise NotClearEnough(why.message) from why
    require_room(session, owner_id)
    person_id = new_id(ID_PREFIX)
    row = OwnPerson(
        id=person_id,
        owner_id=owner_id,
        name=name,
        voice=face.voice,
        voice_key=own_voice_key(session, owner_id, face.voice),
        portrait_key=f"{blob_prefix(owner_id)}/people/{person_id}/portrait.jpg",
        origin="drawn",
        consent=face.consent,
        consent_text=face.statement,
        engine=face.engine,
        weights_sha256=face.weights_sha256,
        talk_engine=face.talk_engine,
        persona=checked_persona(face.persona),
    )
    blobs.put(row.portrait_key, encode_jpeg(portrait, QUALITY))
    session.add(row)
    session.flush()
    return of_row(row)
