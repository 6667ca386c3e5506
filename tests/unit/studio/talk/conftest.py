"""One prepared member of the cast, and motions that do one thing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.studio.talk import Curve, Motion
from visavis.studio.talk.prepare import prepare_rig
from visavis.studio.talk.render import FrameRenderer
from visavis.studio.talk.rig import MeshRig


@pytest.fixture(scope="session")
def photo() -> RGB:
    return cast()[0].portrait()


@pytest.fixture(scope="session")
def rig(photo: RGB) -> MeshRig:
    return prepare_rig(photo, 384, "first of the cast")


@pytest.fixture
def render(rig: MeshRig) -> Callable[[Motion], RGB]:
    """Renders the first frame of a motion."""
    renderer = FrameRenderer(rig)
    return lambda motion: renderer.frame(motion, 0)


def pose(
    mouth: tuple[float, ...] = (),
    blink: float = 0.0,
    brow: float = 0.0,
    gaze: tuple[float, float] = (0.0, 0.0),
    head: tuple[float, ...] = (),
    frames: int = 1,
) -> Motion:
    """A motion that holds one pose."""

    def hold(values: tuple[float, ...], width: int) -> Curve:
        row = np.zeros(width, np.float32)
        row[: len(values)] = values
        return np.tile(row, (frames, 1))

    return Motion(
        mouth=hold(mouth, 6),
        blink=np.full(frames, blink, np.float32),
        brow=np.full(frames, brow, np.float32),
        gaze=hold(gaze, 2),
        head=hold(head, 6),
    )


@pytest.fixture(scope="session")
def still() -> Callable[..., Motion]:
    return pose
