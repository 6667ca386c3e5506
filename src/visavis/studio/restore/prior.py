"""Restoring by a network that has learned how faces look: what GFPGAN, GPEN and their like have in common.

Each face is cut out upright at the network's size; what the network changed is laid back over the picture. What the
picture holds finer than the network's frame stays, and a network that changes nothing gives the picture back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card, Entry
from visavis.engines.choosing import card_with, chosen, identify, why_not
from visavis.engines.imported import Imported
from visavis.engines.onnx import BrokenWeights, open_imported
from visavis.face.align import five_points, lay_on, template_points
from visavis.face.mesh import FaceMesh
from visavis.face.tone import Colours, to_lab, to_rgb
from visavis.face.upright import Cover, Matrix, cover, cut_upright
from visavis.media.values import RGB, Mask
from visavis.studio.restore.engine import Restored, RestoreEngine, RestoreWishes, check_wishes
from visavis.studio.restore.frame import faded

_BATCH = 4
_MOST_CONTRAST = (0.8, 1.25)
"""By how much the contrast of what was made is brought to the photo's."""
_SURELY = 0.5

Points = NDArray[np.float32]

FFHQ: Points = template_points("ffhq")
WIDE: Points = template_points("arcface") * np.float32(2 / 3) + np.float32(1 / 6)
"""ArcFace's template with a margin of a quarter around it, as GPEN's own preparation cuts faces out."""


def entry(card: Card, side_px: int, points: Points) -> Entry[RestoreEngine]:
    """The row of the shelf for one kind of weights, whose name is the card's."""
    kind = card.name
    return Entry(card, lambda: PriorRestore(card, chosen(kind), side_px, points), lambda: why_not(kind), kind)


@dataclass(frozen=True)
class _Cut:
    """A face as the network gets it: RGB (S, S, 3) in [0, 1], and the matrix from picture to frame pixels."""

    matrix: Matrix
    given: Colours


class PriorRestore:
    """Restores all faces of a photo, a few at a time. Raises BrokenWeights."""

    def __init__(self, card: Card, weights: Imported, side_px: int, points: Points) -> None:
        self._weights, self._side, self._points = weights, side_px, points
        self._net = open_imported(weights)
        first, *more = self._net.get_inputs()
        if more or len(first.shape) != 4 or first.shape[2] != side_px:
            raise BrokenWeights(weights)
        # others' ONNX files call the input as they like, and often take a single face
        self._name, self._most = first.name, first.shape[0] if isinstance(first.shape[0], int) else _BATCH
        self.card, self.weights_sha256 = card_with(card, weights), identify(weights)

    def restore(self, photo: RGB, faces: Sequence[FaceMesh], wishes: RestoreWishes) -> Restored:
        check_wishes(photo, wishes)
        height, width = (wishes.scale * side for side in photo.shape[:2])
        base = photo if wishes.scale == 1 else cv2.resize(photo, (width, height), interpolation=cv2.INTER_CUBIC)
        image, mask = base.copy(), np.zeros((height, width), np.float32)
        matrices = [self._matrix(face, wishes.scale) for face in faces]
        cuts = [cut for cut in (_cut(base, one, self._side) for one in matrices) if cut is not None]
        for number, (cut, made) in enumerate(zip(cuts, self._made(cuts), strict=True)):
            others = [one.matrix for row, one in enumerate(cuts) if row != number]
            _lay(image, mask, cut, made, others, wishes.strength)
        return Restored(np.asarray(image, np.uint8), mask)

    def _matrix(self, face: FaceMesh, scale: int) -> Matrix:
        points = five_points(face) * scale + (scale - 1) / 2
        return lay_on(points, self._points * np.float32(self._side))

    def _made(self, cuts: Sequence[_Cut]) -> list[Colours]:
        """What the network makes of each face, RGB in [0, 1] with the colours of what it was given."""
        made: list[Colours] = []
        for start in range(0, len(cuts), self._most):
            some = [cut.given for cut in cuts[start : start + self._most]]
            made += [match_colours(*pair) for pair in zip(self._run(some), some, strict=True)]
        return made

    def _run(self, faces: Sequence[Colours]) -> Colours:
        given = np.ascontiguousarray(2 * np.stack(faces).transpose(0, 3, 1, 2) - 1, np.float32)
        try:
            found = np.asarray(self._net.run(None, {self._name: given})[0], np.float32)
        except Exception as error:  # the runtime raises types of its own for each way in which it can fail
            raise BrokenWeights(self._weights) from error
        if found.shape != given.shape or not np.isfinite(found).all():
            raise BrokenWeights(self._weights)
        return np.asarray(((found + 1) / 2).clip(0, 1).transpose(0, 2, 3, 1), np.float32)


def match_colours(made: Colours, given: Colours) -> Colours:
    """``made`` with the mean and, within bounds, the contrast of ``given`` in CIELAB, both RGB (S, S, 3) in [0, 1].

    Moments of colours as Reinhard et al. (2001) carry them over; a generator likes its own tints.
    """
    inside = faded(len(made)) > _SURELY
    before, wanted = to_lab(made), to_lab(given)
    here, there = before[inside], wanted[inside]
    share = (there.std(0) / np.maximum(here.std(0), 1e-3)).clip(*_MOST_CONTRAST)
    matched = (before - here.mean(0)) * share + there.mean(0)
    # the change alone, so that going to CIELAB and back costs nothing
    return np.asarray((made + to_rgb(np.asarray(matched, np.float32)) - to_rgb(before)).clip(0, 1), np.float32)


def _cut(base: RGB, matrix: Matrix, side: int) -> _Cut | None:
    given = cut_upright(base, matrix, side)
    return None if given is None else _Cut(matrix, given)


def _lay(image: RGB, mask: Mask, cut: _Cut, made: Colours, others: Sequence[Matrix], strength: float) -> None:
    """What was changed, on ``image`` in place, and where, on ``mask``."""
    side = len(made)
    under = cover(cut.matrix, side, image.shape)
    if under is None:
        return
    move, rows, columns = under
    size = (columns.stop - columns.start, rows.stop - rows.start)
    share = strength * _own_share(move, rows, columns, [cover(one, side, image.shape) for one in others], side)
    change = cv2.warpAffine(255 * (made - cut.given), move, size, flags=cv2.INTER_CUBIC)
    image[rows, columns] = np.rint((image[rows, columns] + share[..., None] * change).clip(0, 255))
    mask[rows, columns] = np.minimum(mask[rows, columns] + share, 1)


def _own_share(
    move: NDArray[np.float64], rows: slice, columns: slice, others: Sequence[Cover | None], side: int
) -> Mask:
    """The faded frame in its window; where frames of other faces lie over it, the nearer middle has more of the say."""
    size = (columns.stop - columns.start, rows.stop - rows.start)
    plane = faded(side)
    own = np.asarray(cv2.warpAffine(plane, move, size, flags=cv2.INTER_LINEAR), np.float32)
    total = own.copy()
    for other in others:
        if other is None:
            continue
        back, its_rows, its_columns = other
        shifted = back.copy()
        shifted[:, 2] += its_columns.start - columns.start, its_rows.start - rows.start
        total += cv2.warpAffine(plane, shifted, size, flags=cv2.INTER_LINEAR)
    return np.asarray(own * own / np.maximum(total, 1e-6), np.float32)
