"""The job that prepares an interview: the clips of its questions are rendered before it starts."""

from __future__ import annotations

from dataclasses import asdict
from typing import cast

from visavis.interview import follow_up_clips, preparations
from visavis.interview.sessions.states import note_prepared
from visavis.interview.tables import Interview, Question
from visavis.jobs import Run
from visavis.kit.text import Language, Text
from visavis.people import clips
from visavis.people.persons import Person, find_person
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database

_RIG = Text(ko="면접관을 준비하고 있습니다", en="Preparing the interviewer")
_CLIP = Text(ko="질문 {n}/{m}을(를) 준비하고 있습니다", en="Preparing question {n} of {m}")


def prepare_interview(run: Run, database: Database, blobs: Blobs) -> None:
    """The job: each question's clip is a step, the first questions first, so that the interview can begin early."""
    interview_id = run.args["interview_id"]
    with database.reading() as session:
        interview = session.get(Interview, interview_id)
        if interview is None:
            return
        person = find_person(session, interview.owner_id, interview.interviewer_id)
        # by id, because a follow-up may come between them while the later ones are still being made
        questions = [question.id for question in interview.questions]
        followed_in = cast(Language, interview.language) if interview.most_follow_ups else None
    run.step("person", _RIG, lambda report: _prepare_person(blobs, person, followed_in), until=0.1)
    for number, question_id in enumerate(questions):
        run.step(
            f"clip_{number}",
            _CLIP.fill(n=number + 1, m=len(questions)),
            lambda report, question_id=question_id: _render(database, blobs, person, question_id),  # type: ignore[misc]
            until=0.1 + 0.9 * (number + 1) / len(questions),
        )
    with database.transaction() as session:
        found = session.get(Interview, interview_id)
        if found is not None:
            note_prepared(found)


def render_question(run: Run, database: Database, blobs: Blobs) -> None:
    """The job that makes one question's clip: a follow-up's, while the interviewer says that there is one more."""
    question_id = run.args["question_id"]
    with database.reading() as session:
        question = session.get(Question, question_id)
        if question is None:
            return
        person = find_person(session, question.interview.owner_id, question.interview.interviewer_id)
    run.step("clip", preparations.TITLE_ONE, lambda report: _render(database, blobs, person, question_id), until=1.0)


def _prepare_person(blobs: Blobs, person: Person, followed_in: Language | None) -> None:
    clips.rig_of(blobs, person)
    clips.listening_clip(blobs, person)
    if followed_in is not None:
        follow_up_clips.make_ahead(blobs, person, followed_in)


def _render(database: Database, blobs: Blobs, person: Person, question_id: str) -> None:
    with database.transaction() as session:
        question = session.get(Question, question_id)
        if question is None:
            return
        question.clip_state = "rendering"
        interview = question.interview
        text, language = question.text, cast(Language, interview.language)
        private = _is_private(question) or person.own
        space = f"{interview.space}/{preparations.CLIPS}/{person.id}" if private else None
    clip = clips.speak_clip(blobs, person, text, language, space)
    with database.transaction() as session:
        question = session.get(Question, question_id)
        if question is not None and _still_asks(question, person):
            question.clip_state, question.clip_key = "ready", clip.key
            question.clip_duration_s = clip.duration_s
            question.clip_words = [asdict(word) for word in clip.words]


def _still_asks(question: Question, person: Person) -> bool:
    """Whether the person was neither deleted nor replaced while the clip was being made."""
    return question.clip_state == "rendering" and question.interview.interviewer_id == person.id


def _is_private(question: Question) -> bool:
    """What a user wrote or said is never kept where others' interviews could find it."""
    return question.kind == "own" or question.source != "bank"
