"""The talking capability: a portrait is prepared once into a rig; a rig and motion curves give frames.

Its second half is dubbing: the lips of a filmed person are repainted so that they follow another sound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card
from visavis.media.provenance import Maker
from visavis.media.values import RGB, Audio

Curve: TypeAlias = NDArray[np.float32]

FPS = 25
MOUTH_CONTROLS = ("gap", "wid", "th", "cy", "mid", "tuck")
"""Lip opening, mouth width, lip thickness, corner height, mouth height, lower-lip tuck (F, V); all in units of the
outer-eye distance u."""


@dataclass(frozen=True)
class Motion:
    """What a face does, frame by frame at ``FPS``; independent of any portrait and of any renderer.

    ``mouth`` (T, 6) in the order of MOUTH_CONTROLS, units of u; ``blink`` (T,) 0 = open … 1 = closed; ``brow`` (T,)
    raise in u; ``gaze`` (T, 2) right/down in u; ``head`` (T, 6): yaw_deg, pitch_deg, roll_deg, x_u, y_u, zoom
    (0 = unchanged). ``sound`` is what it was made for, for engines that hear it themselves; None where nothing is said.
    """

    mouth: Curve
    blink: Curve
    brow: Curve
    gaze: Curve
    head: Curve
    sound: Audio | None = None

    @property
    def frames(self) -> int:
        return len(self.mouth)

    @property
    def duration_s(self) -> float:
        return self.frames / FPS


class Rig(Protocol):
    """A prepared portrait: fields, plates, masks, teeth. A versioned file of a few MB; see ``rig.py``."""

    @property
    def version(self) -> int: ...

    @property
    def name(self) -> str: ...

    def save(self, path: Path) -> None:
        """Write the rig file; it appears when whole."""
        ...


class TalkEngine(Protocol):
    """Animates a portrait."""

    card: Card

    @property
    def weights_sha256(self) -> str | None:
        """SHA-256 of the network that makes the pictures; None for engines without one."""
        ...

    def prepare(self, portrait: RGB, size_px: int = 512) -> Rig:
        """Prepare a portrait (any size ≥ 256 px) for clips of ``size_px`` squared.

        Raises a subclass of Invalid with the reason: no face, two faces, turned more than 25°, mouth wide open, face
        too small.
        """
        ...

    def render(self, rig: Rig, motion: Motion) -> Iterator[RGB]:
        """Yield ``motion.frames`` pictures (size_px, size_px, 3)."""
        ...


@dataclass(frozen=True)
class Repainted:
    """A picture of a film. Without a face it is the very picture that came in, and ``has_face`` is False."""

    image: RGB
    has_face: bool


class LipEngine(Protocol):
    """Makes the lips of a filmed person follow a sound."""

    card: Card

    @property
    def weights_sha256(self) -> str:
        """SHA-256 of the network that repaints, as it was published; "" without one."""
        ...

    @property
    def makers(self) -> tuple[Maker, ...]:
        """Every network that has a share in the pictures, in order, with its own SHA-256."""
        ...

    def repaint(self, frames: Iterable[RGB], sound: Audio, fps: float) -> Iterator[Repainted]:
        """The same pictures, in order, all of one size, with the mouth that belongs to ``sound``.

        The first picture is shown when the sound begins, and ``fps`` are shown a second. Few pictures are held at once.
        """
        ...
