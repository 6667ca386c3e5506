"""All faces of a still picture, each judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

from visavis.face.mesh import MESH
from visavis.face.mesh.detect import Detector, Spot
from visavis.media.values import RGB
from visavis.observe.expression_classes.covered import hand_before
from visavis.observe.expression_classes.engine import Box, Cut, ExpressionEngine, Judgement, cut_out

MOST_FACES = 24
_SURELY_A_FACE = 0.75
"""The detector's score from which a place without a mesh counts as a face: on 28 photographs of one person the two
places that were none had .64 and .67; three of four faces have .78 or more."""
_LEAST_BESIDE = 0.1
"""Share of the largest face's side from which another place counts: specks of pattern are smaller, and such a face
could not be answered."""
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class SeenFace:
    """A face, what it looks like, and how the engine got it."""

    cut: Cut
    judgement: Judgement


def read_picture(engine: ExpressionEngine, image: RGB, most: int = MOST_FACES) -> list[SeenFace]:
    """Every face of a picture (H, W, 3), largest first; [] when there is none."""
    with MESH.lease() as mesh:
        faces = mesh.find(image, most)
    cuts = [replace(cut_out(image, face), covered=hand_before(image, face)) for face in faces]
    return [SeenFace(cut, told) for cut, told in zip(cuts, engine.judge(cuts), strict=True)]


def count_unread(image: RGB, read: Sequence[SeenFace]) -> int:
    """How many more faces a picture shows than were read: those beyond the most, and those on which no mesh could be
    laid. Faces that the detector isn't sure of, or that are tiny beside the largest, aren't counted."""
    with _ONE_AT_A_TIME:
        spots = _detector().comb(image)
    least_px = _LEAST_BESIDE * max((max(one.cut.box.width, one.cut.box.height) for one in read), default=0.0)
    sure = [spot for spot in spots if spot.score >= _SURELY_A_FACE and spot.side_px >= least_px]
    return sum(not any(_is(spot, one.cut.box) for one in read) for spot in sure)


@cache
def _detector() -> Detector:
    """Building it takes longer than looking."""
    return Detector()


def _is(spot: Spot, box: Box) -> bool:
    return spot.covers(box.left + box.width / 2, box.top + box.height / 2, max(box.width, box.height))
