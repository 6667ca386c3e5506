from __future__ import annotations

import csv
import io

import numpy as np

from visavis.interview.report.table import join_tables, track_rows
from visavis.interview.review import Review
from visavis.kit.text import Text
from visavis.observe.values import Track

TITLE = Text(ko="가", en="a")


def _track(key: str, times_s: list[float], values: list[float]) -> Track:
    return Track(key, "voice", TITLE, "dB", np.array(times_s), np.array(values))


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_table_has_one_row_for_each_frame(answer_review: Review) -> None:
    rows = _read("".join(track_rows(answer_review.observation.tracks, answer_review.frame_times_s)))
    assert [float(row["time_s"]) for row in rows] == [round(t, 3) for t in answer_review.frame_times_s]
    assert all(len(row) == 2 + len(answer_review.observation.tracks) for row in rows)


def test_coarse_track_fills_the_frames_between_and_leaves_holes_empty() -> None:
    track = _track("level", [0.0, 0.1, 0.2, 0.3, 1.0], [1, 2, float("nan"), 4, 5])
    rows = _read("".join(track_rows((track,), np.array([0.0, 0.04, 0.12, 0.2, 0.65, 1.0]))))
    assert [row["level [dB]"] for row in rows] == ["1", "1", "2", "", "", "5"]


def test_without_picture_the_finest_track_gives_the_rows() -> None:
    rows = _read("".join(track_rows((_track("a", [0.0, 0.5], [1, 2]), _track("b", [0.0], [3])), np.zeros(0))))
    assert [row["time_s"] for row in rows] == ["0.000", "0.500"]


def test_without_any_track_there_is_only_the_header() -> None:
    assert "".join(track_rows((), np.zeros(0))) == "answer,time_s\n"


def test_joined_tables_have_the_columns_of_both() -> None:
    first = "".join(track_rows((_track("a", [0.0], [1]),), np.zeros(0), answer=1)).splitlines(keepends=True)
    second = "".join(track_rows((_track("b", [0.0], [2]),), np.zeros(0), answer=2)).splitlines(keepends=True)
    rows = _read("".join(join_tables([first, second])))
    assert rows == [
        {"answer": "1", "time_s": "0.000", "a [dB]": "1", "b [dB]": ""},
        {"answer": "2", "time_s": "0.000", "a [dB]": "", "b [dB]": "2"},
    ]
