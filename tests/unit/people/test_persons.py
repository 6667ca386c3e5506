"""Own people: the picture is looked at before the database, and nothing made of it outlives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import pytest
from sqlalchemy import event

from visavis.accounts.membership import make_guest
from visavis.accounts.moving import absorb_guest
from visavis.accounts.tables import Account
from visavis.api.services import Services
from visavis.app import tidy
from visavis.jobs.keeping import SubjectGone
from visavis.jobs.kinds import ReportProgress
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.people.persons import Person, add_person, list_people
from visavis.people.tables import OwnPerson
from visavis.settings import Settings

T = TypeVar("T")


class RunWithDeletion:
    """A run whose subject's row is deleted when its first step has begun."""

    job_id = "job_test"

    def __init__(self, services: Services, person_id: str, owner_id: str) -> None:
        self.owner_id: str | None = owner_id
        self.args: dict[str, Any] = {"person_id": person_id, "owner_id": owner_id}
        self._services = services

    def step(self, name: str, title: Text, work: Callable[[ReportProgress], T], until: float) -> T:
        with self._services.database.transaction() as session:
            session.delete(session.get_one(OwnPerson, self.args["person_id"]))
        return work(lambda share: None)


@pytest.fixture
def owner(services: Services) -> str:
    with services.database.transaction() as session:
        return make_guest(session, "ko").id


def add(services: Services, owner: str, portrait: RGB) -> Person:
    with services.database.transaction() as session:
        return add_person(session, services.blobs, owner, portrait, "김면접", "f1", "own_face", True, "ko")


def test_a_portrait_is_analysed_before_the_database_is_locked(services: Services, owner: str) -> None:
    begun: list[object] = []
    event.listen(services.database.engine, "begin", begun.append)
    with pytest.raises(Invalid):
        add(services, owner, np.full((600, 600, 3), 128, np.uint8))
    assert begun == []
    add(services, owner, cast()[0].portrait())
    assert len(begun) == 1


def test_what_a_job_makes_of_a_person_deleted_meanwhile_is_not_kept(services: Services, owner: str) -> None:
    person = add(services, owner, cast()[0].portrait())
    prepare = services.jobs.kinds["prepare_person"].function
    with pytest.raises(SubjectGone):
        prepare(RunWithDeletion(services, person.id, owner))
    assert services.blobs.keys("accounts") == []


def test_a_person_of_an_absorbed_guest_survives_the_sweep(services: Services, settings: Settings, owner: str) -> None:
    person = add(services, owner, cast()[0].portrait())
    with services.database.transaction() as session:
        account = Account(login="mina", display_name="Mina", language="ko")
        session.add(account)
        session.flush()
        absorb_guest(session, session.get_one(Account, owner), account)
    tidy(settings, services)
    assert services.blobs.keys("accounts") == [person.portrait_key]
    with services.database.reading() as session:
        assert [one.id for one in list_people(session, account.id) if one.own] == [person.id]
