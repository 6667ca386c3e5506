"""A job that writes behind a deletion leaves nothing."""

from __future__ import annotations

import threading

import pytest

from visavis.accounts.membership import make_guest
from visavis.accounts.moving import erase_account
from visavis.accounts.tables import Account
from visavis.api.services import Services
from visavis.interview.leftovers import subject_lives
from visavis.interview.sessions import Plan, make_interview
from visavis.interview.tables import Interview
from visavis.jobs.keeping import JobBlobs, SubjectGone


@pytest.fixture
def interview(services: Services) -> Interview:
    with services.database.transaction() as session:
        owner = make_guest(session, "ko")
        plan = Plan(language="ko", interviewer_id="seoyeon", own_questions=("왜 지원했나요?",))
        return make_interview(session, owner.id, plan)


@pytest.fixture
def blobs(services: Services) -> JobBlobs:
    return JobBlobs(services.blobs, services.database, subject_lives)


def test_a_job_keeps_what_belongs_to_the_living_or_to_nobody(blobs: JobBlobs, interview: Interview) -> None:
    for key in (f"{interview.space}/replay/00.webm", "shared/people/seoyeon/hello.mp4"):
        blobs.put(key, b"x")
        assert blobs.get(key) == b"x"


@pytest.mark.parametrize("deleted", [Interview, Account])
def test_a_job_that_writes_after_a_deletion_leaves_nothing(
    services: Services, blobs: JobBlobs, interview: Interview, deleted: type
) -> None:
    with services.database.transaction() as session:
        if deleted is Account:
            erase_account(session, services.blobs, session.get_one(Account, interview.owner_id))
        else:
            session.delete(session.get_one(Interview, interview.id))
    with pytest.raises(SubjectGone):
        blobs.put(f"{interview.space}/replay/00.webm", b"x")
    assert services.blobs.keys("accounts") == []


def test_a_job_that_writes_between_a_deletion_and_its_commit_leaves_nothing(
    services: Services, blobs: JobBlobs, interview: Interview
) -> None:
    refused = threading.Event()

    def write() -> None:
        try:
            blobs.put(f"{interview.space}/replay/00.webm", b"x")
        except SubjectGone:
            refused.set()

    writer = threading.Thread(target=write)
    with services.database.transaction() as session:
        erase_account(session, services.blobs, session.get_one(Account, interview.owner_id))
        writer.start()
        writer.join(timeout=0.3)  # it has put its blob by now, and waits for this transaction
        assert writer.is_alive()
    writer.join()
    assert refused.is_set()
    assert services.blobs.keys("accounts") == []
