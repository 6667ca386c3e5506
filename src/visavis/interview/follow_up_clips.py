"""Follow-ups whose words are known beforehand: their clips are made with the interview's others, and found again."""

from __future__ import annotations

from dataclasses import asdict
from typing import cast

from sqlalchemy.orm import Session

from visavis.interview import seat_clips
from visavis.interview.panel import seats_of
from visavis.interview.questions.following import standing_questions
from visavis.interview.tables import Question
from visavis.kit.errors import NotFound
from visavis.kit.text import Language
from visavis.people import clips
from visavis.people.persons import find_person
from visavis.storage.blobs import Blobs


def take_ready_clip(blobs: Blobs, session: Session, question: Question) -> bool:
    """Give a follow-up the clip that was made ahead for its words, if there is one."""
    language, seat = cast(Language, question.interview.language), seats_of(question.interview)[question.seat]
    standing = standing_questions(language)
    if question.text not in standing:
        return False
    try:
        person = find_person(session, question.interview.owner_id, seat.person_id)
    except NotFound:
        return False
    name = f"{seat_clips.AGAIN}{standing.index(question.text)}"
    clip = clips.find_clip(blobs, seat_clips.key_of(blobs, language, seat, person, name))
    if clip is None:
        return False
    question.clip_state, question.clip_key, question.clip_duration_s = "ready", clip.key, clip.duration_s
    question.clip_words = [asdict(word) for word in clip.words]
    return True
