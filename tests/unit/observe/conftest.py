"""Faces made of numbers: the reference face turned, moved, blinking and smiling as a test wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from visavis.face import landmarks as at
from visavis.face.mesh import FaceMesh
from visavis.face.pose import TILT_KNOTS, YAW_GAIN, Floats, reference
from visavis.media.values import Frame
from visavis.observe.engine import Reader

FaceMaker = Callable[..., FaceMesh]
Player = Callable[[Reader, Iterable[tuple[float, list[FaceMesh]]]], None]

_PX = 100.0


@pytest.fixture
def make_face() -> FaceMaker:
    """``make_face(yaw_deg, pitch_deg, roll_deg, at=(x, y), size, look=(right, up), lids, smile, brows)``.

    Angles are what the calibrated reader should say; ``look`` is in eye widths, ``lids`` 1 open … 0 closed, ``smile``
    and ``brows`` in outer-eye distances.
    """

    def make(
        yaw_deg: float = 0.0,
        pitch_deg: float = 0.0,
        roll_deg: float = 0.0,
        place: tuple[float, float] = (640, 360),
        size: float = 1.0,
        look: tuple[float, float] = (0.0, 0.0),
        lids: float = 1.0,
        smile: float = 0.0,
        brows: float = 0.0,
    ) -> FaceMesh:
        points = _with_irises(reference().points.copy(), look)
        _close_lids(points, lids)
        _move_mouth_and_brows(points, smile, brows)
        return FaceMesh(_seen(points, yaw_deg, pitch_deg, roll_deg, place, size), score=1.0)

    return make


@pytest.fixture
def play() -> Player:
    """Shows a reader blank frames with the given faces at the given times."""
    blank = np.full((72, 128, 3), 128, np.uint8)

    def run(reader: Reader, frames: Iterable[tuple[float, list[FaceMesh]]]) -> None:
        for time_s, faces in frames:
            reader.see(Frame(blank, time_s), faces)

    return run


def _with_irises(points: Floats, look: tuple[float, float]) -> Floats:
    irises = []
    for outer, inner in ((at.RIGHT_EYE_OUTER, at.RIGHT_EYE_INNER), (at.LEFT_EYE_OUTER, at.LEFT_EYE_INNER)):
        width = float(np.linalg.norm(points[outer] - points[inner]))
        shift = np.array([-look[0], look[1], 0.0]) * width  # the own right is the picture's left
        irises += [(points[outer] + points[inner]) / 2 + shift] * 5
    return np.concatenate([points, np.array(irises)])


def _close_lids(points: Floats, lids: float) -> None:
    for top, bottom in at.RIGHT_LIDS + at.LEFT_LIDS:
        points[top] = points[bottom] + lids * (points[top] - points[bottom])


def _move_mouth_and_brows(points: Floats, smile: float, brows: float) -> None:
    unit = float(np.linalg.norm(points[at.RIGHT_EYE_OUTER] - points[at.LEFT_EYE_OUTER]))
    points[[at.MOUTH_RIGHT, at.MOUTH_LEFT], 1] += smile / 2 * unit
    points[at.MOUTH_RIGHT, 0] -= smile / 4 * unit
    points[at.MOUTH_LEFT, 0] += smile / 4 * unit
    points[list(at.RIGHT_BROW + at.LEFT_BROW), 1] += brows * unit


def _seen(
    points: Floats, yaw_deg: float, pitch_deg: float, roll_deg: float, place: tuple[float, float], size: float
) -> NDArray[np.float32]:
    read, true = TILT_KNOTS
    pitch = float(np.interp(pitch_deg, true, read))
    turned = Rotation.from_euler("YXZ", [-yaw_deg / YAW_GAIN, -pitch, roll_deg], degrees=True).apply(points)
    pixels = turned * [1, -1, -1] * _PX * size + [*place, 0]
    seen: NDArray[np.float32] = pixels.astype(np.float32)
    return seen
