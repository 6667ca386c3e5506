"""Cutting a person out: the outline found again, and the old background's colour gone from the edge."""

from __future__ import annotations

import cv2
import numpy as np

from visavis.face.matting import cut_person, own_colours, spread
from visavis.media.values import RGB, Mask


def scene() -> tuple[RGB, Mask]:
    """A brown disc, soft at its rim, before a bright green ground; and its true alpha."""
    y, x = np.mgrid[:240, :200].astype(np.float32)
    alpha = np.clip((70 - np.hypot(x - 100, y - 120)) / 6 + 0.5, 0, 1).astype(np.float32)
    brown, green = np.array([90.0, 60.0, 40.0]), np.array([120.0, 230.0, 120.0])
    picture = brown * alpha[..., None] + green * (1 - alpha[..., None])
    picture += np.random.default_rng(1).normal(0, 3, picture.shape)
    return picture.clip(0, 255).astype(np.uint8), alpha


def test_outline_is_better_than_the_rough_mask() -> None:
    picture, alpha = scene()
    matrix = np.array([[1, 0, 5], [0, 1, -4]], np.float32)  # a mask that is off by some pixels
    rough = cv2.warpAffine(cv2.GaussianBlur(alpha, (0, 0), 3), matrix, alpha.shape[::-1])
    found = cut_person(picture, rough, 10)
    assert np.abs(found - alpha).mean() < 0.5 * np.abs(rough - alpha).mean()


def test_edge_loses_the_old_ground() -> None:
    picture, alpha = scene()
    rim = (alpha > 0.3) & (alpha < 0.7)
    own = own_colours(picture, alpha)
    assert picture[rim][:, 1].mean() > 120
    assert own[rim][:, 1].mean() < 80
    assert np.abs(own[alpha == 1] - picture[alpha == 1]).max() < 2


def test_colours_are_led_on_from_where_they_are_known() -> None:
    picture = np.zeros((60, 60, 3), np.float32)
    picture[:, :20] = (200, 100, 50)
    known = np.zeros((60, 60), np.float32)
    known[:, :20] = 1
    led_on = spread(picture, known, (2, 8, 32))
    assert np.abs(led_on[:, 50] - (200, 100, 50)).max() < 8


def test_mask_without_a_person_stays_empty() -> None:
    picture, _ = scene()
    assert cut_person(picture, np.zeros(picture.shape[:2], np.float32), 8).max() < 0.05
