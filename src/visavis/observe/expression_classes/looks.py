"""One person over time, as numbers: what they looked like to the model at each look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visavis.face import landmarks as at
from visavis.observe.expression_classes.engine import Cut, Judgement, Shares
from visavis.observe.series import Flags, Floats, Recorder

Labels = NDArray[np.int16]
"""Numbers of classes, -1 where the model can't tell."""


@dataclass(frozen=True)
class Looks:
    """``times_s`` (n,); ``shares`` (n, c), NaN where the picture allows no answer; ``labels`` (n,); ``by_net`` (n,)
    each, what every net says alone; ``yaw_deg`` (n,), NaN where nobody was seen; ``lips_apart`` (n,) in outer-eye
    distances."""

    classes: tuple[str, ...]
    times_s: Floats
    shares: Shares
    labels: Labels
    by_net: Mapping[str, Labels]
    yaw_deg: Floats
    lips_apart: Floats

    @property
    def is_seen(self) -> Flags:
        """(n,): whether somebody was seen."""
        return np.isfinite(self.yaw_deg)

    @property
    def answers(self) -> int:
        """In how many looks the model told a class."""
        return int((self.labels >= 0).sum())

    @property
    def nobody(self) -> float:
        """The share of looks in which nobody was seen."""
        return 1 - float(self.is_seen.mean()) if len(self.labels) else 0.0

    @property
    def cant_tell(self) -> float | None:
        """Of the looks in which somebody was seen, the share without an answer; None when nobody ever was."""
        seen = int(self.is_seen.sum())
        return 1 - self.answers / seen if seen else None

    def share_of(self, name: str) -> float | None:
        """Of the looks that were answered, how many were this class; None when there were none."""
        told = self.labels[self.labels >= 0]
        return float((told == self.classes.index(name)).mean()) if len(told) else None


class LookRecorder:
    """Grows look by look: 8 bytes for the time and 4 for each of a dozen values. ``hand_s``: when a hand was last seen
    before the face."""

    def __init__(self, classes: tuple[str, ...]) -> None:
        self.hand_s = -np.inf
        self._classes = classes
        self._rows: Recorder | None = None
        self._nets: tuple[str, ...] = ()

    def add(self, time_s: float, cut: Cut | None = None, judgement: Judgement | None = None) -> None:
        """One look; without a face only its time."""
        if cut is None or judgement is None:
            self._recorder(()).add(time_s)
            return
        rows = self._recorder(tuple(judgement.by_net))
        values = {"yaw": cut.yaw_deg, "lips": lips_apart(cut)}
        values |= {f"net {name}": float(shares.argmax()) for name, shares in judgement.by_net.items()}
        if judgement.means_something:
            values |= dict(zip(self._classes, map(float, judgement.shares), strict=True))
        if judgement.label is not None:
            values["label"] = float(self._classes.index(judgement.label))
        rows.add(time_s, **values)

    def looks(self) -> Looks:
        rows = self._recorder(())
        return Looks(
            self._classes,
            rows.times_s,
            np.stack([rows.column(name) for name in self._classes], axis=1),
            _labels(rows.column("label")),
            {name: _labels(rows.column(f"net {name}")) for name in self._nets},
            rows.column("yaw"),
            rows.column("lips"),
        )

    def _recorder(self, nets: tuple[str, ...]) -> Recorder:
        """Columns are settled with the first look; a net that comes later would have no column."""
        if self._rows is None or (nets and not self._nets):
            before = self._rows.times_s if self._rows is not None else ()
            self._nets = nets
            self._rows = Recorder(*self._classes, "label", "yaw", "lips", *(f"net {name}" for name in nets))
            for time_s in before:
                self._rows.add(float(time_s))
        return self._rows


def lips_apart(cut: Cut) -> float:
    """How far the lips are open, in outer-eye distances."""
    unit = float(np.linalg.norm(cut.shape[at.RIGHT_EYE_OUTER] - cut.shape[at.LEFT_EYE_OUTER]))
    return float(cut.shape[at.LIP_INNER_TOP, 1] - cut.shape[at.LIP_INNER_BOTTOM, 1]) / unit


def _labels(column: Floats) -> Labels:
    return np.where(np.isfinite(column), column, -1).astype(np.int16)
