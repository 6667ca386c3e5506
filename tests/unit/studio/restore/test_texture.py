"""What was put into a photo gets the photo's grain and sharpness."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from visavis.media.values import RGB, Mask
from visavis.studio.restore import match_texture, measure_crispness, measure_grain


def plain(noise: float, seed: int = 0) -> RGB:
    grain = np.random.default_rng(seed).normal(0, noise, (120, 120, 1))
    return np.repeat((128 + grain).clip(0, 255), 3, 2).astype(np.uint8)


@pytest.fixture
def mask() -> Mask:
    disc = np.zeros((120, 120), np.float32)
    cv2.circle(disc, (60, 60), 40, 1, -1)
    return np.asarray(cv2.GaussianBlur(disc, (0, 0), 2) * (disc > 0), np.float32)


def test_what_is_crisper_than_the_photo_is_softened(mask: Mask) -> None:
    there, put = cv2.GaussianBlur(plain(20), (0, 0), 1), plain(20, seed=1)
    matched = match_texture(there, put, mask)
    wanted, given, got = (measure_crispness(one, mask > 0.9) for one in (there, put, matched))
    assert wanted < got < 0.7 * given


@pytest.mark.parametrize(("photo", "made"), [(6.0, 0.5), (3.0, 1.0), (3.0, 3.0)])
def test_grain_becomes_that_of_the_photo(photo: float, made: float, mask: Mask) -> None:
    there, put = plain(photo), plain(made, seed=1)
    matched = match_texture(there, put, mask)
    wanted, given, got = (measure_grain(one, mask > 0.9) for one in (there, put, matched))
    assert abs(got - wanted) <= max(0.35 * abs(given - wanted), 0.2)
    assert np.array_equal(matched[mask == 0], put[mask == 0])


def test_the_same_seed_gives_the_same_grain(mask: Mask) -> None:
    one, two, other = (match_texture(plain(6), plain(0), mask, seed) for seed in (3, 3, 4))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, other)


def test_an_empty_mask_changes_nothing() -> None:
    made = plain(2)
    assert match_texture(plain(6), made, np.zeros((120, 120), np.float32)) is made
