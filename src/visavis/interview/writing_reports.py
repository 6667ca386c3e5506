"""The last step of a review: what was observed of each answer and what it says become one report in all its forms."""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from sqlalchemy.orm import Session

from visavis.interview.answers import FindMaterial, Words, words_of
from visavis.interview.coaching import counts_of
from visavis.interview.questions import load_tracks
from visavis.interview.report.compose import compose_report
from visavis.interview.report.expression_classes import table_without_classes, without_classes
from visavis.interview.report.html import report_html
from visavis.interview.report.parts import bilingual
from visavis.interview.report.said import Observed, with_content, with_words
from visavis.interview.report.schema import Bilingual, CoachingPart, InterviewPart, Report
from visavis.interview.report.table import join_tables
from visavis.interview.reviews import key_of, list_answers
from visavis.interview.sessions.states import note_reviewed
from visavis.interview.tables import Interview, Question
from visavis.jobs.kinds import ReportProgress
from visavis.kit.clock import now
from visavis.kit.text import LANGUAGES, Language
from visavis.observe.expression_classes.terms import FAMILY as CLASSES_FAMILY
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database
from visavis.storage.ownership import find_alone


def write_report(
    database: Database,
    blobs: Blobs,
    interview_id: str,
    only_words: bool,
    find_material: FindMaterial,
    progress: ReportProgress,
) -> None:
    """Compose the report, write its forms, and keep the figures; once more when words changed while it was written."""
    while not _write_once(database, blobs, interview_id, only_words, find_material):
        pass


def _write_once(
    database: Database, blobs: Blobs, interview_id: str, only_words: bool, find_material: FindMaterial
) -> bool:
    """True when the report holds the words as they are."""
    with database.reading() as session:
        interview = session.get(Interview, interview_id)
        if interview is None:
            return True
        space, said, coached = (
            interview.space,
            _words(session, interview, find_material),
            [_coached(one) for one in interview.questions],
        )
        about, reasons, wanted = _about(interview), _reasons(interview), interview.reads_expression
        earlier: dict[str, list[float]] = {}
        for one in list_answers(session, interview.owner_id, before=interview):
            for key, value in one.figures.items():
                earlier.setdefault(key, []).append(value)
    if not wanted:  # perhaps not any more since the answers were observed
        forget_classes(blobs, space, len(said))
    observed = [Observed.model_validate_json(blobs.get(work_key(space, n, "json"))) for n in range(len(said))]
    parts = [
        with_content(with_words(seen, words.said, about.language), words).model_copy(update={"coaching": counted})
        for seen, words, counted in zip(observed, said, coached, strict=True)
    ]
    parts = [
        part.model_copy(update={"question": part.question.model_copy(update=why)})
        for part, why in zip(parts, reasons, strict=True)
    ]
    report = compose_report(about, parts, earlier, made_at=now())
    write_forms(blobs, space, len(said), report)
    with database.transaction() as session:
        interview = find_alone(session, Interview, interview_id)
        if interview is not None and _words(session, interview, find_material) != said:
            return False
        if interview is not None:
            _keep_figures(interview, report)
            if not only_words:
                note_reviewed(interview, succeeded=True)
    return True


def _words(session: Session, interview: Interview, find_material: FindMaterial) -> list[Words]:
    material = find_material(session, interview)
    return [words_of(question, cast(Language, interview.language), material) for question in interview.questions]


def write_forms(blobs: Blobs, space: str, count: int, report: Report) -> None:
    """The report as JSON, as a page in each language, and as a table of what was observed of the ``count`` answers."""
    for language in LANGUAGES:
        blobs.put(key_of(space, f"{language}.html"), report_html(report, language).encode())
    tables = [blobs.get(work_key(space, number, "csv")).decode().splitlines() for number in range(count)]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".csv") as out:
        out.writelines(itertools.chain(["\ufeff"], join_tables(tables)))  # the mark tells spreadsheets that it is UTF-8
        out.flush()
        blobs.put(key_of(space, "csv"), Path(out.name))
    blobs.put(key_of(space, "json"), report.model_dump_json(indent=1).encode())


def forget_classes(blobs: Blobs, space: str, count: int) -> None:
    """Take what a model made of the expression out of what was observed of each answer."""
    for number in range(count):
        seen, table = work_key(space, number, "json"), work_key(space, number, "csv")
        if not (blobs.exists(seen) and blobs.exists(table)):
            continue
        observed = Observed.model_validate_json(blobs.get(seen))
        part = without_classes(observed.part)
        if part != observed.part:
            blobs.put(seen, observed.model_copy(update={"part": part}).model_dump_json().encode())
            blobs.put(table, table_without_classes(blobs.get(table).decode()).encode())


def _keep_figures(interview: Interview, report: Report) -> None:
    """For the history and for goals; not what a model made of an expression, of which nobody should want more."""
    for question, answer in zip(interview.questions, report.answers, strict=True):
        kept = [one for one in answer.measures if one.family != CLASSES_FAMILY]
        question.figures = {one.key: one.value for one in kept if one.value is not None}
        by_rules = answer.content.model_dump(mode="json") if answer.content else None
        question.content = {**question.content, "rules": by_rules}


def _about(interview: Interview) -> InterviewPart:
    title = next((track.title for track in load_tracks() if track.id == interview.track_id), None)
    return InterviewPart(
        id=interview.id,
        title=bilingual(title) if title else Bilingual(ko="내 질문으로 연습", en="Practice with my own questions"),
        track_id=interview.track_id,
        language=cast(Language, interview.language),
        recorded_at=interview.created_at,
    )


def _reasons(interview: Interview) -> list[dict[str, Any]]:
    """Of each question, which answer it goes on from, why it was asked, and how long the answer may be."""
    numbers = {question.id: question.number for question in interview.questions}
    return [
        {
            "follows_index": numbers.get(question.follows_id or ""),
            "why": Bilingual.model_validate(question.why) if question.why else None,
            "limit_s": interview.answer_s,
        }
        for question in interview.questions
    ]


def _coached(question: Question) -> CoachingPart | None:
    counts = counts_of(question)
    return CoachingPart(**asdict(counts)) if counts else None


def work_key(space: str, number: int, form: str) -> str:
    """Where what was observed of an answer is kept between the steps of a review."""
    return f"{space}/report/observed-{number:02d}.{form}"
