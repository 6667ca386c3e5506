"""Weights of triangles' corners."""

from __future__ import annotations

import numpy as np

from visavis.face.triangles import barycentric


def test_weights_are_one_at_their_own_corner_and_lead_back_to_the_place() -> None:
    corners = np.random.default_rng(0).uniform(-50, 50, (40, 3, 2))
    area, to_weights = barycentric(corners)
    lifted = np.concatenate([corners, np.ones((40, 3, 1))], axis=2)
    assert np.allclose(lifted @ to_weights, np.eye(3), atol=1e-9)
    assert np.allclose(area, np.linalg.det(lifted))
    place = np.array([3.0, -4.0, 1.0]) @ to_weights
    assert np.allclose(np.einsum("mk,mkd->md", place, corners), [3, -4], atol=1e-7)


def test_flat_triangles_have_no_weights() -> None:
    area, to_weights = barycentric(np.array([[[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]]))
    assert area[0] == 0
    assert (to_weights == 0).all()
