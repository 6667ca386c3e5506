"""Jobs that make a person ready to be met: the rig, the listening loop and the greetings."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.jobs import Job, Jobs, Run
from visavis.kit.text import LANGUAGES, Text
from visavis.people import clips
from visavis.people.persons import Person, find_person, list_people
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database
from visavis.studio.talk import TALK

KIND = "prepare_person"


def enqueue(session: Session, jobs: Jobs, person_id: str, owner_id: str | None) -> Job:
    """Queue the making of a person's clips, where the engine is that animates them."""
    named = find_person(session, owner_id or "", person_id).talk_engine
    args = {"person_id": person_id, "owner_id": owner_id}
    needs = (f"{TALK.capability}/{named}",) if named else ()
    return jobs.enqueue(session, KIND, args, owner_id, _key(person_id), needs)


def cancel(session: Session, jobs: Jobs, person_id: str) -> None:
    """Stop the making of a person's clips, if it is under way."""
    job = session.scalar(select(Job).where(Job.key == _key(person_id)))
    if job is not None:
        jobs.cancel(session, job)


def _key(person_id: str) -> str:
    return f"{KIND}:{person_id}"


def enqueue_cast(session: Session, jobs: Jobs, blobs: Blobs) -> None:
    """Queue every member of the cast that isn't ready yet."""
    for person in list_people(session, owner_id=""):
        if not is_ready(blobs, person):
            enqueue(session, jobs, person.id, None)


def is_ready(blobs: Blobs, person: Person) -> bool:
    """Whether loop and greetings are there."""
    keys = [clips.listening_key(blobs, person), *(clips.hello_key(blobs, person, language) for language in LANGUAGES)]
    return all(blobs.exists(key) for key in keys)


def prepare_person(run: Run, database: Database, blobs: Blobs) -> None:
    """The job: each clip is a step, so that a restart goes on where it was."""
    with database.reading() as session:
        person = find_person(session, run.args["owner_id"] or "", run.args["person_id"])
    run.step("rig", _RIG, lambda _: _rig(blobs, person), until=0.2)
    run.step("listening", _LISTENING, lambda _: clips.listening_clip(blobs, person).key, until=0.6)
    for done, language in enumerate(LANGUAGES, start=1):
        run.step(
            f"hello_{language}",
            _HELLO,
            lambda _, spoken=language: clips.hello_clip(blobs, person, spoken).key,  # type: ignore[misc]
            until=0.6 + 0.2 * done,
        )


def _rig(blobs: Blobs, person: Person) -> None:
    clips.rig_of(blobs, person)


_RIG = Text(ko="얼굴을 준비하고 있습니다", en="Preparing the face")
_LISTENING = Text(ko="듣는 모습을 만들고 있습니다", en="Making the listening loop")
_HELLO = Text(ko="인사말을 만들고 있습니다", en="Making the greeting")
