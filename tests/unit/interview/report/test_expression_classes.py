"""Classes of expression in a report: told with the error rate, and taken out without a trace."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from visavis.interview.report.compose import compose_report
from visavis.interview.report.expression_classes import report_without_classes, table_without_classes
from visavis.interview.report.html import report_html
from visavis.interview.report.parts import answer_part
from visavis.interview.report.schema import Bilingual, InterviewPart, Report
from visavis.interview.report.table import track_rows
from visavis.interview.review.smiles import Comparison, Disagreement
from visavis.interview.review.values import ClassesFound, Review
from visavis.interview.sharing.showing import shown_report
from visavis.kit.clock import now
from visavis.kit.text import Text
from visavis.observe.expression_classes import Reliability
from visavis.observe.expression_classes.terms import share_term, track_title
from visavis.observe.values import Event, Family, Measure, Observation, Track

KNOWN = Reliability(
    faces=400, people=60, accuracy=0.88, macro_f1=0.8, recall={"happy": 0.9, "neutral": 0.85}, precision={"happy": 0.9},
    ece=0.02, answered=0.9, wrong_answered=0.08, elsewhere_faces=100, elsewhere_wrong=0.2,
    data="made up",
)  # fmt: skip
TIMES_S = np.arange(20) / 5
FAMILY: Family = "expression_class"


@pytest.fixture
def review() -> Review:
    """Four seconds in which the model and the corners differ once; a head track stands beside it."""
    title = Text(ko="고개", en="Head")
    seen = Observation(
        (
            Track("head.yaw", "head", title, "deg", TIMES_S, np.zeros(20)),
            Track(f"{FAMILY}.happy", FAMILY, track_title("happy", KNOWN), "%", TIMES_S, np.full(20, 80.0)),
        ),
        (Event(f"{FAMILY}.happy", FAMILY, Text(ko="웃", en="looks happy to the model"), 1.0, 2.0, 80.0),),
        (
            Measure("head.x", "head", title, title, "deg", 1.0, 1.0),
            share_term("happy", KNOWN).measured(0.4, 0.9),
            share_term("neutral", KNOWN).not_measured(title),
        ),
    )
    differ = Disagreement("corners_only", 1.0, 2.0, 22.0, 30.0, Text(ko="다름", en="They <differ> here"))
    found = ClassesFound("ensemble", ("happy", "neutral"), KNOWN, Comparison(20, 0.75, (differ,)))
    return Review(4.0, True, False, seen, TIMES_S, classes=found)


def report_of(review: Review) -> Report:
    about = InterviewPart(
        id="int_1", title=Bilingual(ko="연습", en="Practice"), track_id=None, language="en", recorded_at=None
    )
    return compose_report(about, [answer_part(0, review)], {}, now())


def test_the_error_rate_stands_beside_curve_figure_and_comparison(review: Review) -> None:
    page = report_html(report_of(review), "en")
    assert "Looks happy to the model (wrong in 10 of 100 of which it says so)" in page
    assert "On 400 faces of 60 people it had never seen, it was wrong in 12 of 100." in page
    assert "Of its answers on 100 faces in colour from elsewhere, 20 of 100 are wrong." in page
    assert "In 10 of 100 it says that it can&#x27;t tell" in page
    assert "The mouth corners and the model said the same in 75 % of the 20 looks" in page
    assert "0:01–0:02 They &lt;differ&gt; here" in page
    assert "must not be used" in page


def test_a_report_of_somebody_who_did_not_want_it_says_nothing_of_it(review: Review) -> None:
    report = report_without_classes(report_of(review))
    assert FAMILY not in report.model_dump_json(exclude_defaults=True)
    assert "model" not in report_html(report, "en")
    assert [track.key for track in report.answers[0].tracks] == ["head.yaw"]
    assert report.answers[0].measures[0].value == 1.0


@pytest.mark.parametrize("with_transcript", [True, False])
def test_coaches_never_see_it(review: Review, with_transcript: bool) -> None:
    shown = shown_report(report_of(review), with_transcript)
    assert shown.answers[0].expression_classes is None
    assert FAMILY not in json.dumps([part.model_dump() for part in (*shown.answers[0].tracks, *shown.not_measured)])


def test_the_table_loses_its_columns_and_keeps_the_others(review: Review) -> None:
    table = "".join(track_rows(review.observation.tracks, TIMES_S))
    bare = table_without_classes(table).splitlines()
    assert bare[0] == "answer,time_s,head.yaw [deg]"
    assert len(bare) == len(table.splitlines())
    assert table_without_classes("") == ""


def test_what_was_not_compared_says_why(review: Review) -> None:
    assert review.classes is not None
    told = Text(ko="측정하지 않았습니다", en="not measured: it smiles <throughout>")
    found = replace(review.classes, smiles=Comparison(20, None, (), told))
    report = report_of(replace(review, classes=found))
    part = report.answers[0].expression_classes
    assert part is not None
    assert (part.compared, part.agreed) == (20, None)
    html = report_html(report, "en")
    assert "it smiles &lt;throughout&gt;" in html
    assert "said the same" not in html
