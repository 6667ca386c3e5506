"""The jacket: shoulders and sleeves, and fronts with notched, peaked, shawl or no lapels."""

from __future__ import annotations

import numpy as np

from visavis.studio.dress.canvas import Picture, Plane, Points, blur
from visavis.studio.dress.drawing import curve
from visavis.studio.dress.tailor import ROLL, Corners, Tailor

_NOTCH = ((0.405, 0.285), (0.53, 0.315))
_PEAK = ((0.415, 0.315), (0.60, 0.225))
"""Where collar and lapel part, and the lapel's tip, below the collar's rise."""


def draw_jacket(t: Tailor, shirt: Plane) -> None:
    nb, ny = t.clothes.neck, t.clothes.rise
    whole = outline(t)
    roll = _edge(t)
    edges = [*curve(t.at(roll, -1)), *curve(t.at(roll))[::-1]]
    opening = t.area([*edges, *t.at([(nb + 0.2, ny - 0.6), (-nb - 0.2, ny - 0.6)])])
    mask = np.clip(whole * (1 - opening), 0, 1)
    light, weave = _light(t), _weave(t)
    t.shade(mask, (0, -3), 6, 0.5, np.clip(shirt + t.body, 0, 1))
    t.lay(mask, t.wool(light - _sleeves(t), weave))
    for side in (-1, 1):
        _draw_front(t, side, whole, light, weave, shirt, mask)


def outline(t: Tailor) -> Plane:
    """Everything between and below the shoulders, the opening included."""
    nb, ny, sh = t.clothes.neck, t.clothes.rise, t.clothes.shoulder
    line: Corners = [(nb, ny - 0.005), (nb + 0.14, ny + 0.085), (sh * 0.60, ny + 0.20), (sh * 0.86, ny + 0.29)]
    line += [(sh * 0.985, ny + 0.42), (sh * 1.06, ny + 0.7), (sh * 1.09, ny + 1.3)]
    return t.area(t.both(line), 1.1)


def _edge(t: Tailor) -> Corners:
    if t.clothes.lapel != "none":
        return t.roll()
    nb, ny = t.clothes.neck, t.clothes.rise
    return [(nb + 0.005, ny + 0.015), (nb * 0.95, ny + 0.14), (nb * 0.72, ny + 0.34), (0.075, 0.62), (0.0, 1.0)]


def _draw_front(t: Tailor, side: int, whole: Plane, light: Plane, weave: Plane, shirt: Plane, mask: Plane) -> None:
    """One lapel and its half of the collar."""
    if t.clothes.lapel == "none":
        _trim(t, side, mask)
        return
    if t.clothes.lapel == "shawl":
        _layer(t, t.area(_shawl(t, side)) * whole, side, whole, shirt, (1.06, 0.45), light - t.behind(), weave)
        return
    lapel, collar = _notched(t, side)
    _layer(t, t.area(lapel) * whole, side, whole, shirt, (1.05, 0.5), light, weave)
    _layer(t, t.area(collar), side, whole, shirt, (1.07, 0.28), light - t.behind(), weave)


def _notched(t: Tailor, side: int) -> tuple[list[Points], list[Points]]:
    """The outlines of a lapel and of its half of the collar."""
    nb, ny = t.clothes.neck, t.clothes.rise
    peak = t.clothes.lapel == "peak"
    notch, tip = ((a, ny + b) for a, b in (_PEAK if peak else _NOTCH))
    edge: Corners = [(0.33, ROLL * 0.76), (tip[0] - 0.035, ny + 0.43), (tip[0] - 0.004, tip[1] + 0.02)]
    lapel = [*curve(t.at(t.roll(), side)), *t.at([(0.10, ROLL + 0.2)], side), *curve(t.at(edge, side))]
    lapel += [*t.at([tip, notch, (nb + 0.04, ny + 0.10)], side)]
    rise: Corners = [(nb + 0.022, ny - 0.028), (nb + 0.012, ny + 0.12), (nb - 0.02, ny + 0.205)]
    fall: Corners = [(notch[0] + 0.03, notch[1] - 0.11), (nb + 0.125, ny + 0.06), (nb + 0.055, ny - 0.028)]
    collar = [*curve(t.at(rise, side)), *t.at([notch, (notch[0] + 0.04, notch[1] - 0.085)], side)]
    collar += [*curve(t.at(fall, side))]
    return lapel, collar


def _shawl(t: Tailor, side: int) -> list[Points]:
    nb, ny = t.clothes.neck, t.clothes.rise
    outer: Corners = [(0.12, ROLL + 0.1), (0.36, ROLL * 0.72), (0.475, ny + 0.42), (0.465, ny + 0.22)]
    outer += [(nb + 0.105, ny + 0.06), (nb + 0.04, ny - 0.012)]
    inner = [(nb + 0.02, ny - 0.012), *t.roll()[1:3], (0.06, ROLL + 0.1)]
    return [*curve(t.at(inner, side)), *curve(t.at(outer, side))]


def _trim(t: Tailor, side: int, mask: Plane) -> None:
    """The finished edge of a jacket without lapels."""
    half = np.clip(t.u * side * 40, 0, 1)
    near = np.clip(blur(1 - mask, 5) * 2.2, 0, 1) * mask * half * (t.v < 1.2) * (np.abs(t.u) < t.clothes.neck + 0.1)
    t.picture = t.picture * (1 - 0.16 * near[..., None])
    line = np.asarray(near * (1 - near) * 4, np.float32)
    t.add(blur(line, 0.8), 0.22 * float(np.mean(t.clothes.jacket)) * 0.4 + 5)


def _layer(
    t: Tailor,
    mask: Plane,
    side: int,
    whole: Plane,
    shirt: Plane,
    lift: tuple[float, float],
    light: Plane,
    weave: Plane,
) -> None:
    """One piece of cloth above the jacket: its shadow, itself, its lit edge and its stitching."""
    t.shade(mask, (side * 1.5, 3), 4, lift[1], whole)
    t.shade(mask, (-side * 3, 4), 6, 0.35, shirt)
    t.lay(mask, t.wool(lift[0] * light, weave))
    t.picture = t.picture * (1 + 0.9 * (_bevel(mask) * mask)[..., None])
    moved = np.roll(mask, (1, -side), (0, 1))
    edge = blur(np.clip(mask - moved, 0, 1), 0.8)
    t.add(edge, 10 + 0.12 * float(np.mean(t.clothes.jacket)))


def _bevel(mask: Plane) -> Picture:
    """Light on the rounded edge of a piece of cloth, from the upper left."""
    soft = blur(mask, 5)
    return soft - np.roll(soft, (2, 2), (0, 1))


def _light(t: Tailor) -> Plane:
    """Light from the upper left on a rounded chest, soft folds included."""
    side = np.abs(t.u) / t.clothes.shoulder
    crest = np.exp(-(((t.v - (t.clothes.rise + 0.13 + 0.16 * side)) / 0.10) ** 2))
    light = 1.06 - 0.42 * np.clip(side - 0.35, 0, 1) ** 1.3 - 0.10 * np.clip(t.v - 0.5, 0, 1) + 0.10 * crest
    light = light - 0.07 * np.clip(t.u / t.clothes.shoulder, -1, 1)
    return np.asarray(light + 0.018 * t.noise(30, 70) + 0.010 * t.noise(14, 90), np.float32)


def _sleeves(t: Tailor) -> Plane:
    """The dark seam where a sleeve hangs from the shoulder, and the light beside it."""
    sh, start = t.clothes.shoulder, np.clip((t.v - t.clothes.rise - 0.28) * 4, 0, 1)
    seam = np.abs(t.u) - sh * (0.80 + 0.06 * np.clip(t.v - 0.4, 0, 1))
    dark = 0.16 * np.exp(-((seam / 0.018) ** 2))
    return np.asarray((dark - 0.07 * np.exp(-(((np.abs(t.u) - sh * 0.84) / 0.06) ** 2))) * start, np.float32)


def _weave(t: Tailor) -> Plane:
    grain = t.noise(0.6) + t.noise(0.6, 2.2) + t.noise(2.2, 0.6)
    return 0.008 * grain
