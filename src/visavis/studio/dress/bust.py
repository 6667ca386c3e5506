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
_HAIR_GAP = 26.0
"""CIELAB distance from the hair above within which what lies beside the neck is hair, too."""
_LONG_HAIR = 0.55
"""Share of the strip beside the chin that has to be hair for any to be kept below the jaw."""
_FEWEST_HAIR_PX = 400
_PAD_PX, _TRIM_PX, _STRETCHED_PX = 44, 8, 5
_RISE_PX = 20
_FLAT_PX, _ROUNDING = 24, 0.22
"""A head that touches the upper edge over so many pixels was cut; the arch begins at this share of the picture's
height."""


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
    cover = _one_piece(cover * _without_shoulders(picture, cover, clothes))
    neck = _neck_mask(clothes.neck) * _below_jaw()
    portrait = lay(ground_of(ground), neck, _neck(picture, cover))
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
    low = (float(chin[0]), float(chin[1]) + _PAD_PX)
    move = cv2.getRotationMatrix2D(low, turn, FACE_PX / float(np.hypot(*up)))
    move[:, 2] += np.array(_CHIN) - np.array(low)
    whole = _filled(head, alpha)
    grown = _warp(_padded(whole), move)
    sharp = grown + 0.6 * (grown - blur(grown, 2.0))
    edge = ((blur(_warp(_domed(alpha), move), 2.2) - 0.3) / 0.4).clip(0, 1)
    return np.asarray(sharp.clip(0, 255), np.float32), np.asarray(edge * edge * (3 - 2 * edge), np.float32)


def _filled(head: RGB, alpha: Mask) -> Picture:
    """The head's colours led on over its edge, row by row outwards."""
    colour = head.astype(np.float32)
    weight = (alpha > 0.6).astype(np.float32)[..., None]
    for reach in (3, 9, 27):
        near = blur(weight[..., 0], reach)[..., None] + 1e-4
        colour = np.where(weight > 0, colour, blur(colour * weight, reach) / near)
        weight = np.maximum(weight, (near > 0.02).astype(np.float32))
    return np.asarray(colour, np.float32)


def _warp(values: NDArray[np.float32], move: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.asarray(cv2.warpAffine(values, move, (SIZE_PX, SIZE_PX), flags=cv2.INTER_CUBIC), np.float32)


def _padded(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """More rows above and below: heads are cut tight, so the outermost rows of hair are stretched. What lies above
    _TRIM_PX had been cut round and is replaced."""
    start, end = _TRIM_PX + _STRETCHED_PX, len(values) - _STRETCHED_PX
    top = _stretched(values[_TRIM_PX:start], _PAD_PX + start)
    return np.concatenate([top, values[start:end], _stretched(values[end:], _PAD_PX + _STRETCHED_PX)])


def _stretched(band: NDArray[np.float32], rows: int) -> NDArray[np.float32]:
    return np.asarray(cv2.resize(band, (band.shape[1], rows), interpolation=cv2.INTER_LINEAR), np.float32)


def _domed(alpha: Mask) -> Mask:
    """Padded alpha. Where the upper edge had cut the head off flat, its sides are led on to an arch."""
    wide = _padded(alpha)
    cut = np.flatnonzero(alpha[_TRIM_PX] > 0.5)
    if len(cut) < _FLAT_PX:
        wide[:_PAD_PX] = 0
        wide[_PAD_PX : _PAD_PX + _TRIM_PX + _STRETCHED_PX] = alpha[: _TRIM_PX + _STRETCHED_PX]
        return wide
    y, x = np.mgrid[: wide.shape[0], : wide.shape[1]].astype(np.float32)
    rise = _ROUNDING * len(alpha)
    row = np.flatnonzero(alpha[round(rise)] > 0.5)
    middle, half = (row[0] + row[-1]) / 2, (row[-1] - row[0]) / 2 + 1
    narrowing = 1 - min((cut[-1] - cut[0]) / 2 / half, 0.98) ** 2
    height = min((rise - _TRIM_PX) / float(np.sqrt(narrowing)), rise + _RISE_PX)
    above = _PAD_PX + rise - y
    arch = ((x - middle) / half) ** 2 + (above / height) ** 2 < 1
    high = above > rise - _TRIM_PX - _STRETCHED_PX
    rounded = np.where(high, arch, (above < 0) | arch).astype(np.float32)
    return np.asarray(np.where(high, 1, wide) * cv2.GaussianBlur(rounded, (0, 0), 1.0), np.float32)


def _without_shoulders(picture: Picture, cover: Plane, clothes: Clothes) -> Plane:
    """1 for head and hair, 0 for the neck, shoulders and clothes that came with the head."""
    x, y = grid()
    lab = cv2.cvtColor((picture / 255).astype(np.float32), cv2.COLOR_RGB2LAB)
    low = np.clip((y - _jaw_line()) / 10, 0, 1)
    gap = blur(np.linalg.norm(lab - _hair_colour(lab, cover), axis=2).astype(np.float32), 3.0)
    strands = np.clip((_HAIR_GAP - gap) / 8, 0, 1) * (1 - _neck_mask(clothes.neck * 0.9))
    reach = (0.68 - 0.10 * np.clip((y - _CHIN[1]) / (0.3 * FACE_PX), 0, 1) ** 2) * FACE_PX
    strands = strands * np.clip((reach - np.abs(x - _CHIN[0])) / 10, 0, 1)
    beside = (np.abs(x - _CHIN[0]) > 0.36 * FACE_PX) & (np.abs(x - _CHIN[0]) < 0.62 * FACE_PX)
    beside &= (y > _CHIN[1] - 0.12 * FACE_PX) & (y < _CHIN[1] + 0.06 * FACE_PX)
    long_haired = float((strands * cover)[beside].mean()) > _LONG_HAIR
    volume = np.clip((_CHIN[1] - 0.30 * FACE_PX - y) / 20, 0, 1)
    return np.asarray(1 - low * (1 - strands * np.maximum(volume, long_haired)), np.float32)


def _one_piece(cover: Plane) -> Plane:
    """The head without specks beside it."""
    opened = cv2.morphologyEx((cover > 0.3).astype(np.uint8), cv2.MORPH_OPEN, np.ones((15, 15), np.uint8))
    _, parts = cv2.connectedComponents(opened)
    own = (parts == parts[round(_CHIN[1] - FACE_PX / 2), round(_CHIN[0])]).astype(np.uint8)
    near = cv2.dilate(own, np.ones((13, 13), np.uint8)).astype(np.float32)
    return np.asarray(cover * blur(near, 1.0), np.float32)


def _hair_colour(lab: NDArray[np.float32], cover: Plane) -> NDArray[np.float32]:
    """The median colour of what lies beside the cheeks and within the cover; unlike anything where there is no hair."""
    x, y = grid()
    beside = (np.abs(x - _CHIN[0]) > 0.44 * FACE_PX) & (y > _CHIN[1] - 0.6 * FACE_PX) & (y < _CHIN[1] - 0.15 * FACE_PX)
    seen = lab[beside & (cover > 0.9)]
    if len(seen) < _FEWEST_HAIR_PX:
        return np.array([-200, 0, 0], np.float32)
    return np.asarray(np.median(seen, axis=0), np.float32)


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
    light = (0.76 + 0.16 * down) * (1 - 0.26 * side**2.2)
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
