"""The inside of the mouth: teeth, tongue and the dark behind them, drawn or taken from the portrait."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.studio.talk import points as p
from visavis.studio.talk.fields import smoothstep
from visavis.studio.talk.lips import WIDEST, Slit
from visavis.studio.talk.portrait import Portrait
from visavis.studio.talk.rig import Box, MouthRig

Floats = NDArray[np.float32]

_OWN_GAP = 0.045
_OWN_LUMINANCE = 0.33
_UPPER_TEETH = (0.094, 0.070, 0.066, 0.050, 0.040, 0.030)
_UPPER_RISE = (0.000, 0.007, 0.002, 0.012, 0.020, 0.028)
_LOWER_TEETH = (0.058, 0.056, 0.056, 0.048, 0.040, 0.030)
_LOWER_RISE = (0.000, 0.001, 0.003, 0.008, 0.014, 0.020)
"""Seen widths in u from the middle outwards, narrower where the dental arch turns away; how far each edge recedes."""


def prepare_mouth(portrait: Portrait, slit: Slit) -> MouthRig:
    """Plates of the mouth's inside; the person's own upper teeth when the portrait shows them."""
    box = _box(portrait, slit)
    places = portrait.axes.to_face(_pixels(box))
    tone = _tooth_colour(portrait)
    own = _own_teeth(portrait, slit, box, places)
    upper = own if own is not None else _draw_upper(places, slit, tone)
    lower = _draw_lower(places, slit, tone)
    cavity, cheek = _cavity(places, slit), 0.42 * _lip_colour(portrait)
    return MouthRig(box, _closed_corners(slit), _bytes(upper), _bytes(lower), _bytes(cavity), _bytes(cheek))


def _draw_upper(places: Floats, slit: Slit, tone: Floats) -> Floats:
    """(h, w, 4) in 0…255: teeth whose edges lie a little below the closed lips' line, as in a relaxed face."""
    s, t = places[..., 0], places[..., 1] - _closed_line(slit)
    return _row(s, 0.032 - t, _UPPER_TEETH, _UPPER_RISE, tone, 0.17)


def _draw_lower(places: Floats, slit: Slit, tone: Floats) -> Floats:
    """Tongue and lower teeth as they lie when the mouth is shut; they move down with the lower lip."""
    s, t = places[..., 0], places[..., 1] - _closed_line(slit)
    teeth = _row(s, t + 0.030, _LOWER_TEETH, _LOWER_RISE, tone * 0.86, 0.12)
    tongue = _tongue(s, t)
    alpha = teeth[..., 3:] / 255
    colour = teeth[..., :3] * alpha + tongue[..., :3] * (1 - alpha)
    return np.concatenate([colour, np.maximum(teeth[..., 3:], tongue[..., 3:])], axis=-1)


def _closed_line(slit: Slit) -> float:
    """Where the middle of the lips meets once ``close`` has shut them; most of that way is the lower lip's."""
    return float(slit.upper_at(np.zeros(1, np.float32))[0]) + 0.3 * max(slit.gap0, 0.0)


def _closed_corners(slit: Slit) -> tuple[float, float]:
    """The corners once ``close`` has drawn a broad smile together."""
    drawn = 0.55 * max(0.0, 2 * slit.half_width - WIDEST) / 2
    return float(slit.s[0]) + drawn, float(slit.s[-1]) - drawn


def _tongue(s: Floats, t: Floats) -> Floats:
    """A rounded back, lit in front, with a soft middle furrow."""
    body = smoothstep((s / 0.20) ** 2 + ((t - 0.030) / 0.105) ** 2, 1.15, 0.75)
    light = 0.62 + 0.38 * np.exp(-(((t + 0.035) / 0.05) ** 2)) - 0.12 * np.exp(-((s / 0.018) ** 2))
    light = light * (1 - 0.5 * smoothstep(np.abs(s), 0.05, 0.2))
    colour = np.array([150, 72, 70], np.float32) * light[..., None]
    return np.concatenate([colour, 255 * body[..., None]], axis=-1)


def _row(
    s: Floats, height: Floats, widths: tuple[float, ...], recede: tuple[float, ...], tone: Floats, tall: float
) -> Floats:
    """A row of teeth (h, w, 4): ``height`` is the distance from the biting edge towards the gum."""
    edges = np.cumsum((0.0, *widths))
    index = np.clip(np.searchsorted(edges, np.abs(s), side="right") - 1, 0, len(widths) - 1)
    width, start = np.array(widths, np.float32)[index], edges[index].astype(np.float32)
    across = np.clip((np.abs(s) - start) / width, 0, 1) * 2 - 1
    rounding = 0.016 * np.abs(across) ** 3
    above = height - np.array(recede, np.float32)[index] - rounding
    alpha = smoothstep(above, -0.004, 0.006) * (1 - smoothstep(above, tall - 0.03, tall))
    alpha = alpha * (1 - smoothstep(np.abs(s), edges[-2] * 0.8, edges[-1]))
    seam = 1 - 0.32 * smoothstep(np.abs(across), 0.72, 1.0)
    turned = 1 - 0.62 * smoothstep(np.abs(s), 0.04, float(edges[-1]) * 0.95)
    gum = 1 - 0.30 * smoothstep(above, 0.03, tall)
    enamel = 1 - 0.10 * smoothstep(above, 0.02, 0.0)
    light = seam * turned * gum * enamel
    return np.asarray(np.concatenate([tone * light[..., None], 255 * alpha[..., None]], axis=-1), np.float32)


def _cavity(places: Floats, slit: Slit) -> Floats:
    """Nearly black above, the floor of the mouth redder."""
    near = 0.6 * smoothstep(places[..., 1] - float(slit.upper.mean()), 0.0, 0.30)
    floor, throat = np.array([92, 40, 38], np.float32), np.array([26, 8, 9], np.float32)
    return np.asarray(throat + (floor - throat) * near[..., None], np.float32)


def _lip_colour(portrait: Portrait) -> Floats:
    """The median colour around the middle ring of both lips."""
    at = portrait.points[list(p.UPPER_RINGS[1][2:-2] + p.LOWER_RINGS[1][2:-2]), :2].round().astype(int)
    return np.asarray(np.median([portrait.picture[y, x] for x, y in at], axis=0), np.float32)


def _own_teeth(portrait: Portrait, slit: Slit, box: Box, places: Floats) -> Floats | None:
    """The portrait's own teeth, continued under the upper lip; None when the mouth is shut or dark inside."""
    if slit.gap0 < _OWN_GAP:
        return None
    s, t = places[..., 0], places[..., 1]
    upper, lower = slit.upper_at(s.ravel()).reshape(s.shape), slit.lower_at(s.ravel()).reshape(s.shape)
    between = (t > upper + 0.014) & (t < lower - 0.010) & (np.abs(s - slit.s.mean()) < slit.half_width * 0.94)
    crop = portrait.picture[box[1] : box[3], box[0] : box[2]]
    if not between.any() or not _are_teeth(crop[between].astype(np.float32)):
        return None
    near = (t > upper - 0.12) & (t < lower + 0.06)
    filled = cv2.inpaint(crop, (near & ~between).astype(np.uint8), 3, cv2.INPAINT_TELEA)
    filled = np.where(between[..., None], crop, filled).astype(np.float32)
    alpha = smoothstep(lower - t, -0.004, 0.014) * smoothstep(t, *_span(upper, 0.13, 0.09))
    alpha = alpha * slit.inside(s.ravel(), 0.03).reshape(s.shape)
    shadow = 1 - 0.35 * smoothstep(upper - t, 0.0, 0.10)
    return np.asarray(np.concatenate([filled * shadow[..., None], 255 * alpha[..., None]], axis=-1), np.float32)


def _are_teeth(colours: Floats) -> bool:
    """Bright and hardly coloured for the most part; lips and tongue are redder, shadow is darker."""
    brightest = colours.max(1)
    pale = (colours.min(1) > 0.62 * brightest) & (brightest > 255 * _OWN_LUMINANCE)
    return float(pale.mean()) > 0.5


def _span(upper: Floats, start: float, stop: float) -> tuple[float, float]:
    top = float(upper.min())
    return top - start, top - stop


def _tooth_colour(portrait: Portrait) -> Floats:
    """Near neutral, as bright as this picture's light makes the white of the eye and the skin."""
    lightness = 0.55 * _sclera(portrait) + 0.5 * _skin(portrait)
    return np.asarray(np.clip(1.08 * lightness, 70, 230) * np.array([1.03, 0.985, 0.905]), np.float32)


def _skin(portrait: Portrait) -> float:
    cheeks = portrait.points[[50, 280, 101, 330], :2].round().astype(int)
    r = max(2, round(0.05 * portrait.axes.u_px))
    return float(np.mean([portrait.picture[y - r : y + r, x - r : x + r].mean() for x, y in cheeks]))


def _sclera(portrait: Portrait) -> float:
    """The brighter part of the open eyes."""
    values = []
    for upper, lower in ((p.LEFT_EYE_UPPER, p.LEFT_EYE_LOWER), (p.RIGHT_EYE_UPPER, p.RIGHT_EYE_LOWER)):
        hull = portrait.points[list(upper + lower[::-1]), :2].round().astype(np.int32)
        mask = np.zeros(portrait.picture.shape[:2], np.uint8)
        cv2.fillPoly(mask, [hull], (1,))
        values.append(np.percentile(portrait.picture[mask > 0].mean(1), 85))
    return float(np.mean(values))


def _box(portrait: Portrait, slit: Slit) -> Box:
    """Room for the widest mouth at the largest opening."""
    reach = slit.half_width + 0.12
    middle = float(slit.s.mean())
    corners = [(middle + x * reach, y) for x in (-1, 1) for y in (-0.30, 0.50)]
    px = portrait.axes.to_px(np.array(corners, np.float32))
    left, top = np.floor(px.min(0)).clip(0, portrait.size_px).astype(int)
    right, bottom = np.ceil(px.max(0)).clip(0, portrait.size_px).astype(int)
    return int(left), int(top), int(right), int(bottom)


def _pixels(box: Box) -> Floats:
    x, y = np.meshgrid(np.arange(box[0], box[2]), np.arange(box[1], box[3]))
    return np.asarray(np.stack([x, y], axis=-1), np.float32)


def _bytes(values: Floats) -> NDArray[np.uint8]:
    return np.asarray(np.clip(np.round(values), 0, 255), np.uint8)
