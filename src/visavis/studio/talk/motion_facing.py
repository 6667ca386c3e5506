"""Listening to somebody at one's side: the head turns, stays there as a loop, and turns back."""

from __future__ import annotations

import numpy as np

from visavis.studio.talk import motion_life as life
from visavis.studio.talk.engine import FPS, Curve, Motion
from visavis.studio.talk.manner import NEUTRAL, Manner
from visavis.studio.talk.motion import listening_motion
from visavis.studio.talk.motion_life import Values

TURN_S = 0.8
"""How long the turn to the side takes, and the turn back."""
FURTHEST_DEG = 30.0
HEAD_MOST_DEG = 10.0
"""The head turns this far at most, which a still portrait bears; the eyes do the rest."""
_HEAD_SHARE = 0.4
_EYE_RADIUS_U = 0.133
"""12 mm of eyeball against 90 mm between the outer corners of the eyes."""
_EYES_S = 0.28
"""The eyes are there before the head has come far (Bizzi 1971)."""


def facing_motion(facing_deg: float, loop_s: float, seed: int = 0, manner: Manner = NEUTRAL) -> Motion:
    """Listening towards ``facing_deg`` (positive: the picture's right, at most 30): the turn, the loop, the turn back.

    The first TURN_S seconds lead from the resting face to the side, the last TURN_S back to it; what lies between them
    is a loop of ``loop_s`` seconds (at least 4) whose last frame leads to its first.
    """
    facing_deg = float(np.clip(facing_deg, -FURTHEST_DEG, FURTHEST_DEG))
    loop, turn = listening_motion(loop_s, seed, manner), round(TURN_S * FPS)
    head_deg = float(np.clip(_HEAD_SHARE * facing_deg, -HEAD_MOST_DEG, HEAD_MOST_DEG))
    head, gaze = _led(loop.head, turn), _led(loop.gaze, turn)
    head[:, 0] += head_deg * _there(loop.frames, turn, turn)
    head[:, 3] += 0.003 * head_deg * _there(loop.frames, turn, turn)
    eyes = _there(loop.frames, turn, round(_EYES_S * FPS))
    gaze[:, 0] += _EYE_RADIUS_U * np.sin(np.radians(facing_deg - head_deg)) * eyes
    return Motion(_led(loop.mouth, turn), _blinking(_led(loop.blink, turn)), _led(loop.brow, turn), gaze, head)


def _led(curve: Curve, turn: int) -> Curve:
    """The curve of the loop with its first frame held before it and after it: there the loop begins anew."""
    held = np.repeat(curve[:1], turn, axis=0)
    return np.asarray(np.concatenate([held, curve, held]), np.float32)


def _there(loop: int, turn: int, length: int) -> Values:
    """(loop + 2 turn,) 0 at rest, 1 when turned; each change takes ``length`` frames."""
    rise = 0.5 - 0.5 * np.cos(np.pi * (np.arange(turn) / length).clip(0, 1))
    fall = 1 - 0.5 + 0.5 * np.cos(np.pi * ((np.arange(turn) + 1) / length).clip(0, 1))
    return np.concatenate([rise, np.ones(loop), fall])


def _blinking(closed: Curve) -> Curve:
    """A large movement of the eyes comes with a blink (Evinger et al. 1994)."""
    blinking, size = closed.copy(), len(life.BLINK)
    for first in (2, len(closed) - round(TURN_S * FPS) + 2):
        blinking[first : first + size] = np.maximum(blinking[first : first + size], life.BLINK)
    return blinking
