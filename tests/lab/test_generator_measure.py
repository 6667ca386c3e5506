"""Distances between sets of pictures: nothing for the same, more for the more corrupted."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.lab.nets import blob

from visavis.lab.generator.measure import (
    OnnxFeatures,
    RandomFeatures,
    Scores,
    TooFewToMeasure,
    fid,
    kid,
    precision_recall,
    score,
)


def _set(seed: int, count: int = 60) -> NDArray[np.uint8]:
    rng = np.random.default_rng(seed)
    return np.stack([blob(rng, 32) for _ in range(count)])


def _against(pictures: NDArray[np.uint8]) -> Scores:
    return score([_set(0)[:30], _set(0)[30:]], [pictures], RandomFeatures())


def test_same_pictures_are_at_no_distance() -> None:
    found = _against(_set(0))
    assert found.fid == pytest.approx(0, abs=1e-3)
    assert (found.precision, found.recall) == (1.0, 1.0)
    assert "random convolutions" in found.features
    assert (found.real, found.made) == (60, 60)


def test_distance_grows_with_blur() -> None:
    found = [_against(np.stack([cv2.GaussianBlur(one, (0, 0), s) for one in _set(1)])) for s in (0.1, 1.5, 6)]
    assert found[0].fid < found[1].fid < found[2].fid
    assert found[0].kid < found[1].kid < found[2].kid


def test_noise_is_far_from_the_set_and_covers_none_of_it() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (60, 32, 32, 3), np.uint8)
    found = _against(noise)
    assert found.recall == 0
    assert found.fid > 3 * _against(_set(1)).fid


def test_made_pictures_of_one_kind_are_precise_but_recall_little() -> None:
    few = np.concatenate([_set(0)[:3]] * 20)
    found = _against(few)
    assert found.precision == 1.0
    assert found.recall < 0.2


def test_fid_of_shifted_normals_is_their_squared_distance() -> None:
    points = np.random.default_rng(0).normal(size=(4000, 4))
    assert fid(points, points + np.array([3, 0, 0, 0])) == pytest.approx(9, rel=1e-6)
    assert fid(points, 2 * points) == pytest.approx(4, rel=0.1)
    assert kid(points[:2000], points[2000:]) == pytest.approx(0, abs=0.05)
    assert precision_recall(points[:100], points[:100] + 1000) == (0.0, 0.0)


def test_too_few_pictures_are_refused() -> None:
    with pytest.raises(TooFewToMeasure, match="only 5"):
        score([_set(0, 5)], [_set(0, 20)], RandomFeatures())


@pytest.mark.shared
def test_face_embedding_tells_a_face_from_its_blurred_copy(shared_data: Path) -> None:
    extract = OnnxFeatures(shared_data / "weights" / "foamliu_MobileFaceNet.onnx")
    faces = [cv2.imread(str(path))[:, :, ::-1] for path in sorted((shared_data / "faces/aligned256").iterdir())[:12]]
    sharp = extract(np.stack(faces))
    blurred = extract(np.stack([cv2.GaussianBlur(face, (0, 0), 8) for face in faces]))
    assert np.allclose(np.linalg.norm(sharp, axis=1), 1)
    assert fid(sharp, sharp) == pytest.approx(0, abs=1e-6)
    assert fid(sharp, blurred) > 0.05
