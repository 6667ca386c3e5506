"""Answers are written down by a recogniser: one on this machine unless the account wants another, or none."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.interview.tables import Interview, ListeningWish, Question
from visavis.kit.clock import now
from visavis.kit.errors import VisavisError
from visavis.kit.text import Language, Text
from visavis.media.decode import load_audio
from visavis.media.limits import BACKGROUND
from visavis.media.sandbox import run_limited
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database
from visavis.storage.ownership import find_alone
from visavis.voice.listen import LISTENERS, RATE_HZ, Recognition, local_listener

AUTO, OFF = "auto", "off"
LONGEST_S = 3600.0
SOURCES = ("recogniser", "verbatim")
"""What a transcript's source is called when a recogniser wrote it: tidy, or asked to keep fillers."""
_log = logging.getLogger("visavis.interview")


@dataclass(frozen=True)
class Wish:
    """How an account wants its answers written down. Sound leaves the machine only for a named remote engine."""

    engine: str = AUTO
    verbatim: bool = True


@dataclass(frozen=True)
class Unwritten:
    """An answer that has a recording and no words yet."""

    replay_key: str
    language: Language
    wish: Wish


def wish_of(session: Session, owner_id: str) -> Wish:
    """What the account chose last, or the default."""
    query = select(ListeningWish).where(ListeningWish.owner_id == owner_id)
    row = session.scalars(query.order_by(ListeningWish.changed_at.desc())).first()
    return Wish(row.engine, row.verbatim) if row is not None else Wish()


def keep_wish(session: Session, owner_id: str, wish: Wish) -> None:
    """Raises NotFound for an engine that isn't on the shelf; one that isn't ready now may be chosen."""
    if wish.engine not in (AUTO, OFF):
        LISTENERS.why_not(wish.engine)
    for row in session.scalars(select(ListeningWish).where(ListeningWish.owner_id == owner_id)):
        session.delete(row)
    session.add(ListeningWish(owner_id=owner_id, engine=wish.engine, verbatim=wish.verbatim, changed_at=now()))
    session.flush()


def engine_of(wish: Wish) -> str | None:
    """The recogniser that serves a wish now; None where none does: a named one is never replaced by another."""
    if wish.engine == OFF:
        return None
    if wish.engine == AUTO:
        return local_listener()
    return wish.engine if wish.engine in LISTENERS.entries and LISTENERS.why_not(wish.engine) is None else None


def why_unwritten(wish: Wish) -> Text | None:
    """Why nothing is written down; None when something is, or none is wanted."""
    if wish.engine == OFF or engine_of(wish) is not None:
        return None
    if wish.engine in LISTENERS.entries:
        return LISTENERS.why_not(wish.engine)
    return LISTENERS.why_not("whisper-small")


def transcribe_answer(database: Database, blobs: Blobs, interview_id: str, number: int) -> None:
    """Write down one answer that has no words, and keep them. What goes wrong leaves the answer as it was."""
    answer = _unwritten(database, interview_id, number)
    engine = engine_of(answer.wish) if answer is not None else None
    if answer is None or engine is None:
        return
    try:
        heard = _hear(blobs, answer, engine)
    except VisavisError as error:
        _log.warning("answer %d of %s wasn't written down: %s", number, interview_id, error.code)
        return
    _keep(database, interview_id, number, heard)


def forget_heard(question: Question) -> None:
    """Words that a recogniser heard in another recording don't stay; those of people do."""
    if question.transcript_source in SOURCES:
        question.transcript, question.transcript_source, question.transcript_words = None, None, []


def _hear(blobs: Blobs, answer: Unwritten, engine: str) -> Recognition:
    """The file is read in a limited child, the words are found here, where the model stays loaded."""
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
        path = Path(folder) / f"replay.{answer.replay_key.rsplit('.', 1)[1]}"
        blobs.copy_to(answer.replay_key, path)
        sound = run_limited(load_audio, path, RATE_HZ, LONGEST_S, limits=BACKGROUND)
    with LISTENERS.lease(engine) as recogniser:
        return recogniser.listen(sound, answer.language, answer.wish.verbatim)


def _unwritten(database: Database, interview_id: str, number: int) -> Unwritten | None:
    with database.reading() as session:
        interview = session.get(Interview, interview_id)
        if interview is None or number >= len(interview.questions):
            return None
        question = interview.questions[number]
        if question.replay_key is None or question.transcript or question.typed_text:
            return None
        language: Language = "ko" if interview.language == "ko" else "en"
        return Unwritten(question.replay_key, language, wish_of(session, interview.owner_id))


def _keep(database: Database, interview_id: str, number: int, heard: Recognition) -> None:
    """Unless somebody wrote the words meanwhile, or nothing was heard."""
    if not heard.text:
        return
    with database.transaction() as session:
        interview = find_alone(session, Interview, interview_id)
        question = interview.questions[number] if interview is not None else None
        if question is None or question.transcript:
            return
        question.transcript = heard.text
        question.transcript_source = "verbatim" if heard.verbatim else "recogniser"
        question.transcript_words = _as_values(heard)


def _as_values(heard: Recognition) -> list[dict[str, Any]]:
    words: Sequence[Any] = heard.words
    return [asdict(word) for word in words]
