"""Gaze calibration from five targets: the camera and the four corners of the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.observe.gaze.eyes import EyeReading
from visavis.observe.series import Floats

TARGETS: dict[str, tuple[float, float]] = {
    "camera": (0.0, 0.0),
    "top_left": (-16.0, -2.0),
    "top_right": (16.0, -2.0),
    "bottom_left": (-16.0, -20.0),
    "bottom_right": (16.0, -20.0),
}
"""Right and up in degrees from the camera, of a 14-inch screen at 55 cm with the camera above it."""

_RIDGE = 0.05
_FEWEST_SAMPLES = 5
_FEWEST_TARGETS = 4
_WORST_RESIDUAL_DEG = 6.0

Weights: TypeAlias = tuple[tuple[float, ...], ...]


class UnknownTarget(Invalid):
    """A sample names a target that isn't one of the five."""


@dataclass(frozen=True)
class GazeCalibration:
    """How this person's eye readings become degrees from the camera on this screen.

    ``weights`` (2, 5) multiply (1, right, up, eye right, eye up) of a reading. ``residual_deg`` is the mean distance of
    a target from where the other targets' fit puts it; ``usable`` says whether the report may rely on it.
    """

    weights: Weights
    residual_deg: float
    usable: bool

    def apply(self, reading: EyeReading) -> tuple[float, float]:
        """Right and up in degrees from the camera."""
        right, up = np.array(self.weights) @ _features(reading)
        return float(right), float(up)

    def as_values(self) -> dict[str, object]:
        """Plain values for JSON; from_values reads them back."""
        return {
            "weights": [list(row) for row in self.weights],
            "residual_deg": self.residual_deg,
            "usable": self.usable,
        }

    @classmethod
    def from_values(cls, values: Mapping[str, object]) -> GazeCalibration:
        rows = np.array(values["weights"], np.float64).reshape(2, 5).tolist()
        return cls(tuple(tuple(row) for row in rows), float(str(values["residual_deg"])), bool(values["usable"]))


def fit_calibration(samples: Sequence[tuple[str, EyeReading]]) -> GazeCalibration:
    """The calibration for samples of (target name, reading); about one second of frames for each target is enough.

    Each target counts by the median of its readings, so blinks and late glances don't matter. Least squares, pulled
    towards the uncalibrated reading because five targets hold only so much. Raises UnknownTarget. With too few targets
    or samples the result is marked as not usable instead of raising.
    """
    medians = _medians(samples)
    if len(medians) < _FEWEST_TARGETS:
        return GazeCalibration(_as_weights(_PRIOR), float("inf"), usable=False)
    names = list(medians)
    inputs = np.array([medians[name] for name in names])
    goals = np.array([TARGETS[name] for name in names])
    residual = _residual(inputs, goals)
    usable = residual <= _WORST_RESIDUAL_DEG and _in_order(medians)
    return GazeCalibration(_as_weights(_solve(inputs, goals)), residual, usable)


_PRIOR = np.array([[0.0, 1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0, 0.0]])


def _features(reading: EyeReading) -> Floats:
    return np.array([1.0, reading.right_deg, reading.up_deg, reading.eye_right_deg, reading.eye_up_deg])


def _medians(samples: Sequence[tuple[str, EyeReading]]) -> dict[str, Floats]:
    grouped: dict[str, list[Floats]] = {}
    for name, reading in samples:
        if name not in TARGETS:
            raise UnknownTarget(
                Text(
                    ko="'{n}'은(는) 시선 보정 지점이 아닙니다. 쓸 수 있는 지점: {k}",
                    en="'{n}' is no calibration target. Targets: {k}.",
                ).fill(n=name, k=", ".join(TARGETS))
            )
        grouped.setdefault(name, []).append(_features(reading))
    return {name: np.median(rows, axis=0) for name, rows in grouped.items() if len(rows) >= _FEWEST_SAMPLES}


def _solve(inputs: Floats, goals: Floats) -> Floats:
    """Ridge regression whose penalty is the distance from the uncalibrated reading; the offset is free."""
    penalty = np.diag([0.0, 1.0, 1.0, 1.0, 1.0]) * _RIDGE * np.var(inputs[:, 1:3]).clip(1.0) * len(inputs)
    gram = inputs.T @ inputs + penalty + np.eye(5) * 1e-6
    solved: Floats = np.linalg.solve(gram, inputs.T @ goals + penalty @ _PRIOR.T).T
    return solved


def _residual(inputs: Floats, goals: Floats) -> float:
    """Mean distance in degrees over the targets, each predicted from the others."""
    errors = []
    for left_out in range(len(inputs)):
        rest = np.arange(len(inputs)) != left_out
        errors.append(np.hypot(*(_solve(inputs[rest], goals[rest]) @ inputs[left_out] - goals[left_out])))
    return float(np.mean(errors))


def _in_order(medians: Mapping[str, Floats]) -> bool:
    """Whether right was read right of left, and up above down: otherwise the person looked elsewhere."""
    across = _mean(medians, "right", 1) - _mean(medians, "left", 1)
    upward = _mean(medians, "top", 2) - _mean(medians, "bottom", 2)
    return across > 2.0 and upward > 1.0


def _mean(medians: Mapping[str, Floats], part: str, column: int) -> float:
    return float(np.mean([row[column] for name, row in medians.items() if part in name.split("_")]))


def _as_weights(matrix: Floats) -> Weights:
    return tuple(tuple(float(x) for x in row) for row in matrix)
