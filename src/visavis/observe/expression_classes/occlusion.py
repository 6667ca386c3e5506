"""What a model looked at: a grey patch is slid over the face, and where its answer gives way, it had looked.

Zeiler and Fergus 2014, "Visualizing and Understanding Convolutional Networks". It asks the engine alone, so it works
for any of them. The shape of the face, which a patch doesn't change, stays as it is: an answer that hangs on the shape
moves little, and ``most_fall`` says so. The colour is tied to points of probability, the same for every face: what
moves an answer by a point looks faint, and where nothing moves it there is nothing to see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.media.values import RGB
from visavis.observe.expression_classes.engine import Cut, ExpressionEngine

Importance: TypeAlias = NDArray[np.float32]
"""(S, S) of a cut's pixels: by how much the probability of the likeliest class falls (+) or rises (-) when hidden."""

PATCH_SHARE = 0.25
"""Side of the patch: about an eye with its brow, or half a mouth."""
STEPS = 9
"""Places in a row."""
FULL_COLOUR = 0.2
"""The change of the probability that is drawn in full colour, and every larger one; by the square root below, so that a
few points can still be seen and are still faint."""


@dataclass(frozen=True)
class Occlusion:
    """``importance`` for class number ``of``; ``steps`` (STEPS, STEPS): by how much its probability fell there."""

    importance: Importance
    steps: NDArray[np.float32]
    of: int

    @property
    def most_fall(self) -> float:
        """The largest change of the probability, in [0, 1]."""
        return float(np.abs(self.steps).max())


def look_map(engine: ExpressionEngine, cut: Cut) -> Occlusion:
    """Which parts of the face the answer hangs on."""
    spots = list(_spots(len(cut.pixels)))
    judged = engine.judge([cut, *(replace(cut, pixels=_hidden(cut, *spot)) for spot in spots)])
    of = int(judged[0].shares.argmax())
    shares = np.array([one.shares[of] for one in judged])
    total, count = (np.zeros(cut.pixels.shape[:2], np.float32) for _ in range(2))
    for (rows, columns), fall in zip(spots, shares[0] - shares[1:], strict=True):
        total[rows, columns] += fall
        count[rows, columns] += 1
    smooth = cv2.GaussianBlur(total / np.maximum(1, count), (0, 0), len(total) / (2 * STEPS))
    return Occlusion(
        np.asarray(smooth, np.float32), (shares[0] - shares[1:]).astype(np.float32).reshape(STEPS, STEPS), of
    )


def paint_map(occlusion: Occlusion) -> NDArray[np.uint8]:
    """As a picture to lay over the face, (S, S, 4): orange where hiding took from the answer, blue where it gave; as
    opaque as the change is large, up to FULL_COLOUR."""
    found = occlusion.importance
    strength = np.sqrt((np.abs(found) / FULL_COLOUR).clip(max=1))
    picture = np.zeros((*strength.shape, 4), np.uint8)
    picture[found > 0, :3], picture[found <= 0, :3] = (255, 106, 0), (0, 92, 230)
    picture[..., 3] = np.round(200 * strength)
    return picture


def draw_map(image: RGB, cut: Cut, occlusion: Occlusion) -> RGB:
    """The picture (H, W, 3) with the map laid over the face."""
    painted = cv2.warpAffine(
        paint_map(occlusion),
        cut.matrix,
        (image.shape[1], image.shape[0]),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
    )
    share = painted[..., 3:].astype(np.float32) / 255
    return np.asarray(np.round(image * (1 - share) + painted[..., :3] * share), np.uint8)


def _spots(side: int) -> Iterator[tuple[slice, slice]]:
    patch = round(PATCH_SHARE * side)
    starts = np.linspace(0, side - patch, STEPS).round().astype(int)
    for top in starts:
        for left in starts:
            yield slice(int(top), int(top) + patch), slice(int(left), int(left) + patch)


def _hidden(cut: Cut, rows: slice, columns: slice) -> NDArray[np.uint8]:
    """The face with a patch of its own mean colour: one of fixed grey would be a sign of its own on dark skin."""
    pixels = cut.pixels.copy()
    pixels[rows, columns] = np.round(cut.pixels.reshape(-1, 3).mean(0))
    return pixels
