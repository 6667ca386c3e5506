"""What a persona is: how an interviewer chooses, words, speaks and listens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from visavis.interview.questions.values import Kind
from visavis.kit.text import Text
from visavis.people.clips import Style
from visavis.studio.talk import Manner

SLOWEST, FASTEST = 0.85, 1.15
_STEP = 0.05
_RAPPORT = (0.0, 0.5, 1.0)


@dataclass(frozen=True)
class Settings:
    """What a candidate may set: ``rapport`` 0 (distant) – 1 (close): smile, nods, reactions; ``depth`` 0–1: how often
    details are asked for; ``pace`` 0.85–1.15 multiplies the speed of the voice. Steps of 0.05, so that clips are found
    again."""

    rapport: float
    depth: float
    pace: float

    def rounded(self) -> Settings:
        """Within the limits and on the steps."""
        rapport, depth = (float(np.clip(value, 0, 1)) for value in (self.rapport, self.depth))
        pace = float(np.clip(self.pace, SLOWEST, FASTEST))
        return Settings(*(round(round(value / _STEP) * _STEP, 2) for value in (rapport, depth, pace)))


@dataclass(frozen=True)
class Wording:
    """What a persona says around questions; see wording.yaml for when."""

    hello: Text
    before: tuple[Text, ...]
    turn: tuple[Text, ...]
    detail: tuple[Text, ...]
    heard: tuple[Text, ...]


@dataclass(frozen=True)
class Persona:
    """``kinds`` multiplies the share of a kind of questions; the triples hold for a rapport of 0, 0.5 and 1."""

    id: str
    title: Text
    about: Text
    usual: Settings
    kinds: Mapping[Kind, float]
    smile_u: tuple[float, float, float]
    nods_a_minute: tuple[float, float, float]
    brow_u: float
    liveliness: float
    wording: Wording

    def share_of(self, kind: str) -> float:
        """How much more (or less) often than usual a kind is asked."""
        return next((share for one, share in self.kinds.items() if one == kind), 1.0)

    def style(self, settings: Settings) -> Style:
        """Voice and face under these settings."""
        smile = float(np.interp(settings.rapport, _RAPPORT, self.smile_u))
        nods = float(np.interp(settings.rapport, _RAPPORT, self.nods_a_minute))
        manner = Manner(round(smile, 4), self.brow_u, self.liveliness, round(nods, 2))
        return Style(settings.pace, manner)
