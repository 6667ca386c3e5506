"""What is worn under the jacket: shirt with or without a tie, blouse with a round, pointed or bowed neck, waistcoat."""

from __future__ import annotations

import numpy as np

from visavis.studio.dress.canvas import Plane, blur
from visavis.studio.dress.drawing import curve, tint
from visavis.studio.dress.tailor import Corners, Tailor


def draw_shirt(t: Tailor) -> Plane:
    """The cloth over the chest; returns its mask."""
    c, ny = t.clothes, t.clothes.rise
    mask = t.area([*t.both(_neckline(t)), *t.at([(c.neck + 0.2, 1.4), (-c.neck - 0.2, 1.4)])])
    if c.neckline in ("tie", "open"):
        v: Corners = [(-c.neck - 0.05, ny + 0.03), (0, ny + 0.30), (c.neck + 0.05, ny + 0.03)]
        mask = t.area(t.at([*v, (c.neck + 0.1, 1.4), (-c.neck - 0.1, 1.4)]))
    shade = 1 - 0.10 * np.abs(t.u) / 0.3 + 0.035 * np.clip(0.25 - np.abs(t.u + 0.08), 0, 1)
    folds = 0.007 * t.noise(9, 60) + 0.010 * t.noise(26, 50)
    t.shade(mask, (0, -2), 3, 0.35, t.body)
    t.lay(mask, tint(c.shirt, shade - folds + 0.006 * t.noise(0.7)))
    chin = t.area(t.at([(-0.30, -0.35), (0.30, -0.35), (0.24, ny + 0.12), (0, ny + 0.26), (-0.24, ny + 0.12)]), 0.0)
    t.picture = t.picture * (1 - (0.30 * blur(chin, 13) * mask)[..., None])
    t.add(t.rim(mask, 1.5, 4), -14)
    return mask


def _neckline(t: Tailor) -> Corners:
    """The upper edge of a blouse, from its middle outwards."""
    c, ny = t.clothes, t.clothes.rise
    if c.neckline == "v":
        return [(0, ny + 0.46), (0.10, ny + 0.34), (c.neck * 0.78, ny + 0.16), (c.neck + 0.05, ny + 0.02)]
    if c.neckline == "bow":
        return [(0, ny + 0.165), (c.neck * 0.55, ny + 0.13), (c.neck * 0.9, ny + 0.06), (c.neck + 0.03, ny - 0.03)]
    dip = ny + c.dip
    return [(0, dip), (c.neck * 0.42, dip - 0.03), (c.neck * 0.80, ny + 0.17), (c.neck + 0.05, ny + 0.05)]


def draw_tie(t: Tailor, shirt: Plane) -> None:
    top = t.clothes.rise + 0.245
    blade = t.area(t.both([(0.052, top + 0.11), (0.10, 1.0), (0.13, 1.5)]))
    half: Corners = [(0.0, top - 0.012), (0.088, top), (0.078, top + 0.05), (0.05, top + 0.125), (0.0, top + 0.135)]
    knot = t.area(t.both(half))
    round_ = 1 - 0.30 * np.clip(np.abs(t.u) / 0.10, 0, 1.2) ** 2 + 0.10 * np.exp(-(((t.u + 0.03) / 0.03) ** 2))
    weave = 0.03 * t.noise(0.6)
    low = 1 - 0.35 * np.clip((t.v - top - 0.07) / 0.06, 0, 1)
    t.shade(blade, (2, 3), 4, 0.4, shirt)
    t.lay(blade, tint(t.clothes.tie, round_ + weave + _stripes(t, 0.85)))
    t.shade(knot, (0, 4), 4, 0.55, shirt)
    t.lay(knot, tint(t.clothes.tie, (round_ * 1.04 + weave + _stripes(t, -0.9)) * low))


def _stripes(t: Tailor, slope: float) -> Plane:
    wave = np.sin(2 * np.pi * (t.u * slope + t.v) / 0.085)
    return np.asarray(t.clothes.stripe * np.tanh(4 * wave), np.float32)


def draw_collar_leaf(t: Tailor, side: int, shirt: Plane) -> None:
    """One half of the shirt's collar."""
    nb, ny = t.clothes.neck, t.clothes.rise
    tied = t.clothes.neckline == "tie"
    end = (0.012, ny + 0.255) if tied else (0.05, ny + 0.30)
    inner = curve(t.at([(nb - 0.004, ny - 0.035), (nb * 0.92, ny + 0.045), (nb * 0.60, ny + 0.155), end], side))
    low = end[1]
    outer: Corners = [(0.10, low + 0.125), (0.19, low + 0.185), (nb + 0.05, ny + 0.17), (nb + 0.06, ny + 0.04)]
    leaf = t.area([*inner, *curve(t.at(outer, side)), *t.at([(nb + 0.022, ny - 0.035)], side)])
    light = (1.0 if side < 0 else 0.965) - 0.05 * np.clip((t.v - ny) / 0.3, 0, 1) + 0.01 * t.noise(12)
    light = light - t.behind() - 0.06 * np.clip((np.abs(t.u) - 0.12) / 0.2, 0, 1) + 0.006 * t.noise(0.7)
    t.shade(leaf, (0, 5), 5, 0.30, shirt)
    t.shade(leaf, (0, -3), 4, 0.40, t.body)
    t.lay(leaf, tint(t.clothes.shirt, light))
    t.add(t.rim(leaf, 1.2, 2.6), 22)


def draw_bow(t: Tailor, shirt: Plane) -> None:
    """The tied band of a bow blouse: two tails, two loops that hang, a knot."""
    y = t.clothes.rise + 0.20
    for side in (-1, 1):
        tail: Corners = [(0.005, y), (0.06, y + 0.10), (0.085, y + 0.30), (0.11, y + 0.56), (0.015, y + 0.60)]
        _ribbon(t, t.area([*curve(t.at(tail, side)), *t.at([(0.0, y + 0.15)], side)]), shirt, 0.96, side)
    for side in (-1, 1):
        loop: Corners = [(0.0, y - 0.02), (0.07, y - 0.03), (0.15, y + 0.03), (0.185, y + 0.14), (0.155, y + 0.215)]
        loop += [(0.10, y + 0.19), (0.05, y + 0.10)]
        _ribbon(t, t.area([*curve(t.at(loop, side)), *t.at([(0.0, y + 0.04)], side)]), shirt, 1.0, side)
    knot: Corners = [(0.0, y - 0.036), (0.034, y - 0.028), (0.042, y + 0.012), (0.034, y + 0.05), (0.0, y + 0.056)]
    _ribbon(t, t.area(t.both(knot)), shirt, 1.0, 0)


def _ribbon(t: Tailor, mask: Plane, shirt: Plane, light: float, side: int) -> None:
    """A piece of soft band: folds run out from the knot, the edge turns away from the light."""
    y = t.clothes.rise + 0.20
    turn = np.arctan2(np.abs(t.u), t.v - y)
    folds = 0.04 * np.sin(turn * 16) * np.exp(-np.hypot(t.u, t.v - y) / 0.16) * abs(side)
    edge = np.clip(blur(mask, 5) * 2 - 1, 0, 1)
    round_ = light - 0.10 * (1 - edge) + folds - 0.03 * np.clip(t.u * 6, -1, 1)
    t.shade(mask, (1, 4), 5, 0.30, shirt)
    t.lay(mask, tint(t.clothes.shirt, np.asarray(round_ + 0.010 * t.noise(14, 40) + 0.005 * t.noise(0.7), np.float32)))
    t.add(t.rim(mask, 1.0, 2.4), 6)


def draw_vest(t: Tailor, shirt: Plane) -> None:
    """The waistcoat: its opening lies inside that of the jacket."""
    nb, ny = t.clothes.neck, t.clothes.rise
    edge: Corners = [(0.0, 0.86), (0.10, 0.72), (nb * 0.78, ny + 0.26), (nb + 0.02, ny + 0.10)]
    mask = t.area([*t.both(edge), *t.at([(nb + 0.25, 1.5), (-nb - 0.25, 1.5)])])
    light = 0.94 - 0.10 * np.abs(t.u) + 0.016 * t.noise(30, 70)
    weave = 0.008 * (t.noise(0.6) + t.noise(0.6, 2.2))
    t.shade(mask, (0, -3), 4, 0.45, shirt)
    t.lay(mask, t.wool(np.asarray(light, np.float32), weave))
    t.add(t.rim(mask, 1.2, 3.0), 14)
