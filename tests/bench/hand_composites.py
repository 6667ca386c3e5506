"""Real hands with known masks laid before faces: cut from a clip in which they lie on black."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.hands import HandFinder, HandPoints
from visavis.face.mesh import FaceMesh
from visavis.media.values import RGB

_CLIP, _EVERY = "latentsync_demo2.mp4", 30
_DARK = 45
_AROUND, _LEAN_DEG = 0.35, 50.0
"""How far around the bones of one hand pixels are taken to be of it, in palms; how far an arm leans."""
_PALM = (0.28, 0.42)
"""Length of a palm, in faces: a hand is about as long as a face is from chin to brows."""


@dataclass(frozen=True)
class Hand:
    """A cut-out (h, w, 3), its mask (h, w) of 0 and 1, the length of its palm, and how far it has to be turned for the
    fingers to point up."""

    image: RGB
    mask: NDArray[np.uint8]
    palm_px: float
    upright_deg: float


@dataclass(frozen=True)
class Composite:
    """A photo with a hand before the face, and where the hand is: (H, W) of 0 and 1."""

    photo: RGB
    hand: NDArray[np.uint8]


def read_hands(clips: Path) -> list[Hand]:
    """The hands of the clip, with what hangs together with them and is brighter than its ground."""
    finder, found = HandFinder(), []
    with av.open(str(clips / _CLIP)) as clip:
        for number, frame in enumerate(clip.decode(video=0)):
            if number % _EVERY == 0:
                image = frame.to_ndarray(format="rgb24")
                found += [hand for points in finder.find(image)[:1] if (hand := _cut(image, points)) is not None]
    return found


def lay_before(photo: RGB, face: FaceMesh, hand: Hand, rng: np.random.Generator) -> Composite:
    """The hand before the lower half or a cheek of the face, its arm coming from below."""
    low, high = face.points[:, :2].min(0), face.points[:, :2].max(0)
    scale = rng.uniform(*_PALM) * (high[1] - low[1]) / hand.palm_px
    size = np.array(hand.mask.shape[::-1]) / 2
    turned_deg = hand.upright_deg + rng.uniform(-_LEAN_DEG, _LEAN_DEG)
    turn = cv2.getRotationMatrix2D((float(size[0]), float(size[1])), float(turned_deg), float(scale))
    aim = low + (high - low) * np.array([rng.uniform(0.15, 0.85), rng.uniform(0.65, 1.0)])
    turn[:, 2] += aim - size
    height, width = photo.shape[:2]
    mask = cv2.warpAffine(hand.mask.astype(np.float32), turn, (width, height), flags=cv2.INTER_AREA)
    laid = cv2.warpAffine(hand.image, turn, (width, height), flags=cv2.INTER_AREA)
    mixed = np.rint(photo + mask[..., None] * (laid.astype(np.float32) - photo))
    return Composite(np.asarray(mixed, np.uint8), (mask > 0.5).astype(np.uint8))


def composites(
    photos: Iterator[tuple[RGB, FaceMesh]], hands: list[Hand], seed: int = 0
) -> Iterator[tuple[Composite, FaceMesh]]:
    """One for each photo."""
    rng = np.random.default_rng(seed)
    for number, (photo, face) in enumerate(photos):
        yield lay_before(photo, face, hands[number % len(hands)], rng), face


def _cut(image: RGB, points: HandPoints) -> Hand | None:
    palm = float(np.hypot(*(points[9] - points[0])))
    low = np.maximum(points.min(0) - 0.8 * palm, 0).astype(int)
    high = (points.max(0) + 0.8 * palm).astype(int)
    crop = np.ascontiguousarray(image[low[1] : high[1], low[0] : high[0]])
    red = cv2.GaussianBlur(crop[..., 0], (0, 0), 1.5).astype(int)
    blue = cv2.GaussianBlur(crop[..., 2], (0, 0), 1.5).astype(int)
    skin = ((red > _DARK) & (red - blue > 30)).astype(np.uint8)
    skin = cv2.morphologyEx(skin, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    _, parts = cv2.connectedComponents(skin)
    local = np.round(points - low).astype(np.int32)
    root = local[9]
    part = parts[min(root[1], len(parts) - 1), min(root[0], parts.shape[1] - 1)]
    bones = np.zeros(skin.shape, np.uint8)
    arm = local[0] + (1.2 * (local[0] - local[9])).astype(np.int32)
    wide = max(1, round(2 * _AROUND * palm))
    for line in (*((0, 4 * f + 1, 4 * f + 2, 4 * f + 3, 4 * f + 4) for f in range(5)),):
        cv2.polylines(bones, [local[list(line)]], False, 1, wide)
    cv2.polylines(bones, [np.array([local[0], arm])], False, 1, 2 * wide)
    mask = ((parts == part) & (bones > 0)).astype(np.uint8)
    across, down = (points[9] - points[0]).astype(float)
    upright_deg = float(np.degrees(np.arctan2(-across, -down)))
    return Hand(crop, cv2.erode(mask, np.ones((3, 3), np.uint8)), palm, -upright_deg) if part else None
