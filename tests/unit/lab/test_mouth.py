"""The fit of the mouth basis finds what was put in; the basis that ships is a face's."""

from __future__ import annotations

import numpy as np
import pytest

from visavis.lab.mouth.fit import fit_basis, measure_controls
from visavis.lab.mouth.shapes import Shape, fit_similarity, remove_pose
from visavis.studio.talk.points import load_basis


def _face() -> Shape:
    """A symmetric cloud that follows the shipped mirror pairs, its outer-eye distance 1."""
    mirror = load_basis().mirror[:468]
    cloud = np.random.default_rng(5).normal(0, 0.5, (468, 3))
    face = (cloud + cloud[mirror] * [-1, 1, 1]) / 2
    face[33], face[263] = [-0.5, -0.4, 0.1], [0.5, -0.4, 0.1]
    return np.asarray(face)


def _turned(shape: Shape, angle: float) -> Shape:
    turn = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
    return np.asarray(1.7 * shape @ turn.T + [3, -2, 1])


def test_similarity_is_recovered() -> None:
    face = _face()
    scale, rotation, shift = fit_similarity(face, _turned(face, 0.3))
    assert scale == pytest.approx(1.7)
    assert scale * face @ rotation.T + shift == pytest.approx(_turned(face, 0.3))


def test_pose_is_removed_by_the_rigid_points_alone() -> None:
    face = _face()
    speaking = face.copy()
    speaking[17, 1] += 0.2
    assert remove_pose(_turned(speaking, -0.2), face) == pytest.approx(speaking)


def test_fit_finds_the_response_that_was_put_in() -> None:
    face, rng = _face(), np.random.default_rng(6)
    response = np.zeros((468, 5, 2))
    response[[13, 0], 0], response[[14, 17], 0], response[152, 0] = [0, -0.5], [0, 0.5], [0, 0.3]
    gaps = rng.uniform(0, 0.2, 120)
    clip = [face + np.pad(g * response[:, 0], ((0, 0), (0, 1))) for g in gaps]
    basis = fit_basis(
        [[_turned(s, a) for s, a in zip(clip, rng.normal(0, 0.05, 120), strict=True)]], load_basis().mirror
    )
    assert basis.response[152, 0, 1] == pytest.approx(0.3, abs=0.03)
    assert basis.response[14, 0, 1] - basis.response[13, 0, 1] == pytest.approx(1.0, abs=0.05)


def test_controls_are_measured_in_units_of_the_eyes() -> None:
    face = _face()
    face[13], face[14] = [0, 0.50, 0], [0, 0.62, 0]
    assert measure_controls(face[None])[0, 0] == pytest.approx(0.12)


def test_shipped_basis_opens_lips_apart_and_is_symmetric() -> None:
    basis = load_basis()
    assert basis.response[14, 0, 1] - basis.response[13, 0, 1] == pytest.approx(1.0, abs=0.05)
    assert basis.response[61, 1, 0] == pytest.approx(-0.5, abs=0.05)
    assert np.allclose(basis.response[:, :, 0], -basis.response[basis.mirror[:468], :, 0], atol=1e-5)
    assert np.array_equal(basis.mirror[basis.mirror], np.arange(478))
