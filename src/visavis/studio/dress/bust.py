"""A head that was made alone becomes a portrait: neck, clothes and a studio ground are drawn to it."""

from __future__ import annotations

from functools import cache, lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.media.values import RGB, Mask
from visavis.studio.dress.canvas import FACE_PX, SIZE_PX, Picture, Plane, blur
from visavis.studio.dress.clothes import Clothes, Colour
from visavis.studio.dress.drawing import grid, kept, lay, noise, polygon
from visavis.studio.dress.fitting import ground_of, wear

_CHIN = (SIZE_PX / 2, 500.0)
_GRAIN = 1.1
"""Film grain over everything, in grey levels: it makes drawn and generated surfaces one picture."""
_BEHIND = 0.7
"""Light on hair behind the neck, beside that on hair in front."""
_TAPER = 0.25
"""Pixels that hair loses on each side with each row below the mouth."""
_END_PX = 44
"""Radius to which the ends of hair are rounded: they were cut where shoulders or the frame began."""
_CURL_PX = 90
"""Hair that ends in a curl beside the neck has nothing behind it: lower gaps stay open."""
_SHARPENED, _SMOOTHED_PX = 0.5, 2.5
"""Share of unsharp masking, and blur of the outline, which comes in larger pixels."""


def make_bust(
    head: RGB,
    alpha: Mask,
    hairline: tuple[float, float],
    chin: tuple[float, float],
    clothes: Clothes,
    ground: tuple[Colour, Colour],
    seed: int,
) -> RGB:
    """The portrait (SIZE_PX, SIZE_PX, 3) of a frontal head (h, w, 3), black where ``alpha`` (h, w) is 0."""
    picture, cover = _place(head, alpha, hairline, chin)
    cover = _ended(_tapered(cover))
    neck = _neck_mask(clothes.neck) * _below_jaw()
    portrait = lay(ground_of(ground), *_hair_behind(picture, cover))
    portrait = lay(portrait, neck, _neck(picture, cover))
    portrait = lay(portrait, cover, picture)
    portrait = wear(portrait, np.maximum(cover, neck), _CHIN, clothes)
    portrait = portrait + _grain(seed)[..., None]
    return np.clip(np.round(portrait), 0, 255).astype(np.uint8)


def _grain(seed: int) -> Plane:
    """One field of grain, moved to another place for each seed."""
    moves = np.random.default_rng(seed).integers(SIZE_PX, size=2)
    return np.roll(_whole_grain(), tuple(moves), (0, 1))


@cache
def _whole_grain() -> Plane:
    rng = np.random.default_rng(200)
    return kept(np.asarray(_GRAIN * (noise(rng, 0.6) + 0.6 * noise(rng, 1.2)), np.float32))


def _place(head: RGB, alpha: Mask, hairline: tuple[float, float], chin: tuple[float, float]) -> tuple[Picture, Plane]:
    """Head and alpha on the canvas: the face upright and FACE_PX high, the chin in its place, sharpened."""
    up = np.array(hairline) - np.array(chin)
    turn = np.degrees(np.arctan2(up[0], -up[1]))
    move = cv2.getRotationMatrix2D((float(chin[0]), float(chin[1])), turn, FACE_PX / float(np.hypot(*up)))
    move[:, 2] += np.array(_CHIN) - np.array(chin)
    grown = _warp(_filled(head, alpha), move)
    sharp = grown + _SHARPENED * (grown - blur(grown, 2.0))
    edge = ((blur(_warp(alpha, move), _SMOOTHED_PX) - 0.3) / 0.5).clip(0, 1)
    return np.asarray(sharp.clip(0, 255), np.float32), np.asarray(edge * edge * (3 - 2 * edge), np.float32)


def _tapered(cover: Plane) -> Plane:
    """Below the mouth hair only narrows: what is wider again are shoulders that came with it."""
    x = grid()[0] - _CHIN[0]
    start = round(_CHIN[1] - 0.15 * FACE_PX)
    allowed = np.ones_like(cover)
    for side in (-1, 1):
        ends = np.where(cover[start:] > 0.5, side * x[start:], 0).max(1)
        reach = np.minimum.accumulate(ends) - _TAPER * np.arange(len(ends))
        within = np.clip((reach[:, None] + 4 - side * x[start:]) / 6, 0, 1)
        allowed[start:] = np.where(side * x[start:] > 0, within, allowed[start:])
    return np.asarray(cover * allowed, np.float32)


def _ended(cover: Plane) -> Plane:
    """Below the mouth hair is as long on one side as on the other, with round ends and no thin strands."""
    x, y = grid()
    below = np.clip((y - _CHIN[1] + 0.15 * FACE_PX) / 20, 0, 1)
    below *= np.clip((np.maximum(np.abs(x - _CHIN[0]) - 0.45 * FACE_PX, y - _jaw_line() - 12)) / 6, 0, 1)
    sides = [(cover > 0.5) & (side * (x - _CHIN[0]) > 0.4 * FACE_PX) for side in (-1, 1)]
    end = min(float(y[side].max(initial=0)) for side in sides)
    middle = np.abs(x - _CHIN[0]) < 0.33 * FACE_PX
    level = np.where(middle, 1, cover * (y < max(end, _CHIN[1]))).astype(np.float32)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * _END_PX + 1, 2 * _END_PX + 1))
    rounded = blur(cv2.morphologyEx(level, cv2.MORPH_OPEN, disc), 2.0)
    return np.asarray(np.minimum(cover, 1 - below * (1 - rounded)), np.float32)


def _hair_behind(picture: Picture, cover: Plane) -> tuple[Plane, Picture]:
    """Mask and colour of long hair behind the neck: what lies between its ends and the middle, in the shade."""
    x, y = grid()
    middle = round(_CHIN[0])
    right = np.maximum.accumulate(cover[:, :middle:-1], axis=1)[:, ::-1]
    left = np.maximum.accumulate(cover[:, : middle + 1], axis=1)
    between = np.concatenate([left, right], axis=1) * np.clip((y - _CHIN[1] + 0.25 * FACE_PX) / 10, 0, 1)
    mask = blur(cv2.morphologyEx(between, cv2.MORPH_OPEN, np.ones((_CURL_PX, 1), np.uint8)), 3.0)
    hair = (cover > 0.9) & (y > _CHIN[1] - 0.15 * FACE_PX) & (np.abs(x - _CHIN[0]) > 0.42 * FACE_PX)
    colour = np.median(picture[hair], axis=0) if hair.any() else np.zeros(3)
    return np.asarray(mask, np.float32), np.broadcast_to(_BEHIND * colour.astype(np.float32), picture.shape)


def _filled(head: RGB, alpha: Mask) -> Picture:
    """The head's colours led on over its edge, row by row outwards."""
    colour = head.astype(np.float32) / np.maximum(alpha, 0.05)[..., None]
    weight = (alpha > 0.9).astype(np.float32)[..., None]
    for reach in (3, 9, 27):
        near = blur(weight[..., 0], reach)[..., None] + 1e-4
        colour = np.where(weight > 0, colour, blur(colour * weight, reach) / near)
        weight = np.maximum(weight, (near > 0.02).astype(np.float32))
    return np.asarray(colour, np.float32)


def _warp(values: NDArray[np.float32], move: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.asarray(cv2.warpAffine(values, move, (SIZE_PX, SIZE_PX), flags=cv2.INTER_CUBIC), np.float32)


@cache
def _jaw_line() -> Plane:
    """For each column the height of the jaw: a parabola through chin and jaw corners."""
    x = (grid()[0] - _CHIN[0]) / (0.40 * FACE_PX)
    return kept(np.asarray(_CHIN[1] + 4 - 0.30 * FACE_PX * np.clip(np.abs(x), 0, 1.4) ** 2.4, np.float32))


@cache
def _below_jaw() -> Plane:
    return kept(np.asarray(np.clip((grid()[1] - _jaw_line() + 14) / 6, 0, 1), np.float32))


def _neck(picture: Picture, cover: Plane) -> Picture:
    """Skin for the neck: the lower face's colour, in the chin's shadow, rounded to the sides."""
    x, y = grid()
    aside = np.abs(x - _CHIN[0]) / FACE_PX
    near = (aside > 0.18) & (aside < 0.30) & (y > _CHIN[1] - 0.48 * FACE_PX) & (y < _CHIN[1] - 0.34 * FACE_PX)
    skin = np.median(picture[near & (cover > 0.9)], axis=0)
    return np.asarray(skin.astype(np.float32) * _neck_light()[..., None], np.float32)


@cache
def _neck_light() -> Plane:
    x, y = grid()
    down = np.clip((y - _CHIN[1]) / (0.42 * FACE_PX), 0, 1)
    side = np.clip(np.abs(x - _CHIN[0] + 8) / (0.34 * FACE_PX), 0, 1)
    light = (0.85 + 0.18 * down) * (1 - 0.18 * side**2.2)
    strings = 0.02 * noise(np.random.default_rng(5), 7, 46) + 0.012 * noise(np.random.default_rng(6), 1.2)
    return kept(np.asarray(light + strings, np.float32))


@lru_cache(maxsize=8)
def _neck_mask(half_width: float) -> Plane:
    x, y = _CHIN
    side = [
        (0.86, y - 0.32 * FACE_PX),
        (0.93, y - 0.02 * FACE_PX),
        (0.98, y + 0.20 * FACE_PX),
        (1.3, y + 0.6 * FACE_PX),
    ]
    right = [(x + w * half_width * FACE_PX, h) for w, h in side]
    left = [(x - w * half_width * FACE_PX, h) for w, h in side[::-1]]
    return kept(polygon(right + left, 1.6))
