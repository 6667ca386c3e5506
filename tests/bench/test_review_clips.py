"""Reviews every real clip and prints what was measured: ``pytest tests/bench/test_review_clips.py -m bench -s``."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from visavis.interview.report.compose import compose_report
from visavis.interview.report.html import report_html
from visavis.interview.report.parts import answer_part
from visavis.interview.report.schema import Bilingual, InterviewPart, Report
from visavis.interview.review import Review
from visavis.interview.review.answer import review_here

pytestmark = [pytest.mark.bench, pytest.mark.shared]


def test_every_clip_gives_a_report(shared_data: Path) -> None:
    clips = sorted(path for path in (shared_data / "clips").rglob("*") if path.suffix in (".mp4", ".mov", ".mpg"))
    print(f"\n{'clip':<34}{'s':>6}{'frames':>8}{'measured':>10}{'events':>8}{'CPU-ms/frame':>14}  try next")
    for clip in clips:
        review = review_here(clip, "en")
        print(_row(clip, review, _report(review)))
        assert report_html(_report(review), "ko")


def _row(clip: Path, review: Review, report: Report) -> str:
    measures = report.answers[0].measures
    measured = f"{sum(m.value is not None for m in measures)}/{len(measures)}"
    cost = 1000 * review.cpu_s / max(1, len(review.frame_times_s))
    tries = ", ".join(suggestion.measure_key for suggestion in report.suggestions)
    figures = (
        f"{review.duration_s:>6.1f}{len(review.frame_times_s):>8}{measured:>10}{len(review.observation.events):>8}"
    )
    return f"{clip.name:<34}{figures}{cost:>14.1f}  {tries}"


def _report(review: Review) -> Report:
    interview = InterviewPart(
        id=None, title=Bilingual(ko="영상", en="Clip"), track_id=None, language="en", recorded_at=None
    )
    return compose_report(interview, [answer_part(0, review)], {}, datetime(2026, 1, 1, tzinfo=UTC))
