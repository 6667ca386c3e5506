"""The job that reviews a finished interview: recordings are joined, each answer is observed, the report is written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import cast

from visavis.interview.answers import FindMaterial
from visavis.interview.calibrating import usable_gaze
from visavis.interview.recording.assembling import Recording, TakeFile, answer_takes, assemble, fingerprint
from visavis.interview.report.parts import answer_part, bilingual, unrecorded_part
from visavis.interview.report.said import Observed
from visavis.interview.report.schema import AnswerPart, GapPart
from visavis.interview.report.table import track_rows
from visavis.interview.review import Asked, Review, review_answer
from visavis.interview.tables import Interview, Question
from visavis.interview.transcribing import forget_heard, transcribe_answer
from visavis.interview.writing_reports import work_key, write_report
from visavis.jobs import Run
from visavis.jobs.kinds import ReportProgress
from visavis.kit.errors import Failed, Invalid
from visavis.kit.text import Language, Text
from visavis.media.limits import BACKGROUND
from visavis.observe.gaze import GazeCalibration
from visavis.observe.values import Observation
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database
from visavis.storage.ownership import find_alone

_JOIN = Text(ko="답변 {n}/{m}의 녹화를 정리하고 있습니다", en="Putting recording {n} of {m} together")
_WRITE = Text(ko="답변 {n}/{m}을(를) 받아쓰고 있습니다", en="Writing down answer {n} of {m}")
_OBSERVE = Text(ko="답변 {n}/{m}을(를) 살펴보고 있습니다", en="Looking at answer {n} of {m}")
_REPORT = Text(ko="리포트를 쓰고 있습니다", en="Writing the report")


@dataclass(frozen=True)
class Answer:
    """What the review needs of one answer, read once so that no transaction stays open over long work."""

    number: int
    space: str
    language: Language
    asked: Asked
    takes: tuple[TakeFile, ...]
    replay_key: str | None
    gaps: tuple[GapPart, ...]
    calibration: GazeCalibration | None
    no_gaze: bool
    reads_expression: bool


def review_interview(
    run: Run, database: Database, blobs: Blobs, find_material: FindMaterial = lambda _session, _interview: None
) -> None:
    """The job (see ``jobs.Run``): three steps for each answer, and one for the report.

    ``find_material`` gives the candidate's own facts for the outlines of better answers.

    With the argument ``only_words`` what was observed before is kept, and the words alone are measured anew.
    """
    interview_id, only_words = run.args["interview_id"], run.args.get("only_words", False)
    count = _count(database, interview_id)
    for number in range(count):
        numbers = {"n": number + 1, "m": count}
        join = partial(_join, database, blobs, interview_id, number)
        observe = partial(_observe, database, blobs, interview_id, number, only_words)
        run.step(f"join_{number}", _JOIN.fill(**numbers), join, until=0.95 * (number + 0.1) / count)
        if not only_words:
            write = partial(_write_down, database, blobs, interview_id, number)
            run.step(f"write_{number}", _WRITE.fill(**numbers), write, until=0.95 * (number + 0.3) / count)
        run.step(f"observe_{number}", _OBSERVE.fill(**numbers), observe, until=0.95 * (number + 1) / count)
    run.step(
        "report", _REPORT, partial(write_report, database, blobs, interview_id, only_words, find_material), until=1.0
    )


def _count(database: Database, interview_id: str) -> int:
    with database.reading() as session:
        interview = session.get(Interview, interview_id)
        return len(interview.questions) if interview is not None else 0


def _join(database: Database, blobs: Blobs, interview_id: str, number: int, report: ReportProgress) -> None:
    """Make the seekable replay of one answer, unless it is there."""
    answer = _read(database, interview_id, number)
    if answer is None or answer.replay_key is not None:
        return
    _note_pieces(database, interview_id, number, answer.takes)
    if not answer.takes:
        return
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
        out = Path(folder) / "replay"
        try:
            made = assemble(blobs, answer.takes, out)
        except (Invalid, Failed):
            return  # the report says that this recording can't be read; the others still count
        key = f"{answer.space}/replay/{number:02d}.{made.mime.split('/')[1]}"
        blobs.put(key, out)
    _keep_replay(database, interview_id, number, key, made)


def _write_down(database: Database, blobs: Blobs, interview_id: str, number: int, report: ReportProgress) -> None:
    transcribe_answer(database, blobs, interview_id, number)


def _note_pieces(database: Database, interview_id: str, number: int, takes: Sequence[TakeFile]) -> None:
    """Remember what this review goes by, so that what comes later can be told from it."""
    with database.transaction() as session:
        question = _numbered(find_alone(session, Interview, interview_id), number)
        if question is not None:
            question.pieces_read = fingerprint(takes)


def _keep_replay(database: Database, interview_id: str, number: int, key: str, made: Recording) -> None:
    with database.transaction() as session:
        question = _numbered(find_alone(session, Interview, interview_id), number)
        if question is not None:
            question.replay_key, question.replay_mime, question.replay_duration_s = key, made.mime, made.duration_s
            forget_heard(question)
            question.replay_gaps = [{"at_s": round(seam.at_s, 3), "lost_s": seam.lost_s} for seam in made.seams]


def _observe(
    database: Database, blobs: Blobs, interview_id: str, number: int, unless_kept: bool, report: ReportProgress
) -> None:
    """Measure one answer, all but its words, and keep what was found for this report and later ones."""
    answer = _read(database, interview_id, number)
    if answer is None or (unless_kept and blobs.exists(work_key(answer.space, number, "json"))):
        return
    if answer.replay_key is None:
        observed = Observed(part=_without_recording(answer))
        table: Iterable[str] = ()
    else:
        observed, table = _watch(blobs, answer, answer.replay_key, report)
    blobs.put(work_key(answer.space, number, "csv"), "".join(table).encode())
    blobs.put(work_key(answer.space, number, "json"), observed.model_dump_json().encode())


def _watch(blobs: Blobs, answer: Answer, key: str, report: ReportProgress) -> tuple[Observed, Iterable[str]]:
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
        path = Path(folder) / f"replay.{key.rsplit('.', 1)[1]}"
        blobs.copy_to(key, path)
        try:
            review = review_answer(
                path,
                language=answer.language,
                calibration=answer.calibration,
                asked=answer.asked,
                gaps_s=tuple(gap.at_s for gap in answer.gaps),
                with_classes=answer.reads_expression,
                progress=lambda _step, share: report(share),
                limits=BACKGROUND,
            )
        except (Invalid, Failed) as error:
            return Observed(part=_unreadable(answer, error.message)), ()
    if answer.no_gaze:
        review = _without_gaze(review)
    part = _with_gaps(answer_part(answer.number, review), answer.gaps)
    return Observed(part=part, speech_span_s=review.speech_span_s), track_rows(
        review.observation.tracks, review.frame_times_s, answer.number + 1
    )


def _without_gaze(review: Review) -> Review:
    """The accommodation "no gaze feedback": nothing about the gaze is told, counted or compared."""
    seen = review.observation
    kept = Observation(
        tracks=tuple(one for one in seen.tracks if one.family != "gaze"),
        events=tuple(one for one in seen.events if one.family != "gaze"),
        measures=tuple(one for one in seen.measures if one.family != "gaze"),
    )
    return replace(review, observation=kept)


def _with_gaps(part: AnswerPart, gaps: tuple[GapPart, ...]) -> AnswerPart:
    if part.replay is None or not gaps:
        return part
    return part.model_copy(update={"replay": part.replay.model_copy(update={"gaps": list(gaps)})})


def _without_recording(answer: Answer) -> AnswerPart:
    if answer.takes:
        message = Text(
            ko="녹화를 읽을 수 없어 이 답변은 측정하지 못했습니다.",
            en="The recording can't be read, so this answer wasn't measured.",
        )
        return _unreadable(answer, message)
    return unrecorded_part(answer.number, answer.asked, None)


def _unreadable(answer: Answer, message: Text) -> AnswerPart:
    part = unrecorded_part(answer.number, answer.asked, None)
    return part.model_copy(update={"state": "not_measured", "notes": [bilingual(message)]})


def _read(database: Database, interview_id: str, number: int) -> Answer | None:
    with database.reading() as session:
        question = _numbered(session.get(Interview, interview_id), number)
        if question is None:
            return None
        takes = answer_takes(question)
        return Answer(
            number=number,
            space=question.interview.space,
            language=cast(Language, question.interview.language),
            asked=Asked(question.text, question.kind, question.competence, _question_end_s(takes)),
            takes=tuple(takes),
            replay_key=question.replay_key,
            gaps=tuple(GapPart.model_validate(gap) for gap in question.replay_gaps),
            calibration=usable_gaze(session, question.interview.owner_id),
            no_gaze=question.interview.accommodations.get("no_gaze", False),
            reads_expression=question.interview.reads_expression,
        )


def _question_end_s(takes: Sequence[TakeFile]) -> float | None:
    """On the recording's clock: before 0, because the answer's first take begins after the candidate's turn did."""
    delay_s = takes[0].response_delay_s if takes else None
    return -delay_s if delay_s is not None else None


def _numbered(interview: Interview | None, number: int) -> Question | None:
    return interview.questions[number] if interview is not None else None
