"""What an expression looks like to a model: class names with calibrated probabilities, never a trait or a feeling.

The model sees a picture and the shape of a face; whether somebody *is* happy is nothing that it, or anybody, can see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card
from visavis.face.landmarks import FACE_POINTS
from visavis.face.mesh import FaceMesh
from visavis.face.pose import fit_pose
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.observe.expression_classes.crop import cut_face, face_matrix, level_shape

Shares: TypeAlias = NDArray[np.float64]
"""Calibrated probabilities, one for each class, (c,) or (n, c); they sum to 1."""


@dataclass(frozen=True)
class Reliability:
    """What was measured on people whom no network had seen in training (docs/models/expression.md).

    ``recall`` and ``precision`` by class; ``ece``: expected calibration error; ``answered``: share of faces that get an
    answer at all, and ``wrong_answered``: how many of those answers are wrong; ``elsewhere_faces`` and
    ``elsewhere_wrong``: of pictures of another kind, how many there were and which share of the answers was wrong.
    """

    faces: int
    people: int
    accuracy: float
    macro_f1: float
    recall: Mapping[str, float]
    precision: Mapping[str, float]
    ece: float
    answered: float
    wrong_answered: float
    elsewhere_faces: int
    elsewhere_wrong: float
    data: str


@dataclass(frozen=True)
class Box:
    """Around a face, in pixels of the picture."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Cut:
    """One face as the networks get it: ``pixels`` (S, S, 3), ``shape`` (468, 3) with the head's turn taken out; and
    how it was seen. ``eyes_px``: distance of the outer eye corners, as it would be if the head weren't turned.
    ``matrix`` (2, 3) leads from the picture's pixels to those of the cut. ``covered``: a hand lies before the face."""

    pixels: RGB
    shape: NDArray[np.float32]
    box: Box
    yaw_deg: float
    pitch_deg: float
    eyes_px: float
    matrix: NDArray[np.float32]
    covered: bool = False


Reason: TypeAlias = Literal["tiny", "profile", "tilted", "covered", "dark", "drawn", "unsure"]


@dataclass(frozen=True)
class CantTell:
    """Why there is no answer; all reasons but "unsure" lie in the picture, and then the shares mean nothing either."""

    reason: Reason
    text: Text


@dataclass(frozen=True)
class Judgement:
    """What one face looks like to the model. Without a ``label`` it can't tell, and ``why_not`` says why.

    ``shares`` (c,) are there in either case; ``by_net`` (c,) each: what every net said alone. Show them only where
    ``means_something``.
    """

    shares: Shares
    label: str | None
    why_not: CantTell | None
    by_net: Mapping[str, Shares] = field(default_factory=dict)

    @property
    def means_something(self) -> bool:
        """Whether the shares do: where the picture allows no answer, they would only look sure."""
        return self.why_not is None or self.why_not.reason == "unsure"


class ExpressionEngine(Protocol):
    """Tells classes of expression."""

    card: Card
    classes: tuple[str, ...]
    reliability: Reliability

    def judge(self, cuts: Sequence[Cut]) -> list[Judgement]:
        """One judgement for each face, in one batch."""
        ...


def cut_out(image: RGB, face: FaceMesh) -> Cut:
    """The face of a picture (H, W, 3) as engines take it."""
    pose = fit_pose(face)
    low, high = (edge(face.points[:FACE_POINTS, :2], axis=0) for edge in (np.min, np.max))
    box = Box(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))
    return Cut(
        cut_face(image, face), level_shape(face), box, pose.yaw_deg, pose.pitch_deg, pose.eyes_px, face_matrix(face)
    )
