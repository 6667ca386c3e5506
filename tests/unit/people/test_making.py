"""Generated people: the same record as uploaded ones, with recipe, origin and consent; gone when they are deleted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import event

from visavis.accounts.membership import make_guest
from visavis.api.services import Services
from visavis.media.image import decode_image, resize
from visavis.people import favourites
from visavis.people.consent import NOBODY, STATEMENTS, Attested, ConsentMissing
from visavis.people.making import Wish, make_person
from visavis.people.persons import (
    NameMissing,
    Person,
    PersonNotFound,
    TooManyPeople,
    change_person,
    find_person,
    list_people,
    portrait_of,
    remove_person,
)
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe, from_photo
from visavis.people.tables import FavouriteFace, OwnPerson
from visavis.studio.generate import GENERATE

RECIPE = Recipe.parse("eigen:21:male-east-asian:business:age=45")


@pytest.fixture
def owner(services: Services) -> str:
    with services.database.transaction() as session:
        return make_guest(session, "ko").id


def make(services: Services, owner: str, wish: Wish) -> Person:
    with services.database.transaction() as session:
        return make_person(session, services.blobs, owner, wish, "en")


def test_a_generated_person_stands_beside_the_cast(services: Services, owner: str) -> None:
    made = make(services, owner, Wish(RECIPE, " Minjae ", "m1", "Asks  calmly."))
    with services.database.reading() as session:
        found = find_person(session, owner, made.id)
        assert [one.id for one in list_people(session, owner) if one.own] == [made.id]
    assert (found.name.en, found.origin, found.persona.en) == ("Minjae", "generated", "Asks calmly.")
    assert found.consent.en == NOBODY.en
    assert found.making is not None
    assert (found.making.engine, found.making.seed, found.making.code) == ("eigen", 21, str(RECIPE))
    assert len(found.making.weights_sha256) == 64
    portrait = portrait_of(found, services.blobs)
    assert portrait.shape == (512, 512, 3)
    assert abs(resize(portrait, 64, 64).astype(float) - portray(RECIPE, 64)).mean() < 3


def test_the_portrait_is_made_before_the_database_is_locked(services: Services, owner: str) -> None:
    begun: list[object] = []
    event.listen(services.database.engine, "begin", begun.append)
    with pytest.raises(NameMissing):
        make(services, owner, Wish(RECIPE, "  ", "m1"))
    assert begun == []


def test_a_face_after_a_photo_needs_and_keeps_the_consent(services: Services, owner: str) -> None:
    with GENERATE.lease() as engine:
        found = from_photo(engine.draw(21, "male-east-asian"), engine, Attested("permission", "ko"))
    with pytest.raises(ConsentMissing):
        make(services, owner, Wish(replace(found, attested=None), "Minjae", "m1"))
    made = make(services, owner, Wish(found, "Minjae", "m1"))
    assert (made.origin, made.consent.en) == ("photo", STATEMENTS["permission"].ko)
    assert made.attested == found.attested


def test_what_was_attested_by_a_sentence_of_before_is_attested_anew(services: Services, owner: str) -> None:
    with services.database.transaction() as session:
        session.add(
            OwnPerson(
                id="per_old", owner_id=owner, name="Old", voice="m1", portrait_key="k/portrait.jpg",
                origin="photo", consent="own_face", consent_text="I am 18 or older and agree.",
            )
        )  # fmt: skip
    with services.database.reading() as session:
        assert find_person(session, owner, "per_old").attested is None


def test_a_person_is_renamed_favoured_and_deleted_for_good(services: Services, owner: str) -> None:
    made = make(services, owner, Wish(RECIPE, "Minjae", "m1"))
    with services.database.transaction() as session:
        changed = change_person(session, owner, made.id, name="Jiho", favourite=True)
        assert (changed.name.en, changed.favourite, changed.persona.en) == ("Jiho", True, "")
        with pytest.raises(PersonNotFound):
            change_person(session, "somebody-else", made.id, name="Mine")
    with services.database.transaction() as session:
        remove_person(session, services.blobs, owner, made.id)
    assert services.blobs.keys("accounts") == []


def test_an_account_holds_only_so_many(services: Services, owner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visavis.people.persons.MOST_OWN", 1)
    make(services, owner, Wish(RECIPE, "Minjae", "m1"))
    with pytest.raises(TooManyPeople):
        make(services, owner, Wish(RECIPE, "Jiho", "m1"))


def test_rows_of_before_are_people_of_portraits(services: Services, owner: str) -> None:
    with services.database.transaction() as session:
        row = OwnPerson(
            id="per_old", owner_id=owner, name="Old", voice="m1", portrait_key="k/portrait.jpg",
            consent="own_face", consent_text="I agree.",
        )  # fmt: skip
        session.add(row)
        session.flush()
        found = find_person(session, owner, "per_old")
    assert (found.origin, found.making, found.favourite) == ("portrait", None, False)


def test_favourites_are_kept_once_and_forgotten(services: Services, owner: str) -> None:
    other = Recipe.parse("eigen:3:male-white")
    with services.database.transaction() as session:
        for recipe in (RECIPE, other, RECIPE):
            favourites.favour(session, owner, recipe)
        assert favourites.list_favourites(session, owner) == [other, RECIPE]
        favourites.forget(session, owner, other)
        favourites.forget(session, owner, other)
        assert favourites.list_favourites(session, owner) == [RECIPE]
        assert favourites.list_favourites(session, "somebody-else") == []


def test_the_kept_file_is_a_picture(services: Services, owner: str) -> None:
    made = make(services, owner, Wish(RECIPE, "Minjae", "m1"))
    assert decode_image(services.blobs.get(made.portrait_key or "")).shape[:2] == (512, 512)


def test_a_favourite_in_an_older_writing_of_its_code_is_found_and_forgotten(services: Services, owner: str) -> None:
    older = "eigen:m3.male-white.400~40.female-white.600:male-white:natural"
    with services.database.transaction() as session:
        session.add(FavouriteFace(owner_id=owner, code=older))
        session.flush()
        [kept] = favourites.list_favourites(session, owner)
        assert (kept.kind, favourites.is_favourite(session, owner, Recipe.parse(older))) == ("female-white", True)
        favourites.favour(session, owner, kept)
        assert favourites.list_favourites(session, owner) == [kept]
        favourites.forget(session, owner, kept)
        assert favourites.list_favourites(session, owner) == []
