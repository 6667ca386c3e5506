"""People whose face was drawn: the same record as others, and nothing that can't be animated becomes one."""

from __future__ import annotations

import numpy as np
import pytest

from visavis.accounts.membership import make_guest
from visavis.api.services import Services
from visavis.media.image import resize
from visavis.media.values import RGB
from visavis.people.casting import find_member
from visavis.people.consent import NOBODY, NOT_NEEDED
from visavis.people.drawn import DrawnFace, NotClearEnough, make_drawn_person
from visavis.people.persons import NameMissing, Person, find_person, portrait_of
from visavis.people.speaking import VoiceNotFound
from visavis.studio.talk import TALK


@pytest.fixture
def owner(services: Services) -> str:
    with services.database.transaction() as session:
        return make_guest(session, "en").id


def face(picture: RGB, name: str = " Hana ", voice: str = "f1") -> DrawnFace:
    return DrawnFace(picture, "manifold", "0" * 64, name, voice, "Listens  well.", NOBODY.en)


def small_face() -> RGB:
    """A face of the size and framing that the sketch engine draws."""
    return resize(find_member("clara").portrait()[60:620, 100:660], 256, 256)


def make(services: Services, owner: str, wanted: DrawnFace) -> Person:
    with services.database.transaction() as session:
        return make_drawn_person(session, services.blobs, owner, wanted)


def test_a_drawn_person_stands_beside_the_others_and_can_talk(services: Services, owner: str) -> None:
    made = make(services, owner, face(small_face()))
    with services.database.reading() as session:
        found = find_person(session, owner, made.id)
    assert (found.name.en, found.origin, found.persona.en, found.consent) == (
        "Hana",
        "drawn",
        "Listens well.",
        made.consent,
    )
    assert found.making is not None
    assert (found.making.engine, found.making.code) == ("manifold", None)
    portrait = portrait_of(found, services.blobs)
    assert portrait.shape == (512, 512, 3)
    with TALK.lease() as engine:
        engine.prepare(portrait)


def test_what_no_face_is_found_in_becomes_nobody(services: Services, owner: str) -> None:
    with pytest.raises(NotClearEnough, match="count less"):
        make(services, owner, face(np.full((256, 256, 3), 220, np.uint8)))
    assert services.blobs.keys("accounts") == []


@pytest.mark.parametrize(("changes", "error"), [({"name": " "}, NameMissing), ({"voice": "zz"}, VoiceNotFound)])
def test_a_person_needs_name_and_voice(
    services: Services, owner: str, changes: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        make(services, owner, face(small_face(), **changes))


def test_consent_of_a_photo_stays_with_the_person(services: Services, owner: str) -> None:
    plain = face(small_face())
    assert plain.consent == NOT_NEEDED
    traced = DrawnFace(plain.picture, "manifold", "0" * 64, "Hana", "f1", "", "I am the one in it.", "own_face")
    assert make(services, owner, traced).consent.en == "I am the one in it."
