from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from html.parser import HTMLParser

import pytest

from visavis.interview.report.compose import compose_report
from visavis.interview.report.html import report_html
from visavis.interview.report.parts import answer_part, unrecorded_part
from visavis.interview.report.schema import Bilingual, CoachingPart, GapPart, InterviewPart, NormPart, Report
from visavis.interview.report.words import clock, figure, usual_range
from visavis.interview.review import Asked, Review
from visavis.kit.text import LANGUAGES, Language


@pytest.fixture(scope="module")
def report(answer_review: Review) -> Report:
    hostile = Asked("<script>alert(1)</script> & why?", "role", "technology")
    first = answer_part(0, answer_review)
    assert first.replay is not None
    replay = first.replay.model_copy(update={"gaps": [GapPart(at_s=2.0, lost_s=None)]})
    interview = InterviewPart(
        id="int_1", title=Bilingual(ko="데이터 <b>", en="Data <b>"), track_id=None, language="en", recorded_at=None
    )
    answers = [first.model_copy(update={"replay": replay}), unrecorded_part(1, hostile, None)]
    return compose_report(interview, answers, {"voice.pitch_mean": [120.0]}, datetime(2026, 11, 1, tzinfo=UTC))


class _Tags(HTMLParser):
    """Counts tags and fails on one that closes what wasn't opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag not in ("meta", "br", "line", "rect", "polyline"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("line", "rect", "polyline") and self.open[-1] != tag:
            return
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_well_formed_and_has_one_timeline(report: Report, language: Language) -> None:
    tags = _Tags()
    page = report_html(report, language)
    tags.feed(page)
    assert tags.open == []
    assert page.count('class="timeline"') == 1
    assert page.count('class="gap"') == len(
        re.findall('<svg class="(?:gaze|head|expression|gesture|framing|voice)"', page)
    )


def test_page_loads_nothing_from_elsewhere(report: Report) -> None:
    page = report_html(report, "ko")
    assert not re.findall(r"https?://|src=|url\(|@import|<script", page)


def test_what_people_wrote_is_escaped(report: Report) -> None:
    page = report_html(report, "en")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; why?" in page
    assert "Data &lt;b&gt;" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_hole_of_the_program_shows_on_the_page(report: Report, language: Language) -> None:
    text = re.sub(r"<style>.*?</style>|<[^>]*>", " ", report_html(report, language), flags=re.DOTALL)
    assert not re.findall(r"\bNone\b|\bnan\b|\{[a-z]*\}", text)


def test_the_source_of_a_norm_is_said_in_the_language_of_the_page(report: Report) -> None:
    sources = [measure.norm.source for measure in report.answers[0].measures if measure.norm]
    assert sources
    for source in sources:
        assert escape(source.ko) in report_html(report, "ko")
        assert re.search("[가-힣]", source.ko), source


def test_english_page_has_no_korean_but_what_was_said(report: Report) -> None:
    page = re.sub(r"<style>.*?</style>", "", report_html(report, "en"), flags=re.DOTALL)
    assert [line for line in re.findall(r"[^<>]*[가-힣]+[^<>]*", page) if "‘" not in line] == []


@pytest.mark.parametrize(
    ("value", "unit", "ko", "en"),
    [
        (0.256, "share", "26 %", "26 %"),
        (9.83, "s", "9.8초", "9.8 s"),
        (61.4, "s", "61초", "61 s"),
        (320.4, "syllables/min", "분당 320음절", "320 syllables a minute"),
        (2.0, "count", "2회", "2 times"),
        (3.14159, "furlong", "3.1 furlong", "3.1 furlong"),
    ],
)
def test_figures_are_said_as_people_say_them(value: float, unit: str, ko: str, en: str) -> None:
    assert (figure(value, unit, "ko"), figure(value, unit, "en")) == (ko, en)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0.3, 0.6, "30–60 %"), (None, 0.1, "up to 10 %"), (0.5, None, "from 50 %"), (None, None, "")],
)
def test_norms_are_said_as_a_band_or_an_open_end(low: float | None, high: float | None, words: str) -> None:
    assert (
        usual_range(NormPart(low=low, high=high, source=Bilingual(ko="s", en="s"), kind="research"), "share", "en")
        == words
    )


def test_clock_shows_minutes_and_seconds() -> None:
    assert [clock(0), clock(59.6), clock(125)] == ["0:00", "1:00", "2:05"]


def test_counts_of_the_live_coach_are_told_with_their_answer(report: Report) -> None:
    counted = CoachingPart(
        watched_s=61.2, face_s=60.0, away_times=2, away_s=9.4, touching_times=1, touching_s=3.0,
        swaying_times=0, swaying_s=0.0, corners_raised_s=12.0, cues=3,
    )  # fmt: skip
    first = report.answers[0].model_copy(update={"coaching": counted})
    coached = report_html(report.model_copy(update={"answers": [first]}), "en")
    assert "Looked away 2× (9 s), a hand at the face 1× (3 s), swayed 0×" in coached
    assert "over 61 s, in 60 s of which a face was seen" in coached
    assert "live coach" not in report_html(report, "en")
