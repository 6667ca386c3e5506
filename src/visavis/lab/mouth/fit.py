"""Fit the mouth basis: ``python -m visavis.lab.mouth.fit OUT.npz CLIP…``.

Tracks each clip, removes head pose and regresses every landmark's motion on five controls measured on the same
frame. Clips are centred on their own mean, so no rest frame is needed, and weigh the same whatever their length.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visavis.face.mesh import MESH
from visavis.lab.mouth.mirror import find_mirror
from visavis.lab.mouth.shapes import Shape, mirrored, reference_of, remove_pose
from visavis.media.decode import read_frames

CONTROLS = ("gap", "wid", "th", "cy", "mid")
_RIDGE = 1e-4
_MOST_FRAMES = 1500


@dataclass(frozen=True)
class MouthBasis:
    """``response`` (468, 5, 2): landmark shift right/down in u per unit of each control. ``mean_shape`` (468, 3) in u.

    ``explained``: share of the variance of lip and jaw landmarks, over all clips. ``spread`` (clips, 5, 2): the 5th and
    95th percentile of each control in each clip, gap absolute and the others about the clip's median.
    """

    response: NDArray[np.float32]
    mirror: NDArray[np.int16]
    mean_shape: NDArray[np.float32]
    explained: float
    spread: NDArray[np.float32]


def track_shapes(clip: Path) -> list[Shape]:
    """The face mesh of each frame that shows exactly one face."""
    shapes = []
    with MESH.lease() as engine:
        tracker = engine.track(1)
        for number, frame in enumerate(read_frames(clip, max_side_px=960)):
            faces = tracker.read(frame.image)
            if len(faces) == 1:
                shapes.append(faces[0].points[:468].astype(np.float64))
            if number >= _MOST_FRAMES:
                break
        tracker.close()
    return shapes


def measure_controls(shapes: Shape) -> NDArray[np.float64]:
    """(T, 468, 3) pose-free shapes in u → (T, 5) gap, wid, th, cy, mid."""
    y = shapes[..., 1]
    gap = y[:, 14] - y[:, 13]
    mid = (y[:, 14] + y[:, 13]) / 2
    wid = shapes[:, 291, 0] - shapes[:, 61, 0]
    th = y[:, 17] - y[:, 0] - gap
    cy = (y[:, 61] + y[:, 291]) / 2 - mid
    return np.stack([gap, wid, th, cy, mid], axis=1)


def fit_basis(clips: list[list[Shape]], mirror: NDArray[np.int16]) -> MouthBasis:
    """Regress on all clips together; see MouthBasis."""
    reference = reference_of([s for clip in clips for s in clip[::10]], mirror)
    free = [np.stack([remove_pose(s, reference) for s in clip]) for clip in clips]
    controls = [measure_controls(shapes) for shapes in free]
    x = np.concatenate([_centred(c) for c in controls])
    y = np.concatenate([_centred(s[..., :2].reshape(len(s), -1)) for s in free])
    weights = np.linalg.solve(x.T @ x + _RIDGE * np.eye(5), x.T @ y)
    lower_face = reference[:, 1] > reference[2, 1]
    residual: NDArray[np.float64] = (y - x @ weights).reshape(-1, 468, 2)[:, lower_face]
    total = y.reshape(-1, 468, 2)[:, lower_face]
    response = weights.reshape(5, 468, 2).transpose(1, 0, 2)
    response = (response + mirrored_response(response, mirror)) / 2
    return MouthBasis(
        response=response.astype(np.float32),
        mirror=mirror,
        mean_shape=reference.astype(np.float32),
        explained=float(1 - (residual**2).sum() / (total**2).sum()),
        spread=np.stack([_spread(c) for c in controls]).astype(np.float32),
    )


def mirrored_response(response: NDArray[np.float64], mirror: NDArray[np.int16]) -> NDArray[np.float64]:
    """The response of the mirrored face; equal to the input for a symmetric one."""
    three = np.concatenate([response, np.zeros((*response.shape[:2], 1))], axis=2).transpose(1, 0, 2)
    return np.asarray(mirrored(three, mirror).transpose(1, 0, 2)[..., :2])


def _centred(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """About the clip's mean, scaled so that every clip counts as one."""
    return np.asarray((values - values.mean(0)) / np.sqrt(len(values)))


def _spread(controls: NDArray[np.float64]) -> NDArray[np.float64]:
    shifted = controls - np.median(controls, axis=0) * np.array([0, 1, 1, 1, 1])
    return np.asarray(np.percentile(shifted, [5, 95], axis=0).T)


def main(out: Path, clips: list[Path]) -> MouthBasis:
    """Fit on the clips and write ``out`` (npz, numbers only)."""
    tracked = [track_shapes(clip) for clip in clips]
    basis = fit_basis([t for t in tracked if len(t) > 40], find_mirror(clips[-1]))
    np.savez_compressed(
        out, response=basis.response, mirror=basis.mirror, mean_shape=basis.mean_shape, spread=basis.spread
    )
    return basis


if __name__ == "__main__":
    result = main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
    sys.stdout.write(f"explained {result.explained:.3f}\n")
    for row in result.spread:
        sys.stdout.write("  ".join(f"{n} {a:+.3f}…{b:+.3f}" for n, (a, b) in zip(CONTROLS, row, strict=True)) + "\n")
