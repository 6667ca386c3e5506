"""The mouth of a speech: targets for each viseme, blended by dominance (Cohen and Massaro 1993)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from visavis.studio.talk.engine import FPS, MOUTH_CONTROLS, Curve
from visavis.voice.visemes import VOWELS, Viseme, VisemeName

Values: TypeAlias = NDArray[np.float64]

LEAD_S = 0.04
"""Lips move before the sound they make is heard. 60 ms put the mouth made from seven filmed sentences 30 ms ahead
of the filmed one."""
CLOSED_GAP = -0.012
GAP_RANGE = (-0.03, 0.22)
WIDTH_RANGE = (-0.16, 0.13)

TARGETS: dict[VisemeName, tuple[float, float, float, float, float, float]] = {
    #       gap     wid     th     cy      mid   tuck
    "sil": (0.000, 0.000, 0.000, 0.000, 0.00, 0.0),
    "PP": (-0.016, -0.012, -0.045, 0.000, -0.01, 0.0),
    "FF": (0.050, 0.007, -0.030, -0.008, 0.00, 1.0),
    "TH": (0.090, 0.022, 0.000, -0.006, 0.02, 0.0),
    "DD": (0.074, 0.020, 0.000, -0.006, 0.02, 0.0),
    "kk": (0.085, 0.014, 0.000, -0.007, 0.025, 0.0),
    "CH": (0.090, -0.100, 0.055, 0.000, 0.02, 0.0),
    "SS": (0.058, 0.050, -0.006, -0.008, 0.02, 0.0),
    "nn": (0.080, 0.018, 0.000, -0.006, 0.025, 0.0),
    "RR": (0.100, -0.070, 0.030, 0.000, 0.03, 0.0),
    "aa": (0.180, 0.020, -0.018, -0.019, 0.07, 0.0),
    "E": (0.145, 0.060, -0.015, -0.016, 0.06, 0.0),
    "ih": (0.095, 0.085, -0.010, -0.011, 0.035, 0.0),
    "oh": (0.150, -0.110, 0.014, 0.000, 0.06, 0.0),
    "ou": (0.078, -0.160, 0.055, 0.006, 0.03, 0.0),
    "uh": (0.140, -0.008, -0.008, -0.010, 0.055, 0.0),
}
"""Mouth controls of each viseme in units of u; openings as wide as in calm talking: the gap's 95th percentile of nine
filmed clips is 0.10–0.30, of the seven calm ones 0.10–0.20. Vowels opened by 0.26 look like shouting."""

_STRENGTH: dict[VisemeName, float] = {"PP": 6.0, "FF": 4.0, "CH": 2.2, "ou": 2.0, "SS": 1.6, "sil": 0.7}
_VOWEL_STRENGTH, _CONSONANT_STRENGTH = 1.5, 1.0
_REACH_S = (0.045, 0.10)
_FINE_HZ = 100
_SMOOTH = np.array([0.18, 0.64, 0.18])
_GAP, _WIDTH, _MID = (MOUTH_CONTROLS.index(name) for name in ("gap", "wid", "mid"))


def mouth_curve(spans: Sequence[Viseme], effort: Values, frames: int) -> Curve:
    """Mouth controls (frames, 6) at FPS for these visemes.

    ``effort`` (len(spans),) scales the opening of each vowel: 1 is ordinary, more is louder. The mouth leads the sound
    by LEAD_S and is shut at the middle of every PP.
    """
    if not spans:
        return np.zeros((frames, len(MOUTH_CONTROLS)), np.float32)
    fine = _blend(spans, _targets(spans, effort), np.arange(frames * _FINE_HZ // FPS) / _FINE_HZ + LEAD_S)
    fine = np.apply_along_axis(lambda column: np.convolve(np.pad(column, 2, "edge"), _kernel(), "valid"), 0, fine)
    mouth = fine[:: _FINE_HZ // FPS][:frames].copy()
    mouth[:, _GAP] = mouth[:, _GAP].clip(*GAP_RANGE)
    mouth[:, _WIDTH] = mouth[:, _WIDTH].clip(*WIDTH_RANGE)
    _shut(mouth, spans)
    return mouth.astype(np.float32)


def _kernel() -> Values:
    """[.18 .64 .18] twice: smooths without eating the fastest openings."""
    return np.convolve(_SMOOTH, _SMOOTH)


def _targets(spans: Sequence[Viseme], effort: Values) -> Values:
    targets = np.array([TARGETS[span.name] for span in spans])
    louder = np.array([span.name in VOWELS for span in spans]) * (effort - 1.0)
    targets[:, _GAP] *= 1 + louder
    targets[:, _MID] *= 1 + louder
    return targets


def _blend(spans: Sequence[Viseme], targets: Values, times_s: Values) -> Values:
    """The dominance-weighted mean of the targets of the spans near each time."""
    centres = np.array([span.centre_s for span in spans])
    lengths = np.array([span.end_s - span.start_s for span in spans])
    reach = np.clip(0.6 * lengths, *_REACH_S)
    flat = np.maximum(lengths / 2 - reach, 0.0)  # a long vowel or pause holds its shape
    strength = np.array([_strength(span.name) for span in spans])
    blended = np.empty((len(times_s), targets.shape[1]))
    for i, time_s in enumerate(times_s):
        low, high = np.searchsorted(centres, [time_s - 0.8, time_s + 0.8])
        near = slice(max(int(low) - 1, 0), int(high) + 1)
        away = np.maximum(np.abs(time_s - centres[near]) - flat[near], 0.0) / reach[near]
        weight = strength[near] * np.exp(-(np.minimum(away, 12.0) ** 1.5)) + 1e-12
        blended[i] = weight @ targets[near] / weight.sum()
    return blended


def _strength(name: VisemeName) -> float:
    return _STRENGTH.get(name, _VOWEL_STRENGTH if name in VOWELS else _CONSONANT_STRENGTH)


def _shut(mouth: Values, spans: Sequence[Viseme]) -> None:
    """Close the lips at the frame nearest to each PP, which sampling at 25 Hz could miss."""
    for span in spans:
        if span.name != "PP":
            continue
        frame = round((span.centre_s - LEAD_S / 2) * FPS)
        if 0 <= frame < len(mouth):
            mouth[frame, _GAP] = min(mouth[frame, _GAP], CLOSED_GAP)
