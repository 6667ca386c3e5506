"""The mean frame: there and back, folds included."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from visavis.studio.generate.eigen import Model
from visavis.studio.generate.frame import SIZE_PX, MeanFrame, Shape, warp
from visavis.studio.generate.mixing import MOST_SHARE, limit
from visavis.studio.generate.shape import RING_DEG, find_ring, mirrored, open_ring, ring_mask


@pytest.fixture(scope="module")
def frame() -> MeanFrame:
    return MeanFrame(Model.load().mean)


def smooth_picture() -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    noise = np.random.default_rng(0).uniform(size=(SIZE_PX, SIZE_PX, 4)).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(noise, (0, 0), 9), np.float32)


def moved(shape: Shape, by_px: float) -> Shape:
    return shape + np.random.default_rng(1).normal(0, by_px, shape.shape)


def test_mean_shape_maps_every_pixel_to_itself(frame: MeanFrame) -> None:
    y, x = np.mgrid[:SIZE_PX, :SIZE_PX]
    assert np.abs(frame.to_mean(frame.mean) - np.dstack([x, y])).max() < 1e-2


def test_picture_comes_back_from_the_mean_frame(frame: MeanFrame) -> None:
    shape, picture = moved(frame.mean, 0.7), smooth_picture()
    back = warp(warp(picture, frame.to_picture(shape)), frame.to_mean(shape))
    assert np.abs(back - picture)[20:-20, 20:-20].mean() < 0.01


def test_folded_shape_still_maps_into_the_frame(frame: MeanFrame) -> None:
    places = frame.to_mean(moved(frame.mean, 6.0))
    assert np.isfinite(places).all()
    assert places.min() > -60
    assert places.max() < SIZE_PX + 60


def test_mirroring_twice_gives_the_shape_again(frame: MeanFrame) -> None:
    shape = moved(frame.mean, 3.0)
    assert np.allclose(mirrored(mirrored(shape)), shape)


def test_ring_follows_a_disc_and_stops_at_the_border() -> None:
    y, x = np.mgrid[:SIZE_PX, :SIZE_PX]
    disc = (np.hypot(x - 159.5, y - 165) < 90).astype(np.float32)
    assert np.abs(np.hypot(*(find_ring(disc) - [159.5, 165]).T) - 90).max() < 2
    everywhere = find_ring(np.ones((SIZE_PX, SIZE_PX), np.float32))
    assert everywhere.min() > -4
    assert everywhere.max() < SIZE_PX + 4


def test_opened_ring_lies_outside_the_face(frame: MeanFrame) -> None:
    tight = frame.mean.copy()
    tight[-len(RING_DEG) :] = [159.5, 165] + (tight[-len(RING_DEG) :] - [159.5, 165]) * 0.2
    opened = open_ring(tight)
    assert np.array_equal(opened[: -len(RING_DEG)], tight[: -len(RING_DEG)])
    assert ring_mask(opened)[165, 159] == 1
    assert np.hypot(*(opened[-20] - [159.5, 165])) > np.hypot(*(tight[-20] - [159.5, 165]))


def test_no_share_is_above_the_limit_and_all_sum_to_one() -> None:
    for shares in np.random.default_rng(2).dirichlet(np.full(4, 0.3), 50):
        limited = limit(shares)
        assert limited.sum() == pytest.approx(1)
        assert limited.max() <= MOST_SHARE + 1e-9 or limited[shares.argmax()] == pytest.approx(MOST_SHARE)
