"""What of a person stays under new clothes: face, hair and neck; and what goes: the clothes that were worn.

Hair is told from clothes by colour, started from the hair beside and above the face. Where clothes have the hair's own
colour that can't be told; then hair that hangs in front of them goes behind the new ones instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.career.photo.framing import Studio
from visavis.face import landmarks as at
from visavis.face.matting import Where, disc, grab, soften, spread
from visavis.media.values import Mask

OVAL = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
_CHEEKS = (50, 280, 205, 425, 117, 346, 101, 330)
_LIKE_HAIR, _COLOURS = 12.0, 6
"""CIELAB distance to the nearest of the hair's own colours."""
_SHARE, _FEWEST_PX = 0.07, 150
_HANGS, _PAST, _FLAT_L = (0.55, 0.88), (0.43, 0.49), 2.6
_SPREADS, _WAVES, _DOUBT = 0.4, 0.09, 0.2
"""Once drawn in, hair spreads by so much per face height and so much in waves; more is taken for clothes."""
_SIDE_HAIR, _WIDENS = -0.75, 0.5
"""Hair beside the face tells the colour of what hangs down; per face height it widens by so much at most."""
_CHEST = 0.26
_BARE, _WIDE = 0.23, 0.42
"""Half the narrowest and the widest neck, in face heights."""
_USUAL_NECK = 0.29
_HUE_DEG, _SHADE = 32.0, (0.3, 12.0)
"""How far the hue of a neck in shadow may differ from the cheeks' and, for its lightness, share and surplus."""
_NECK_ROWS = (0.0, 0.025, 0.05, 0.075, 0.1)
_FILL = 4
_MIXED = 0.35
"""From this share of clothes in the hair's colours on, the two can't be told apart."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Parts:
    """Of one studio picture (H, W): ``hair``, ``face`` and ``skin`` in [0, 1]; ``neck``: half its width in face
    heights, ``neck_x``: its middle in pixels; ``tells``: whether hair before the clothes can be told from them."""

    hair: Mask
    face: Mask
    skin: Mask
    neck: float
    neck_x: float
    tells: bool


def part(studio: Studio, alpha: Mask) -> Parts:
    """The parts of the person under ``alpha`` (H, W)."""
    lab = cv2.cvtColor(cv2.GaussianBlur(studio.picture, (0, 0), 1.2).astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    u, v = places(studio)
    face = _oval(studio)
    skin = _skin(studio, lab, u, v) * (alpha > 0.5)
    hair, tells = _hair(studio, alpha, lab, skin, face, u, v)
    half, middle = _neck(alpha, skin * (1 - hair), u, v)
    return Parts(hair, face, skin, half, studio.middle_x + middle * studio.face_px, tells)


def places(studio: Studio) -> tuple[Floats, Floats]:
    """Face heights to the right of and below the chin, (H, W) each."""
    y, x = np.mgrid[: studio.picture.shape[0], : studio.picture.shape[1]].astype(np.float32)
    return (x - studio.middle_x) / np.float32(studio.face_px), (y - studio.chin[1]) / np.float32(studio.face_px)


def _oval(studio: Studio) -> Mask:
    plane = np.zeros(studio.picture.shape[:2], np.uint8)
    cv2.fillPoly(plane, [np.round(studio.points[list(OVAL)]).astype(np.int32)], 1)
    return np.asarray(cv2.GaussianBlur(plane.astype(np.float32), (0, 0), 1.5), np.float32)


def _skin(studio: Studio, lab: Floats, u: Floats, v: Floats) -> Mask:
    """How alike each pixel is to the skin of the cheeks, or below the chin to that of the neck in its shadow."""
    own = np.median([lab[round(y), round(x)] for x, y in studio.points[list(_CHEEKS)]], axis=0)
    skin = _like_skin(lab, own, max(20.0, 0.5 * float(own[0])))
    throat = lab[(v > 0.03) & (v < 0.13) & (np.abs(u) < 0.1)]
    if not len(throat):
        return skin
    shaded = np.median(throat, axis=0)
    turned = np.arctan2(shaded[2], shaded[1]) - np.arctan2(own[2], own[1])
    if abs(np.degrees(turned)) > _HUE_DEG or not _SHADE[0] * own[0] < shaded[0] < own[0] + _SHADE[1]:
        return skin
    low = _like_skin(lab, shaded, 26.0) * np.clip((v + 0.06) / 0.04, 0, 1) * (np.abs(u) < 0.6)
    return np.maximum(skin, low).astype(np.float32)


def _like_skin(lab: Floats, own: Floats, darker: float) -> Mask:
    light = lab[..., 0] - own[0]
    strength = max(12.0, float(np.hypot(own[1], own[2])))
    colour = np.hypot(lab[..., 1] - own[1], lab[..., 2] - own[2]) / (0.42 * strength)
    return np.asarray(
        np.clip(2 - 1.1 * np.hypot(colour, np.where(light > 0, light / 16, -light / darker)), 0, 1), np.float32
    )


def _hair(studio: Studio, alpha: Mask, lab: Floats, skin: Mask, face: Mask, u: Floats, v: Floats) -> tuple[Mask, bool]:
    """Alpha of the hair, and whether it can be told from the clothes."""
    mouth = float(studio.points[[at.MOUTH_RIGHT, at.MOUTH_LEFT], 1].mean() - studio.chin[1]) / studio.face_px
    person, outside = alpha > 0.5, cv2.dilate(face, disc(9)) < 0.1
    ears = (skin > 0.3) & (np.abs(u) < 0.54) & (v > -0.8)
    hanging = _hanging(person, skin, u, v, mouth)
    lowest = np.where(hanging & (np.abs(u) < 0.58), mouth - 0.04, -0.48)
    upper = person & outside & ~ears & (v < lowest) & (np.abs(u) < 0.95)
    sure = upper & ((np.abs(u) > 0.38) | (v < -1.02))
    sure = cv2.erode(sure.astype(np.uint8), disc(5)) > 0
    if sure.sum() < _FEWEST_PX or not hanging.any():
        return np.asarray(alpha * upper, np.float32), True
    low = sure & (v > _SIDE_HAIR)
    like = _alike(lab, low if low.sum() > _FEWEST_PX else sure)
    bare = cv2.morphologyEx(((skin > 0.5) & _smooth(lab) & (v > mouth)).astype(np.uint8), cv2.MORPH_OPEN, disc(25)) > 0
    body = person & (v > 0.45) & ((np.abs(u) < _CHEST) | (np.abs(u) > 0.85))
    mixed = float(like[body & ~bare].mean()) if (body & ~bare).any() else 0.0
    never = ~person | (face > 0.5) & (v > -0.9) | (body & ~like) | bare | (np.abs(u) < 0.16) & (v > 0.1)
    found = grab(_flat(studio, person), sure, never & ~sure, like & person & hanging)
    hair = found * like * (never == 0) * hanging * _falling(upper, u, v)
    left, doubtful = _tapered(np.where(upper, 1.0, hair) * person > 0.5, u, v, mouth)
    calm = cv2.morphologyEx(left.astype(np.uint8), cv2.MORPH_OPEN, disc(7))
    calm = np.where(v > 0, cv2.morphologyEx(calm, cv2.MORPH_OPEN, disc(15)), calm)
    calm = cv2.morphologyEx(calm, cv2.MORPH_CLOSE, disc(11))
    whole, told = _hanging_together(calm, sure), mixed < _MIXED and not doubtful
    told = told and not _leaves(whole, studio)
    return np.asarray(soften(studio.picture, whole.astype(np.float32), 6) * alpha, np.float32), told


def _leaves(hair: NDArray[np.uint8], studio: Studio) -> bool:
    """Whether hair hangs down past the end of the photo."""
    ends = cv2.dilate((studio.inside < 0.5).astype(np.uint8), disc(25))
    y = round(studio.chin[1])
    return bool((hair & ends)[y:].any(0).sum() > 0.1 * studio.face_px)


def _hanging(person: Where, skin: Mask, u: Floats, v: Floats, mouth: float) -> Where:
    """The sides on which something hangs past the cheek, from the eyes down."""
    sides = np.zeros(u.shape, np.bool_)
    row = (v[:, 0] > -0.5) & (v[:, 0] < mouth)
    for side in (-1, 1):
        strip = (u[0] * side > _PAST[0]) & (u[0] * side < _PAST[1])
        if not strip.any():
            continue
        ear = skin[row][: int(row.sum()) // 2, strip].mean() > 0.2  # ear and collar together may fill it, too
        if person[row][:, strip].mean() > _HANGS[int(ear)]:
            sides |= u * side > 0
    return sides


def _tapered(found: Where, u: Floats, v: Floats, mouth: float) -> tuple[Where, bool]:
    """Without what spreads out again where hair has drawn in: that is a collar or a vest of the hair's colour.

    And whether so much of it had to go that the rest is in doubt.
    """
    left = found.copy()
    low = np.flatnonzero(v[:, 0] > mouth)
    for side in (-1, 1):
        reach = np.where(found & (u * side > 0), np.abs(u), 0).max(1)[low]
        depth = v[low, 0]
        least = np.minimum.accumulate(reach - _SPREADS * depth) + _SPREADS * depth + _WAVES
        left[low] &= (u[low] * side <= 0) | (np.abs(u[low]) < least[:, None])
    below = float(found[low].sum())
    return left, below > 0 and float(left[low].sum()) < (1 - _DOUBT) * below


def _smooth(lab: Floats) -> Where:
    """Where lightness hardly changes from pixel to pixel, as on skin."""
    light = np.ascontiguousarray(lab[..., 0])
    mean, square = cv2.blur(light, (7, 7)), cv2.blur(light * light, (7, 7))
    return np.asarray(square - mean * mean < _FLAT_L**2, np.bool_)


def _falling(upper: Where, u: Floats, v: Floats) -> Where:
    """Where hair can hang down to: it widens only so much below where it lies beside the face."""
    within = np.zeros(u.shape, np.bool_)
    for side in (-1, 1):
        beside = u[upper & (v > -0.62) & (u * side > 0)]
        wide = float(np.abs(beside).max()) if beside.size else 0.5
        within |= (u * side >= 0) & (np.abs(u) < wide + 0.06 + _WIDENS * np.clip(v + 0.2, 0, None))
    return within


def _flat(studio: Studio, person: Where) -> NDArray[np.uint8]:
    """The picture with one plain colour for a background: that isn't to teach the colours of clothes."""
    return np.where(person[..., None], studio.picture, np.array([0, 255, 0], np.uint8)).astype(np.uint8)


def _alike(lab: Floats, sure: Where) -> Where:
    ends = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    cv2.setRNGSeed(0)
    some = lab[sure][:: max(1, int(sure.sum()) // 6000)]
    _, labels, colours = cv2.kmeans(some, _COLOURS, None, ends, 2, cv2.KMEANS_PP_CENTERS)
    colours = colours[np.bincount(labels.ravel(), minlength=_COLOURS) > _SHARE * len(some)]
    gap = np.full(lab.shape[:2], np.inf, np.float32)
    for colour in colours:
        away = lab - colour
        gap = np.minimum(gap, np.sqrt((0.6 * away[..., 0]) ** 2 + away[..., 1] ** 2 + away[..., 2] ** 2))
    return np.asarray(gap < _LIKE_HAIR, np.bool_)


def _hanging_together(found: NDArray[np.uint8], sure: Where) -> NDArray[np.uint8]:
    """What hangs together with hair that is sure."""
    count, parts = cv2.connectedComponents(found)
    kept = np.zeros(count, np.bool_)
    kept[np.unique(parts[sure & (found > 0)])] = True
    kept[0] = False
    return np.asarray(kept[parts], np.uint8)


def _neck(alpha: Mask, skin: Mask, u: Floats, v: Floats) -> tuple[float, float]:
    """Half the width of the neck and its middle, in face heights from the head's.

    A side counts where the bare neck ends at the background; hair and collars hide where it ends, and then a usual
    neck is taken: hair lies over it anyhow.
    """
    ends: dict[int, list[float]] = {-1: [], 1: []}
    place = u[0]
    start = int(np.argmin(np.abs(place)))
    for low in _NECK_ROWS:
        row = (v[:, 0] >= low) & (v[:, 0] < low + 0.025)
        bare, person = skin[row].mean(0) > 0.4, alpha[row].mean(0) > 0.5
        for side in (-1, 1):
            run = bare[start::side]
            end = start + side * (int(np.argmin(run)) if not run.all() else len(run) - 1)
            beyond = np.clip(end + side * np.arange(2, 9), 0, len(place) - 1)
            if bare[start] and not person[beyond].all():
                ends[side].append(float(abs(place[end])))
    right, left = (float(np.median(ends[side])) if ends[side] else None for side in (1, -1))
    if right is not None and left is not None:
        return float(np.clip((right + left) / 2, _BARE, _WIDE)), float(np.clip((right - left) / 2, -0.08, 0.08))
    one = right if right is not None else left
    return float(np.clip(one if one is not None else _USUAL_NECK, _USUAL_NECK - 0.02, _USUAL_NECK + 0.05)), 0.0


def bare_neck(studio: Studio, alpha: Mask, parts: Parts, deep: float) -> tuple[Floats, Mask]:
    """The colours (H, W, 3) of a bare neck and its mask, down to ``deep`` face heights below the chin: what is seen of
    the own one, led on where clothes or hair hid it."""
    u, v = places(studio)
    unit, x0, y0 = studio.face_px, parts.neck_x, studio.chin[1]
    jaw = [(-0.34, -0.30), (0.34, -0.30)]
    side = [(1.02 * parts.neck, -0.12), (parts.neck, 0.05), (parts.neck * 1.04, 0.20), (parts.neck * 1.5, deep)]
    outline = [*jaw, *side, *[(-a, b) for a, b in side[::-1]]]
    plane = np.zeros(studio.picture.shape[:2], np.uint8)
    corners = np.array([(x0 + a * unit, y0 + b * unit) for a, b in outline])
    cv2.fillPoly(plane, [np.round(corners * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    mask = cv2.GaussianBlur(plane.astype(np.float32) / 255, (0, 0), 1.2)
    mask = mask * np.maximum(alpha, np.clip((v - 0.05) / 0.03, 0, 1))  # above the collar the own outline is right
    known = cv2.erode(parts.skin * (1 - parts.hair), disc(5)) * (v > -0.02) * (np.abs(u) < 0.5)
    if known.sum() < 0.01 * unit * unit:
        known = cv2.erode(parts.skin * parts.face, disc(5)) * (v > -0.25)
    picture = studio.picture.astype(np.float32)
    filled = _filled(picture, np.asarray(known, np.float32))
    grain = np.random.default_rng(5).standard_normal(mask.shape).astype(np.float32)
    filled = filled * (1 + 0.012 * cv2.GaussianBlur(grain, (0, 0), 1.0)[..., None])
    own = cv2.GaussianBlur(np.asarray(known, np.float32), (0, 0), 2)[..., None]
    return picture * own + filled * (1 - own), mask


def _filled(picture: Floats, known: Mask) -> Floats:
    """The known colours led on everywhere; drawn small, because it is smooth."""
    size = (picture.shape[1] // _FILL, picture.shape[0] // _FILL)
    weight = cv2.resize(known, size, interpolation=cv2.INTER_AREA)
    small = cv2.resize(picture * known[..., None], size, interpolation=cv2.INTER_AREA) / (weight[..., None] + 1e-4)
    led_on = spread(np.asarray(small, np.float32), np.asarray(weight, np.float32), (1, 2, 4, 8, 16, 32))
    return np.asarray(cv2.resize(led_on, picture.shape[1::-1], interpolation=cv2.INTER_CUBIC), np.float32)
