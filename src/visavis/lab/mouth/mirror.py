"""Which landmark is which one's mirror image, found from the mesh engine itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from visavis.face.mesh import MESH
from visavis.media.decode import read_frames


def find_mirror(clip: Path, frames: int = 24) -> NDArray[np.int16]:
    """(478,) index of each landmark's mirror image, from meshes of frames and of their flipped copies.

    On a flipped picture the network puts the mirror landmark at the same physical place; averaged over frames the best
    assignment of all landmarks is that pairing. Raises ValueError when the pairs are not mutual.
    """
    differences = [d for frame in _sample(clip, frames) if (d := _pair(frame)) is not None]
    mean = np.mean(differences, axis=0)
    mirror = np.asarray(linear_sum_assignment(mean + mean.T)[1], np.int16)
    if not np.array_equal(mirror[mirror], np.arange(len(mirror))):
        raise ValueError("the mirror pairs are not mutual: use a clip of one frontal face")
    return mirror


def _sample(clip: Path, frames: int) -> list[NDArray[np.uint8]]:
    images = []
    for number, frame in enumerate(read_frames(clip, max_side_px=960)):
        if number % 3 == 0:
            images.append(frame.image)
        if len(images) == frames:
            break
    return images


def _pair(image: NDArray[np.uint8]) -> NDArray[np.float64] | None:
    """(478, 478) distances between each landmark and each landmark of the flipped picture, flipped back."""
    with MESH.lease() as engine:
        straight = engine.find(image, 1)
        flipped = engine.find(np.ascontiguousarray(image[:, ::-1]), 1)
    if not straight or not flipped:
        return None
    back = flipped[0].points * np.array([-1, 1, 1], np.float32) + np.array([image.shape[1] - 1, 0, 0], np.float32)
    gaps = np.linalg.norm(straight[0].points[:, None] - back[None], axis=2)
    return np.asarray(gaps, np.float64)
