"""Writes the report of one video as files: all of them, or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from visavis.interview.report.compose import compose_report
from visavis.interview.report.html import report_html
from visavis.interview.report.parts import answer_part
from visavis.interview.report.schema import Bilingual, InterviewPart, Report
from visavis.interview.report.table import track_rows
from visavis.interview.review.values import Review
from visavis.kit.clock import now
from visavis.kit.errors import Invalid
from visavis.kit.text import Language, Text


class CantWrite(Invalid):
    """The folder for the report can't be written."""


def single_report(review: Review, title: str, language: Language) -> Report:
    """The report of one video that belongs to no interview."""
    interview = InterviewPart(
        id=None, title=Bilingual(ko=title, en=title), track_id=None, language=language, recorded_at=None
    )
    return compose_report(interview, [answer_part(0, review)], {}, now())


def write_report(review: Review, title: str, language: Language, out: Path) -> list[Path]:
    """Write report.json, report.html and tracks.csv into ``out``, which is made when missing.

    Everything is written aside first and moved at the end, so that a full disk leaves no half report. Raises CantWrite.
    """
    report = single_report(review, title, language)
    try:
        out.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".report-", dir=out))
        try:
            (aside / "report.json").write_text(report.model_dump_json(indent=1), "utf-8")
            (aside / "report.html").write_text(report_html(report, language), "utf-8")
            with (aside / "tracks.csv").open("w", encoding="utf-8") as file:
                file.writelines(track_rows(review.observation.tracks, review.frame_times_s))
            return [_moved(path, out) for path in sorted(aside.iterdir())]
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise CantWrite(
            Text(
                ko="{o} 폴더에 리포트를 쓸 수 없습니다({e}). 다른 폴더를 골라 주세요.",
                en="The report can't be written to {o} ({e}). Choose another folder.",
            ).fill(o=out, e=error.strerror)
        ) from error


def _moved(path: Path, out: Path) -> Path:
    target = out / path.name
    os.replace(path, target)
    return target
