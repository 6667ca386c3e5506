"""Few spoken cues of how another's expression changes, for who can't see it: settled changes only, never often."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visavis.kit.text import Text
from visavis.observe.expression_classes.looks import Labels, Looks
from visavis.observe.expression_classes.wording import NOBODY_IN_VIEW
from visavis.observe.expression_classes.wording import looks as in_words
from visavis.observe.series import Floats

APART_S = 6.0
"""At most one cue in so many seconds: more would talk over the conversation."""
SETTLED_S = 1.0
"""How long a class has to last before it is told."""
_MOST_OTHER = 0.25
"""Share of a settled second that may look like something else."""
_LONGEST_PAUSE_S = 5.0
"""After a longer pause nobody knows what was between: what was seen before it doesn't count."""


NOBODY = "nobody"
"""The name of the cue that nobody is in view."""
_UNTOLD, _GONE = -1, -2


@dataclass(frozen=True)
class Cue:
    """What to say when. It names the class, and whose word it is."""

    time_s: float
    name: str
    text: Text


def find_cues(looks: Looks, apart_s: float = APART_S, settled_s: float = SETTLED_S) -> list[Cue]:
    """A cue whenever another class than the one told last has lasted ``settled_s``, ``apart_s`` after the last cue.

    What the model can't tell is no class: it is neither told, nor ends what was told before. That nobody is in view any
    more is told like a class, once, under the name NOBODY.
    """
    told = np.where(looks.is_seen, looks.labels, _GONE)
    cues: list[Cue] = []
    for now in range(len(looks.times_s)):
        time_s = float(looks.times_s[now])
        if cues and time_s - cues[-1].time_s < apart_s:
            continue
        name = _settled(looks, told, now, settled_s)
        if name is not None and (not cues or cues[-1].name != name):
            cues.append(Cue(time_s, name, NOBODY_IN_VIEW if name == NOBODY else in_words(name)))
    return cues


def _settled(looks: Looks, told: Labels, now: int, settled_s: float) -> str | None:
    """The class of the last ``settled_s`` up to look ``now``, or NOBODY; None when there isn't one."""
    first = _first_of_lasting(looks.times_s[: now + 1], settled_s)
    number = int(told[now])
    if number == _UNTOLD or first is None or (told[first : now + 1] != number).mean() > _MOST_OTHER:
        return None
    return NOBODY if number == _GONE else looks.classes[number]


def _first_of_lasting(times_s: Floats, settled_s: float) -> int | None:
    """Where the fewest last looks begin, two at least, that stand for ``settled_s``, however many a second there are.

    The first of them stands for half the time since the look before it as well. None when it is too early.
    """
    for first in range(len(times_s) - 1, -1, -1):
        begun_s = float(times_s[first])
        pause_s = begun_s - float(times_s[first - 1]) if first else 0.0
        is_end = first == 0 or pause_s > _LONGEST_PAUSE_S
        lasted_s = float(times_s[-1]) - begun_s + (0.0 if is_end else pause_s / 2)
        if first < len(times_s) - 1 and lasted_s >= settled_s - 1e-6:
            return first
        if is_end:
            return None
    return None
