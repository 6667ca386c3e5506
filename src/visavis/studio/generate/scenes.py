"""Scenes: the synthetic photographs that new faces are set into, with their hair, neck, clothes and ground.

A scene is a square window of an aligned picture, larger than the frame that faces are made in. The new face takes on
the tone and light of the one that it replaces: in CIELAB, everything coarser than ``_TONE_PX``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.media.image import decode_image
from visavis.media.values import RGB
from visavis.studio.generate.frame import SIZE_PX, Map, MeanFrame, Shape
from visavis.studio.generate.shape import mirrored, open_ring

PORTRAIT_PX = 512
LEFT_PX, TOP_PX, SIDE_PX = 10, 12, 300
"""The window in an aligned picture: pixels of the frame."""
SCALE = PORTRAIT_PX / SIDE_PX
_TONE_PX = 26.0
_SMOOTH_PX = 5.0
"""Hair and ground follow the face so smoothly that no triangle's edge shows in them."""
_SHARPENED, _SHARP_PX = 0.4, 1.6
"""Unsharp masking of the face, which comes in larger pixels than what is around it."""
_PORES, _FINE_PX = 0.35, 1.5
"""Share and size of the photograph's finest detail that the new face keeps: grain and pores, no features."""
_LEAST_WEIGHT = 0.02
_KEPT = 24
"""Decoded scenes that are kept, 0.8 MB each."""

Plane = NDArray[np.float32]
Colours = NDArray[np.float32]
"""RGB (h, w, 3) in [0, 1]."""


@dataclass(frozen=True)
class Scene:
    """``photo`` (PORTRAIT_PX, PORTRAIT_PX, 3) and the shape of the head in it, in pixels of the frame."""

    photo: RGB
    shape: Shape

    def mirrored(self) -> Scene:
        """The scene in a mirror."""
        return Scene(np.ascontiguousarray(self.photo[:, ::-1]), mirrored(self.shape))


class Scenes:
    """Encoded photos one behind the other in ``packed`` (bytes,), each up to its ``ends`` (m,), and ``shapes``
    (m, n, 2)."""

    def __init__(self, packed: NDArray[np.uint8], ends: NDArray[np.int64], shapes: NDArray[np.float32]) -> None:
        self._packed, self._starts, self._ends, self._shapes = packed, [0, *ends[:-1]], ends, shapes
        self.scene = lru_cache(_KEPT)(self._read)

    def _read(self, number: int) -> Scene:
        encoded = self._packed[self._starts[number] : self._ends[number]].tobytes()
        return Scene(decode_image(encoded), self._shapes[number].astype(np.float64))


def set_into(scene: Scene, face: Colours, added: Colours, moved: Shape, zone: Plane, frame: MeanFrame) -> RGB:
    """The portrait (PORTRAIT_PX, PORTRAIT_PX, 3) of a ``face`` (SIZE_PX, SIZE_PX, 3) of the mean frame in a scene.

    ``zone`` (SIZE_PX, SIZE_PX) is 1 where the picture shows the face; ``added`` (SIZE_PX, SIZE_PX, 3) is laid over what
    is around it; ``moved`` (n, 2): how far each point of the scene's shape goes, in pixels of the frame.
    """
    known = frame.to_picture(open_ring(scene.shape))
    toned = _in_tone_of(_seen(scene.photo, known), face, zone)
    to_mean = frame.to_mean(open_ring(scene.shape + moved))
    behind = _through_window(_smoothed(_take(known, to_mean)))
    to_mean = _through_window(to_mean)
    ground = _seen(scene.photo, behind) + _take(added, to_mean)
    share = _take(zone, to_mean)[..., None]
    new = _sharpened(_take(toned, to_mean, cv2.INTER_CUBIC)) + _PORES * (ground - _blurred(ground, _FINE_PX))
    portrait = share * new + (1 - share) * ground
    return np.asarray(np.round(portrait.clip(0, 1) * 255), np.uint8)


def _in_tone_of(other: Colours, face: Colours, zone: Plane) -> Colours:
    """``face`` with the coarse colours that ``other`` has inside the zone."""
    lab, wanted = (cv2.cvtColor(colours.clip(0, 1), cv2.COLOR_RGB2LAB) for colours in (face, other))
    weight = np.maximum(_coarse(zone), _LEAST_WEIGHT)[..., None]
    shifted = lab + _coarse((wanted - lab) * zone[..., None]) / weight
    return np.asarray(cv2.cvtColor(shifted.astype(np.float32), cv2.COLOR_LAB2RGB).clip(0, 1), np.float32)


def _coarse(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(values, (0, 0), _TONE_PX), np.float32)


def _smoothed(places: Map) -> Map:
    still = np.dstack(np.meshgrid(*(np.arange(SIZE_PX, dtype=np.float32),) * 2))
    return np.asarray(still + cv2.GaussianBlur(places - still, (0, 0), _SMOOTH_PX), np.float32)


def _sharpened(face: Colours) -> Colours:
    return np.asarray(face + _SHARPENED * (face - _blurred(face, _SHARP_PX)), np.float32)


def _blurred(colours: Colours, sigma: float) -> Colours:
    return np.asarray(cv2.GaussianBlur(colours, (0, 0), sigma), np.float32)


def _seen(photo: RGB, places: Map) -> Colours:
    """The photo at places of the frame."""
    return np.asarray(_take(photo, _in_window(places), cv2.INTER_CUBIC) / 255, np.float32)


def _in_window(places: Map) -> Map:
    """Places of the frame as pixels of a portrait; in both a pixel's middle is its place."""
    return np.asarray((places - (LEFT_PX, TOP_PX) + 0.5) * SCALE - 0.5, np.float32)


def _through_window(places: Map) -> Map:
    """A map of the frame (SIZE_PX, SIZE_PX, 2), seen through the window at the portrait's size."""
    shown = places[TOP_PX : TOP_PX + SIDE_PX, LEFT_PX : LEFT_PX + SIDE_PX]
    return np.asarray(cv2.resize(shown, (PORTRAIT_PX, PORTRAIT_PX), interpolation=cv2.INTER_LINEAR), np.float32)


def _take(picture: NDArray[np.generic], places: Map, method: int = cv2.INTER_LINEAR) -> NDArray[np.float32]:
    found = cv2.remap(picture, places[..., 0], places[..., 1], method, borderMode=cv2.BORDER_REFLECT_101)
    return np.asarray(found, np.float32)
