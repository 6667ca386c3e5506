"""The job that prepares an interview: the clips of its questions are rendered before it starts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from typing import cast

from sqlalchemy.orm import Session

from visavis.interview import preparations, seat_clips
from visavis.interview.panel import others_of, seats_of
from visavis.interview.sessions.states import note_prepared
from visavis.interview.tables import Interview, Question
from visavis.jobs import Run
from visavis.jobs.kinds import ReportProgress
from visavis.kit.errors import NotFound
from visavis.kit.text import Language, Text
from visavis.people import clips
from visavis.people.persons import Person, find_person
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database
from visavis.storage.ownership import find_alone

_FIRST = (seat_clips.GREETING, "left", "right", seat_clips.MORE, seat_clips.AGAIN)
"""Made right after the first question: they are seen and heard with it, but can be done without."""
_TITLES = {
    "seat": Text(ko="면접관을 준비하고 있습니다", en="Preparing the interviewer"),
    "question": Text(ko="질문을 준비하고 있습니다", en="Preparing the questions"),
    "other": Text(ko="다른 지원자를 준비하고 있습니다", en="Preparing the other candidates"),
}


class _Work:
    """What has to be made for one interview; each piece reads it anew, since people may leave meanwhile."""

    def __init__(self, database: Database, blobs: Blobs, interview_id: str) -> None:
        self._database, self._blobs, self._id = database, blobs, interview_id

    def plan(self) -> list[list[str]]:
        """The steps in the order in which they are needed: what the first question needs first, so that one can begin
        early. Plain values, because the plan is kept: follow-ups may be asked while it is carried out."""
        with self._database.reading() as session:
            interview = session.get(Interview, self._id)
            return list(_steps(interview)) if interview is not None else []

    def do(self, what: str, one: str, other: str) -> None:
        """Carry out one step of the plan."""
        if what == "seat":
            self._make_seat_clip(int(one), other)
        elif what == "question":
            self._render(one)
        else:
            self._answer_as_other(int(one), other)

    def _make_seat_clip(self, number: int, name: str) -> None:
        with self._database.reading() as session:
            interview = session.get(Interview, self._id)
            seat = seats_of(interview)[number] if interview is not None else None
            person = _person(session, interview, seat.person_id) if interview and seat else None
            language = cast(Language, interview.language) if interview else "ko"
        if seat is not None and person is not None:
            seat_clips.make(self._blobs, language, seat, person, name)

    def _answer_as_other(self, candidate: int, question_id: str) -> None:
        with self._database.reading() as session:
            question = session.get(Question, question_id)
            if question is None:
                return
            interview = question.interview
            person = find_person(session, "", others_of(interview)[candidate])
            said, language = seat_clips.sample_of(interview, candidate, question), cast(Language, interview.language)
        clips.speak_clip(self._blobs, person, said, language)

    def _render(self, question_id: str) -> None:
        with self._database.transaction() as session:
            question = session.get(Question, question_id)
            if question is None:
                return
            interview, owner_id = question.interview, question.interview.owner_id
            seat = seats_of(interview)[question.seat]
            person = _person(session, interview, seat.person_id)
            if person is None or question.clip_state == "ready":
                question.clip_state = "ready" if person else "failed"
                return
            question.clip_state = "rendering"
            text, language = seat_clips.question_words(question), cast(Language, interview.language)
            private = _is_private(question) or person.own
            space = f"{interview.space}/{preparations.CLIPS}/{person.id}" if private else None
        clip = clips.speak_clip(self._blobs, person, text, language, space, seat.style)
        with self._database.transaction(owner_id) as session:
            question = session.get(Question, question_id)
            if question is not None and _still_asks(question, person):
                question.clip_state, question.clip_key = "ready", clip.key
                question.clip_duration_s = clip.duration_s
                question.clip_words = [asdict(word) for word in clip.words]


def prepare_interview(run: Run, database: Database, blobs: Blobs) -> None:
    """The job: each clip is a step, the first question's first, so that the interview can begin early."""
    work = _Work(database, blobs, run.args["interview_id"])
    steps = run.step("plan", _TITLES["seat"], lambda _report: work.plan(), until=0.01)
    for done, step in enumerate(steps, start=1):
        run.step("_".join(step), _TITLES[step[0]], partial(_do, work, step), until=0.01 + 0.99 * done / len(steps))
    with database.transaction() as session:
        found = find_alone(session, Interview, run.args["interview_id"])
        if found is not None:
            note_prepared(found)


def render_question(run: Run, database: Database, blobs: Blobs) -> None:
    """The job that makes one question's clip: a follow-up's, while the interviewer says that there is one more."""
    with database.reading() as session:
        question = session.get(Question, run.args["question_id"])
        if question is None:
            return
        work = _Work(database, blobs, question.interview_id)
    step = ["question", run.args["question_id"], ""]
    run.step("clip", preparations.TITLE_ONE, partial(_do, work, step), until=1.0)


def _do(work: _Work, step: list[str], _report: ReportProgress) -> None:
    work.do(*step)


def _steps(interview: Interview) -> Iterator[list[str]]:
    names = {number: seat_clips.names_of(interview, number) for number in range(len(seats_of(interview)))}
    made: set[tuple[int, str]] = set()
    turns = list(seat_clips.answered_by_others(interview))
    for number in names:
        yield ["seat", str(number), seat_clips.LISTENING]
    for question in interview.questions:
        yield ["question", question.id, ""]
        if question.number == 0:
            yield from (["seat", str(at), name] for at in names for name in names[at] if name.startswith(_FIRST))
        if (reaction := seat_clips.reaction_of(interview, question)) and (question.seat, reaction) not in made:
            made.add((question.seat, reaction))
            yield ["seat", str(question.seat), reaction]
        yield from (["other", str(at), one.id] for at, one in turns if one.number == question.number - 1)


def _person(session: Session, interview: Interview, person_id: str) -> Person | None:
    """None when the person was deleted meanwhile."""
    try:
        return find_person(session, interview.owner_id, person_id)
    except NotFound:
        return None


def _still_asks(question: Question, person: Person) -> bool:
    """Whether the person was neither deleted nor replaced while the clip was being made."""
    return question.clip_state == "rendering" and seats_of(question.interview)[question.seat].person_id == person.id


def _is_private(question: Question) -> bool:
    """What a user wrote or said is never kept where others' interviews could find it."""
    return question.kind == "own" or question.source != "bank"
