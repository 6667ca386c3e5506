"""Splines and steps."""

from __future__ import annotations

import numpy as np
import pytest

from visavis.studio.talk.fields import GRID, Spline, grid_points, sample, smoothstep


def test_spline_goes_through_its_points() -> None:
    rng = np.random.default_rng(3)
    points, values = rng.uniform(-1, 1, (40, 2)).astype(np.float32), rng.normal(size=(40, 3))
    assert Spline(points, values, 0.0).at(points) == pytest.approx(values, abs=2e-2)


def test_spline_of_a_plane_is_the_plane_everywhere() -> None:
    rng = np.random.default_rng(4)
    points = rng.uniform(-1, 1, (30, 2)).astype(np.float32)
    plane = (2 * points[:, :1] - points[:, 1:] + 0.5).astype(np.float64)
    far = np.array([[3.0, -2.0]], np.float32)
    assert Spline(points, plane, 2e-4).at(far) == pytest.approx(np.array([[8.5]]), abs=0.02)


def test_sample_reads_the_grid_at_pixels() -> None:
    places = grid_points(256)
    field = places.reshape(GRID, GRID, 2)
    where = np.array([[0, 0], [255, 255], [100.5, 31.25]], np.float32)
    assert sample(field, where, 256) == pytest.approx(where, abs=0.1)


@pytest.mark.parametrize(("start", "stop"), [(0.0, 1.0), (1.0, 0.0)])
def test_smoothstep_rises_from_start_to_stop(start: float, stop: float) -> None:
    values = smoothstep(np.linspace(start, stop, 11, dtype=np.float32), start, stop)
    assert values[0] == 0
    assert values[-1] == 1
    assert np.all(np.diff(values) >= 0)
