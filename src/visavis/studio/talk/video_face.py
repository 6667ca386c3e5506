"""A face followed through a film, cut out of it, and laid back: for engines that repaint the mouth of a filmed person.

for seen in follow_face(frames):
    if seen.face:
        square = cut_out(seen.image, seen.face.box, 96)
        frame = lay_back(seen.image, seen.face.box, painted, lower_half(seen.face))
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.mesh import MESH, FaceMesh
from visavis.media.values import RGB, Mask
from visavis.studio.talk.points import OVAL

Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; right and bottom are just outside."""

_Edges: TypeAlias = NDArray[np.float64]

REACH = 2
"""Pictures before and after one whose boxes are averaged with its own: five in all, as the official code takes."""
LEAST_PX = 24
"""A face whose box is narrower or lower than this has no mouth that could be painted."""
_SAME_FACE = 0.3
"""Overlap (intersection over union) from which two boxes in a row are one face that moved: less is a cut."""
_FACES = 2
_SEARCHES = 12
"""For so many pictures after a face was lost, as at a cut, each is searched by itself: a tracker takes as long to look
round for small faces again."""
_RAMP, _GROWN, _SOFT, _BORDER = 0.08, 0.06, 0.03, 0.05
"""As shares of a box's height: the way in which the lower half comes in, how far it reaches beyond the face's edge, how
soft that edge is, and the way in which everything ends before the border of the box."""


@dataclass(frozen=True)
class Pads:
    """What is added to the box around a face, in pixels of the film. The defaults are the official code's."""

    top: int = 0
    bottom: int = 10
    left: int = 0
    right: int = 0


PADS = Pads()


@dataclass(frozen=True)
class FilmedFace:
    """``box`` lies inside the picture and is smoothed over time; ``points`` (478, 3) are the picture's own mesh."""

    box: Box
    points: NDArray[np.float32]


@dataclass(frozen=True)
class Seen:
    """A picture of the film, and the face in it that is followed; None where there is none."""

    image: RGB
    face: FilmedFace | None


def follow_face(frames: Iterable[RGB], pads: Pads = PADS) -> Iterator[Seen]:
    """Every picture, in order, with its face; it keeps REACH pictures before the one that it gives and REACH after.

    Of several faces the one that was followed before goes on being followed; at first, and after a cut, the largest.
    """
    held: deque[_Found] = deque(maxlen=2 * REACH + 1)
    passed = 0
    for found in _find(frames):
        held.append(found)
        passed += 1
        if passed > REACH:
            yield _smoothed(list(held), min(passed - 1 - REACH, REACH), pads)
    rest = list(held)
    for index in range(max(0, len(rest) - min(REACH, passed)), len(rest)):
        yield _smoothed(rest[max(0, index - REACH) :], min(index, REACH), pads)


def cut_out(image: RGB, box: Box, size_px: int) -> RGB:
    """What the box holds as (size_px, size_px, 3), not keeping its proportions, as the official code cuts."""
    left, top, right, bottom = box
    return _resized(image[top:bottom, left:right], size_px, size_px)


def lower_half(face: FilmedFace) -> Mask:
    """What of the box is to be repainted, (h, w): the face below the middle of the box, soft at all its edges."""
    left, top, right, bottom = face.box
    height, width = bottom - top, right - left
    oval = np.round(face.points[list(OVAL), :2] - (left, top)).astype(np.int32)
    inside = np.zeros((height, width), np.float32)
    cv2.fillConvexPoly(inside, cv2.convexHull(oval), (1.0,))
    grown = 2 * max(1, round(_GROWN * height)) + 1
    inside = cv2.dilate(inside, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (grown, grown)))
    soft = cv2.GaussianBlur(inside, (0, 0), max(1.0, _SOFT * height))
    return np.asarray(soft * _below_middle(height)[:, None] * _within(height, width), np.float32)


def lay_back(image: RGB, box: Box, picture: RGB, mask: Mask) -> RGB:
    """A copy of the image in which the box shows ``picture`` (any size) where ``mask`` (h, w of the box) says so.

    Where the mask is 0 the image stays as it was, byte for byte.
    """
    left, top, right, bottom = box
    out = image.copy()
    room = out[top:bottom, left:right]
    laid = _resized(picture, right - left, bottom - top)
    room[:] = cv2.blendLinear(laid, np.ascontiguousarray(room), mask, 1 - mask)
    np.copyto(room, image[top:bottom, left:right], where=(mask == 0)[..., None])
    return out


@dataclass(frozen=True)
class _Found:
    image: RGB
    edges: _Edges | None
    """The face's own box, without pads."""
    points: NDArray[np.float32] | None


def _find(frames: Iterable[RGB]) -> Iterator[_Found]:
    with MESH.lease() as mesh:
        tracker = mesh.track(_FACES)
        try:
            last: _Edges | None = None
            lost = _SEARCHES
            for image in frames:
                faces = tracker.read(image)
                if not faces and lost < _SEARCHES:
                    faces = mesh.find(image, _FACES)
                found = _choose(image, faces, last)
                lost = 0 if faces else lost + 1
                last = found.edges if found.edges is not None else last
                yield found
        finally:
            tracker.close()


def _choose(image: RGB, faces: list[FaceMesh], last: _Edges | None) -> _Found:
    if not faces:
        return _Found(image, None, None)
    boxes = [_edges(face) for face in faces]
    known = [number for number, box in enumerate(boxes) if last is not None and _overlap(box, last) >= _SAME_FACE]
    number = known[0] if known else 0
    return _Found(image, boxes[number], faces[number].points)


def _edges(face: FaceMesh) -> _Edges:
    places = face.points[:468, :2]
    return np.asarray(np.concatenate([places.min(0), places.max(0)]), np.float64)


def _overlap(a: _Edges, b: _Edges) -> float:
    low, high = np.maximum(a[:2], b[:2]), np.minimum(a[2:], b[2:])
    shared = float(np.prod(np.maximum(high - low, 0)))
    both = float(np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2])) - shared
    return shared / both if both > 0 else 0.0


def _smoothed(around: list[_Found], at: int, pads: Pads) -> Seen:
    """The picture ``at`` of those around it."""
    here = around[at]
    if here.edges is None or here.points is None:
        return Seen(here.image, None)
    run = [here.edges, *_same_face(around[:at][::-1], here.edges), *_same_face(around[at + 1 :], here.edges)]
    box = _padded(np.mean(run, axis=0), pads, here.image)
    large_enough = min(box[2] - box[0], box[3] - box[1]) >= LEAST_PX
    return Seen(here.image, FilmedFace(box, here.points) if large_enough else None)


def _same_face(others: list[_Found], edges: _Edges) -> list[_Edges]:
    """The boxes going away from a picture in time, as far as the face stays the same one."""
    run = []
    for other in others[:REACH]:
        if other.edges is None or _overlap(other.edges, edges) < _SAME_FACE:
            break
        run.append(other.edges)
    return run


def _padded(edges: _Edges, pads: Pads, image: RGB) -> Box:
    height, width = image.shape[:2]
    left, top, right, bottom = (round(float(edge)) for edge in edges)
    left, top = max(0, left - pads.left), max(0, top - pads.top)
    right, bottom = min(width, right + pads.right), min(height, bottom + pads.bottom)
    return left, top, max(left, right), max(top, bottom)


def _below_middle(height: int) -> NDArray[np.float32]:
    rows = (np.arange(height, dtype=np.float32) + 0.5) / height
    return np.asarray(((rows - 0.5) / _RAMP + 0.5).clip(0, 1), np.float32)


def _within(height: int, width: int) -> Mask:
    """(h, w): 1 inside, 0 at the border of the box."""
    down, across = (np.minimum(np.arange(side), np.arange(side)[::-1]) for side in (height, width))
    near = np.minimum(down[:, None], across[None, :]) / max(1.0, _BORDER * height)
    return np.asarray(near.clip(0, 1), np.float32)


def _resized(image: RGB, width: int, height: int) -> RGB:
    smaller = width * height < image.shape[0] * image.shape[1]
    method = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, (width, height), interpolation=method), np.uint8)
