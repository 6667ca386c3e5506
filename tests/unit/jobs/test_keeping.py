"""A job that writes behind a deletion leaves nothing."""

from __future__ import annotations

import threading

import pytest

from visavis.accounts.membership import make_guest
from visavis.accounts.moving import erase_account
from visavis.accounts.tables import Account
from visavis.api.services import Services
from visavis.interview.belongings import Belongings
from visavis.interview.leftovers import sweep_orphans
from visavis.interview.recording import AccountFull, Room
from visavis.interview.recording.room import taken_bytes
from visavis.interview.sessions import Plan, make_interview
from visavis.interview.tables import Interview
from visavis.jobs.keeping import JobBlobs, SubjectGone
from visavis.people.tables import OwnPerson


@pytest.fixture
def interview(services: Services) -> Interview:
    with services.database.transaction() as session:
        owner = make_guest(session, "ko")
        plan = Plan(language="ko", interviewer_id="seoyeon", own_questions=("왜 지원했나요?",))
        return make_interview(session, owner.id, plan)


@pytest.fixture
def own_clip(services: Services, interview: Interview) -> str:
    """Where a clip of an own interviewer lies in the interview that it belongs to."""
    with services.database.transaction() as session:
        key = f"accounts/{interview.owner_id}/people/per_me/portrait.jpg"
        text = {"name": "나", "voice": "f1", "consent": "own_face", "consent_text": "네"}
        session.add(OwnPerson(id="per_me", owner_id=interview.owner_id, portrait_key=key, **text))
    return f"{interview.space}/clips/per_me/clip.mp4"


@pytest.fixture
def blobs(services: Services) -> JobBlobs:
    return JobBlobs(services.blobs, services.database, Belongings(services.blobs, Room(account_bytes=100)))


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


def test_a_clip_of_a_person_deleted_meanwhile_is_not_kept_and_its_interview_stays(
    services: Services, blobs: JobBlobs, interview: Interview, own_clip: str
) -> None:
    blobs.put(f"{interview.space}/clips/seoyeon/clip.mp4", b"x")
    blobs.put(own_clip, b"x")
    with services.database.transaction() as session:
        session.delete(session.get_one(OwnPerson, "per_me"))
    with pytest.raises(SubjectGone):
        blobs.put(own_clip, b"x")
    assert services.blobs.keys("accounts") == [f"{interview.space}/clips/seoyeon/clip.mp4"]


def test_a_job_writes_nothing_that_the_account_has_no_room_for(
    services: Services, blobs: JobBlobs, interview: Interview, own_clip: str
) -> None:
    blobs.put(own_clip, bytes(60))
    blobs.put(f"{interview.space}/replay/00.webm", bytes(40))
    blobs.put(f"{interview.space}/replay/00.webm", bytes(40))  # done again, it needs no more than before
    with pytest.raises(AccountFull):
        blobs.put(f"{interview.space}/report/report.json", b"x")
    assert not services.blobs.exists(f"{interview.space}/report/report.json")
    with services.database.reading() as session:
        assert taken_bytes(session, interview.owner_id) == 100
    blobs.put("shared/people/seoyeon/hello.mp4", bytes(200))  # belongs to nobody


def test_clips_of_a_deleted_person_are_swept_out_of_interviews_that_stay(
    services: Services, interview: Interview, own_clip: str
) -> None:
    report = f"{interview.space}/report/report.json"
    for key in (own_clip, report):
        services.blobs.put(key, b"x")
    assert sweep_orphans(services.database, services.blobs) == 0
    with services.database.transaction() as session:
        session.delete(session.get_one(OwnPerson, "per_me"))
    assert sweep_orphans(services.database, services.blobs) == 1
    assert services.blobs.keys("accounts") == [report]


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
