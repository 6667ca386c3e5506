"""Few spoken cues of how another's expression changes, for who can't see it: settled changes only, never often."""

from __future__ import annotations

from dataclasses import dataclass

from visavis.kit.text import Text
from visavis.observe.expression_classes.looks import Looks
from visavis.observe.expression_classes.wording import looks as in_words

APART_S = 6.0
"""At most one cue in so many seconds: more would talk over the conversation."""
SETTLED_S = 1.0
"""How long a class has to last before it is told."""
_MOST_OTHER = 0.25
"""Share of a settled second that may look like something else."""


@dataclass(frozen=True)
class Cue:
    """What to say when. It names the class, and whose word it is."""

    time_s: float
    name: str
    text: Text


def find_cues(looks: Looks, apart_s: float = APART_S, settled_s: float = SETTLED_S) -> list[Cue]:
    """A cue whenever another class than the one told last has lasted ``settled_s``, ``apart_s`` after the last cue.

    What the model can't tell is no class: it is neither told, nor ends what was told before.
    """
    cues: list[Cue] = []
    for now in range(len(looks.times_s)):
        time_s = float(looks.times_s[now])
        if cues and time_s - cues[-1].time_s < apart_s:
            continue
        name = _settled(looks, now, settled_s)
        if name is not None and (not cues or cues[-1].name != name):
            cues.append(Cue(time_s, name, in_words(name)))
    return cues


def _settled(looks: Looks, now: int, settled_s: float) -> str | None:
    """The class of the last ``settled_s`` up to look ``now``; None when there isn't one."""
    since = looks.times_s >= looks.times_s[now] - settled_s - 1e-6
    since[now + 1 :] = False
    lasted_s = float(looks.times_s[now] - looks.times_s[since][0])
    number, labels = int(looks.labels[now]), looks.labels[since]
    if number < 0 or lasted_s < 0.8 * settled_s or (labels != number).mean() > _MOST_OTHER:
        return None
    return looks.classes[number]
