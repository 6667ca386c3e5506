"""Cutting a person out of their own background, with soft hair edges and without the old background's colour."""

from __future__ import annotations

import cv2
import numpy as np
from scipy.ndimage import median_filter

from visavis.lab.cast.shape import Warped
from visavis.studio.dress.canvas import FACE_PX, SIZE_PX, Picture, Plane, Points, blur

_REACHES_PX = (5, 9, 17, 33, 65)


def cut_out(picture: Picture, warped: Warped) -> tuple[Plane, Picture]:
    """(alpha, clean colours) of the person.

    Between what is surely person and what is surely not, a pixel's alpha is its place on the line from the nearby
    background's colour to the nearby person's colour; where these two look alike, the person mask decides.
    """
    sure = cv2.erode((warped.person > 0.9).astype(np.uint8), np.ones((25, 25))) > 0
    away = cv2.dilate((warped.person > 0.25).astype(np.uint8), np.ones((31, 31))) == 0
    inner = _spread(picture, sure.astype(np.float32))
    outer = _spread(picture, away * warped.inside)
    span = inner - outer
    contrast = (span**2).sum(2)
    place = ((picture - outer) * span).sum(2) / (contrast + 60)
    trust = np.clip((contrast - 600) / 3000, 0, 1)
    mask = np.clip((blur(warped.person, 2) - 0.35) / 0.4, 0, 1)
    alpha = np.clip((place - 0.12) / 0.76, 0, 1) * trust + mask * (1 - trust)
    alpha = np.where(sure, 1, np.where(away, 0, alpha)).astype(np.float32)
    alpha = cv2.ximgproc.guidedFilter((picture / 255).astype(np.float32), alpha, 4, 1e-4)
    alpha = np.clip((alpha - 0.2) / 0.74, 0, 1).astype(np.float32)
    clean = np.where(sure[..., None], picture, picture * alpha[..., None] + inner * (1 - alpha[..., None]))
    return alpha, clean.astype(np.float32)


def largest_piece(alpha: Plane) -> Plane:
    """Alpha without what doesn't hang together with its largest piece."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((alpha > 0.15).astype(np.uint8))
    piece = (labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))).astype(np.float32)
    return alpha * np.asarray(cv2.GaussianBlur(cv2.dilate(piece, np.ones((9, 9))), (0, 0), 2), np.float32)


def tidy(alpha: Plane, shape: Points) -> Plane:
    """Alpha whose outline above the ears is one smooth line around the head, filled inside."""
    centre = shape[[127, 356]].mean(0)
    turns, reaches = 720, np.arange(0, 1.3 * FACE_PX, 1.0, np.float32)
    angle = np.linspace(-np.pi, np.pi, turns, endpoint=False, dtype=np.float32)
    ray_x = (centre[0] + np.cos(angle)[:, None] * reaches).astype(np.float32)
    ray_y = (centre[1] + np.sin(angle)[:, None] * reaches).astype(np.float32)
    rays = cv2.remap(alpha, ray_x, ray_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    reach = np.cumprod(rays > 0.55, axis=1).sum(1).astype(np.float32)
    smooth = cv2.GaussianBlur(median_filter(reach, 41, mode="wrap")[None], (0, 0), 7)[0]
    y, x = np.mgrid[:SIZE_PX, :SIZE_PX].astype(np.float32)
    turn = (np.arctan2(y - centre[1], x - centre[0]) + np.pi) / (2 * np.pi) * turns
    edge = np.interp(turn, np.arange(turns + 1), np.append(smooth, smooth[0])).astype(np.float32)
    round_ = np.clip((edge - np.hypot(x - centre[0], y - centre[1])) / 4 + 0.5, 0, 1)
    above = np.clip((centre[1] + 0.05 * FACE_PX - y) / 20, 0, 1)
    return np.asarray(alpha * (1 - above) + round_ * above, np.float32)


def _spread(picture: Picture, where: Plane) -> Picture:
    """The colours of ``where`` carried outwards, nearest first."""
    sums, left = np.zeros_like(picture), np.ones_like(where)
    for reach in _REACHES_PX:
        weight = blur(where, reach)
        colour = blur(picture * where[..., None], reach) / (weight[..., None] + 1e-6)
        share = np.clip(weight * 40, 0, 1) * left
        sums += colour * share[..., None]
        left = left - share
    return sums / (1 - left[..., None] + 1e-6)
