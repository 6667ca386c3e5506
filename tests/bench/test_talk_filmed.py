"""A mouth made from a recording's sound against the mouth that was filmed with it.

Both are tracked by the same face mesh, freed from the head's pose and measured in u about their own mean, because the
faces differ. Beside each figure: another recording's sound, a mouth that never moves, and the filmed curves rendered on
the same portrait, which no motion could beat. The mouth basis was fitted on clips that include these; the sound model
never saw them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from visavis.face.mesh import MESH
from visavis.lab.mouth.fit import measure_controls
from visavis.lab.mouth.shapes import Shape, reference_of, remove_pose
from visavis.media.decode import load_audio, read_frames
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.studio.talk import TALK, Motion, Rig
from visavis.studio.talk.motion_audio import motion_from_audio
from visavis.studio.talk.points import LOWER_INNER, LOWER_RINGS, UPPER_INNER, UPPER_RINGS, load_basis

pytestmark = [pytest.mark.bench, pytest.mark.shared]
Values = NDArray[np.float64]
LIPS = sorted({point for ring in (UPPER_INNER, LOWER_INNER, *UPPER_RINGS, *LOWER_RINGS) for point in ring})
BRIDGE = [168, 6, 197, 195]
CLIPS = 7


def _tracked(images: Iterable[RGB]) -> list[Shape]:
    with MESH.lease() as engine:
        tracker = engine.track(1)
        shapes = [tracker.read(image)[0].points[:468].astype(np.float64) for image in images]
        tracker.close()
    return shapes


def _rendered(rig: Rig, motion: Motion) -> list[Shape]:
    with TALK.lease() as talker:
        return _tracked(talker.render(rig, motion))


def _free(shapes: list[Shape], reference: Shape) -> Shape:
    """(T, 468, 3) in u, in the reference's pose."""
    return np.stack([remove_pose(shape, reference) for shape in shapes])


def _lips(free: Shape) -> Values:
    """(T, 40, 2): each lip landmark about its own mean."""
    lips = free[:, LIPS, :2]
    return np.asarray(lips - lips.mean(0))


def _distance(a: Values, b: Values) -> float:
    n = min(len(a), len(b))
    return float(np.hypot(*np.moveaxis(a[:n] - b[:n], 2, 0)).mean())


def _filmed_motion(free: Shape, like: Motion) -> Motion:
    """The filmed mouth's controls about its most closed frames, without the head."""
    controls = measure_controls(free)
    closed = controls[np.argsort(controls[:, 0])[:4]].mean(0)
    mouth = np.column_stack([controls - closed, np.zeros(len(controls))]).astype(np.float32)
    n = min(len(mouth), like.frames)
    rest = Motion(mouth[:n], like.blink[:n], like.brow[:n], like.gaze[:n], like.head[:n])
    return replace(rest, blink=rest.blink * 0, head=rest.head * 0)


def _jitter(free: Shape) -> float:
    """Root mean square motion of the nose's bridge from frame to frame, the head's pose removed, in u."""
    return float(np.sqrt((np.diff(free[:, BRIDGE, :2], axis=0) ** 2).sum(2).mean()))


def test_made_mouth_is_near_the_filmed_one(shared_data: Path) -> None:
    paths = sorted((shared_data / "clips/grid").glob("*.mpg"))[:CLIPS]
    with TALK.lease() as talker:
        rig = talker.prepare(cast()[0].portrait(), 512)
    filmed_shapes = [_tracked(frame.image for frame in read_frames(path)) for path in paths]
    reference = reference_of([s for shapes in filmed_shapes for s in shapes[::10]], load_basis().mirror)
    filmed = [_free(shapes, reference) for shapes in filmed_shapes]
    motions = [motion_from_audio(load_audio(path), 1) for path in paths]
    made = [_free(_rendered(rig, motion), reference) for motion in motions]
    ideal = [
        _free(_rendered(rig, _filmed_motion(free, motion)), reference)
        for free, motion in zip(filmed, motions, strict=True)
    ]
    real, ours, best = ([_lips(free) for free in which] for which in (filmed, made, ideal))
    own = [_distance(a, b) for a, b in zip(real, ours, strict=True)]
    other = [np.mean([_distance(a, b) for j, b in enumerate(ours) if j != i]) for i, a in enumerate(real)]
    still = [_distance(a, np.zeros_like(a)) for a in real]
    bound = [_distance(a, b) for a, b in zip(real, best, strict=True)]
    sys.stdout.write("\n")
    for number, path in enumerate(paths):
        row = " ".join(f"{column[number]:.4f}" for column in (own, other, still, bound))
        sys.stdout.write(f"  {path.name:20s} {row}\n")
    sys.stdout.write(
        f"lip landmark distance, mean of {len(paths)} filmed sentences: own sound {np.mean(own):.4f} u, another's "
        f"{np.mean(other):.4f}, still mouth {np.mean(still):.4f}, filmed curves rendered {np.mean(bound):.4f}; "
        f"made lips are {np.mean([_distance(b, np.zeros_like(b)) for b in ours]):.4f} from their own mean; "
        f"bridge from frame to frame, pose removed: made {np.mean([_jitter(f) for f in made]):.4f} u, "
        f"filmed {np.mean([_jitter(f) for f in filmed]):.4f}\n"
    )
    assert np.mean(own) < np.mean(other)
