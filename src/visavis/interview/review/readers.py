"""The table of everything that reads the picture, in the order in which it is reported."""

from __future__ import annotations

from collections.abc import Sequence

from visavis.observe.engine import Reader
from visavis.observe.expression import ExpressionReader
from visavis.observe.gaze import GazeCalibration, GazeReader
from visavis.observe.head import HeadReader
from visavis.observe.series import Span
from visavis.observe.values import Observation


def make_readers(calibration: GazeCalibration | None) -> dict[str, Reader]:
    """A fresh reader of each kind, for one video."""
    return {
        "gaze": GazeReader(calibration),
        "head": HeadReader(),
        "expression": ExpressionReader(),
    }


def finish(readers: dict[str, Reader], speaking: Sequence[Span] | None) -> list[Observation]:
    """What each reader found; ``speaking`` are the spans of speech, None when the sound can't tell."""
    return [r.finish(speaking) if isinstance(r, GazeReader) else r.finish() for r in readers.values()]
