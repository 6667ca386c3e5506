"""What an interviewer says between an answer and a follow-up question: made ahead, found again by its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import cast

from sqlalchemy.orm import Session

from visavis.interview.questions.following import standing_questions
from visavis.interview.tables import Interview, Question
from visavis.kit.errors import NotFound
from visavis.kit.text import Language
from visavis.people import clips
from visavis.people.persons import Person, find_person
from visavis.storage.blobs import Blobs


def make_ahead(blobs: Blobs, person: Person, language: Language) -> None:
    """Make what the person may have to say at once: that a follow-up comes, and that an answer was not understood."""
    for number in range(clips.ACKNOWLEDGEMENTS):
        clips.acknowledgement_clip(blobs, person, language, number)
    for text in standing_questions(language):
        clips.speak_clip(blobs, person, text, language)


def acknowledgement_keys(blobs: Blobs, session: Session, interview: Interview) -> Iterator[str]:
    """Where the clips lie, once they are made, in which the interviewer says that a follow-up comes."""
    person = _interviewer(session, interview)
    if person is not None:
        for number in range(clips.ACKNOWLEDGEMENTS):
            yield clips.acknowledgement_key(blobs, person, cast(Language, interview.language), number)


def take_ready_clip(blobs: Blobs, session: Session, question: Question) -> bool:
    """Give a follow-up the clip that was made ahead for its words, if there is one."""
    language, person = cast(Language, question.interview.language), _interviewer(session, question.interview)
    if person is None or question.text not in standing_questions(language):
        return False
    clip = clips.find_clip(blobs, clips.speech_key(blobs, person, question.text, language))
    if clip is None:
        return False
    question.clip_state, question.clip_key, question.clip_duration_s = "ready", clip.key, clip.duration_s
    question.clip_words = [asdict(word) for word in clip.words]
    return True


def _interviewer(session: Session, interview: Interview) -> Person | None:
    try:
        return find_person(session, interview.owner_id, interview.interviewer_id)
    except NotFound:
        return None
