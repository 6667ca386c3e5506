"""Numbers over time: stored compactly while a video streams by, laid on an even clock when it ends."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
Span: TypeAlias = tuple[float, float]
"""Start and end in seconds."""

RATE_HZ = 25.0
_LONGEST_GAP_S = 0.25


class Recorder:
    """Columns of floats that grow row by row: 8 bytes for the time and 4 for each value."""

    def __init__(self, *columns: str) -> None:
        self._times = array("d")
        self._columns = {name: array("f") for name in columns}

    def add(self, time_s: float, **values: float) -> None:
        """One row; columns that aren't named hold NaN. A time that doesn't rise is dropped."""
        if self._times and time_s <= self._times[-1]:
            return
        self._times.append(time_s)
        for name, column in self._columns.items():
            column.append(values.get(name, np.nan))

    @property
    def times_s(self) -> Floats:
        return np.array(self._times, np.float64)

    def column(self, name: str) -> Floats:
        return np.array(self._columns[name], np.float64)

    def __len__(self) -> int:
        return len(self._times)


@dataclass(frozen=True)
class Clock:
    """An even clock over uneven frame times: ``times_s`` (m,) every 1/25 s."""

    frame_times_s: Floats
    times_s: Floats

    def lay(self, values: Floats) -> Floats:
        """Values of the frames (n,) on the clock (m,): straight lines over gaps up to 0.25 s, NaN in longer ones."""
        known = np.isfinite(values)
        if not known.any():
            return np.full(len(self.times_s), np.nan)
        times = self.frame_times_s[known]
        laid = np.interp(self.times_s, times, values[known])
        after = np.searchsorted(times, self.times_s, side="left").clip(0, len(times) - 1)
        before = (np.searchsorted(times, self.times_s, side="right") - 1).clip(0)
        near = np.minimum(np.abs(times[after] - self.times_s), np.abs(self.times_s - times[before]))
        bridged = (times[after] - times[before]) <= _LONGEST_GAP_S
        outside = (self.times_s < times[0]) | (self.times_s > times[-1])
        laid[~((bridged & ~outside) | (near <= 0.5 / RATE_HZ))] = np.nan
        return laid

    def hold(self, times_s: Floats, values: Floats, longest_s: float = np.inf) -> Floats:
        """Each value (n,) until the next, on the clock (m,); NaN where the next comes more than ``longest_s`` later."""
        if len(times_s) == 0:
            return np.full(len(self.times_s), np.nan)
        last = (np.searchsorted(times_s, self.times_s, side="right") - 1).clip(0)
        lasts_s = np.append(np.diff(times_s), 0.0)
        held: Floats = np.where(lasts_s <= longest_s, values, np.nan)[last]
        return held

    def flag(self, spans: Sequence[Span]) -> Flags:
        """Where the clock is inside one of the spans."""
        inside = np.zeros(len(self.times_s), np.bool_)
        for start_s, end_s in spans:
            inside |= (self.times_s >= start_s) & (self.times_s < end_s)
        return inside


def even_clock(frame_times_s: Floats) -> Clock:
    """A 25 Hz clock from the first to the last frame."""
    if len(frame_times_s) == 0:
        return Clock(frame_times_s, np.empty(0))
    steps = int((frame_times_s[-1] - frame_times_s[0]) * RATE_HZ) + 1
    return Clock(frame_times_s, frame_times_s[0] + np.arange(steps) / RATE_HZ)


def smooth(values: Floats, seconds: float) -> Floats:
    """Gaussian smoothing of clocked values that neither fills nor spreads NaN; ``seconds`` is the deviation."""
    sigma = max(seconds * RATE_HZ, 1e-3)
    reach = int(3 * sigma) + 1
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    known = np.isfinite(values)
    if len(values) == 0:
        return values
    total = np.convolve(np.where(known, values, 0.0), kernel, "full")[reach:-reach]
    weight = np.convolve(known.astype(np.float64), kernel, "full")[reach:-reach]
    return np.where(known, total / np.maximum(weight, 1e-9), np.nan)


def spans_of(flags: Flags, times_s: Floats, shortest_s: float = 0.0, bridge_s: float = 0.0) -> list[Span]:
    """The spans in which ``flags`` hold, gaps up to ``bridge_s`` joined, then those under ``shortest_s`` dropped."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    joined: list[Span] = []
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        span = (float(times_s[start]), float(times_s[stop - 1]) + 1 / RATE_HZ)
        if joined and span[0] - joined[-1][1] <= bridge_s:
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return [span for span in joined if span[1] - span[0] >= shortest_s]


def share(flags: Flags, of: Flags) -> float | None:
    """How much of ``of`` also has ``flags``, in [0, 1]; None when ``of`` never holds."""
    total = int(of.sum())
    return float((flags & of).sum()) / total if total else None


def mean_of(values: Floats) -> float | None:
    """The mean of what was measured; None when nothing was."""
    return float(np.nanmean(values)) if np.isfinite(values).any() else None
