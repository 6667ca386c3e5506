"""tracks.csv: one row for each frame of the replay, one column for each track, empty where nothing was measured."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from visavis.observe.values import Track

_BLOCK = 2000
_SLACK = 1.5
"""A value stands for frames up to this many of its own intervals away, so that 10 Hz tracks fill 25 Hz rows."""


def track_rows(tracks: tuple[Track, ...], frame_times_s: NDArray[np.float64], answer: int = 1) -> Iterator[str]:
    """One answer's file in blocks of text, header first; ``answer`` is its number, from 1, in the first column.

    Without a picture, the rows are those of the finest track.
    """
    times_s = frame_times_s if len(frame_times_s) else _finest(tracks)
    yield _lines([["answer", "time_s", *(f"{track.key} [{track.unit}]" for track in tracks)]])
    nearest = [_nearest(track, times_s) for track in tracks]
    for start in range(0, len(times_s), _BLOCK):
        stop = min(start + _BLOCK, len(times_s))
        yield _lines(_row(answer, times_s[i], [column[i] for column in nearest]) for i in range(start, stop))


def _finest(tracks: tuple[Track, ...]) -> NDArray[np.float64]:
    return max((track.times_s for track in tracks), key=len, default=np.zeros(0))


def _nearest(track: Track, times_s: NDArray[np.float64]) -> NDArray[np.float32]:
    """The track's value nearest to each time, NaN where it has none near enough."""
    if not len(track.times_s):
        return np.full(len(times_s), np.nan, np.float32)
    after = np.clip(np.searchsorted(track.times_s, times_s), 1, max(1, len(track.times_s) - 1))
    before = after - 1
    after = np.minimum(after, len(track.times_s) - 1)
    closer = np.where(times_s - track.times_s[before] <= track.times_s[after] - times_s, before, after)
    interval_s = float(np.median(np.diff(track.times_s))) if len(track.times_s) > 1 else 1.0
    far = np.abs(track.times_s[closer] - times_s) > _SLACK * interval_s
    return np.where(far, np.nan, track.values[closer]).astype(np.float32)


def _row(answer: int, time_s: float, values: list[np.float32]) -> list[str]:
    return [str(answer), f"{time_s:.3f}", *("" if np.isnan(value) else f"{value:.4g}" for value in values)]


def _lines(rows: Iterable[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def join_tables(tables: Iterable[Iterable[str]]) -> Iterator[str]:
    """Several answers' files (as lines) as one: all columns that any of them has, in the order of first sight."""
    readers = [csv.reader(table) for table in tables]
    headers = [next(reader, []) for reader in readers]
    columns = list(dict.fromkeys(name for header in headers for name in header))
    yield _lines([columns])
    for header, reader in zip(headers, readers, strict=True):
        places = [header.index(name) if name in header else None for name in columns]
        for row in reader:
            yield _lines([["" if place is None else row[place] for place in places]])
