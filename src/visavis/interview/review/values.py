"""What goes into the review of one answer, and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from visavis.interview.review.smiles import Comparison
from visavis.kit.text import Text
from visavis.media.provenance import Maker
from visavis.observe.expression_classes import Reliability
from visavis.observe.values import Observation

Progress: TypeAlias = Callable[[str, float], None]
"""Called with the name of the step ('picture', 'sound', 'words') and the share of the whole that is done, 0–1."""


Source = Literal["typed", "pasted", "browser", "recogniser", "verbatim"]
"""Where a transcript came from; "verbatim" is a recogniser that was asked to keep fillers."""


@dataclass(frozen=True)
class Said:
    """A transcript and where it came from."""

    text: str
    source: Source


@dataclass(frozen=True)
class Asked:
    """The question that was answered, as it was asked."""

    text: str = ""
    kind: str | None = None
    competence: str | None = None
    question_end_s: float | None = None
    """When the question ended on the recording's clock: 0 when recording began then, negative when it began later."""


@dataclass(frozen=True)
class ClassesFound:
    """Which model told classes of expression, how often it is wrong, and where it and the mouth corners differ."""

    engine: str
    classes: tuple[str, ...]
    reliability: Reliability
    smiles: Comparison | None


@dataclass(frozen=True)
class StageCost:
    """What one stage of the work took, by the clock of its own thread, and how often it was called."""

    stage: str
    calls: int
    ms_per_call: float


@dataclass(frozen=True)
class Review:
    """All that was found in one recorded answer.

    ``frame_times_s`` (n,) are the times of the frames that were read; ``gaps_s`` are the seams between joined takes;
    ``speech_span_s`` is the time from the first to the last sound of speech.
    ``notes`` tell the reader what was wrong with the recording. ``wall_s``, ``cpu_s`` and ``costs`` are for the bench
    and the command line and never enter a report, which depends on the recording alone.
    """

    duration_s: float
    has_video: bool
    has_audio: bool
    observation: Observation
    frame_times_s: NDArray[np.float64]
    speech_span_s: float | None = None
    said: Said | None = None
    asked: Asked = Asked()
    gaps_s: tuple[float, ...] = ()
    notes: tuple[Text, ...] = ()
    classes: ClassesFound | None = None
    """None unless the person wanted classes of expression told."""
    makers: tuple[tuple[str, Maker], ...] = ()
    """The engine of each capability that looked or listened, by its name."""
    costs: tuple[StageCost, ...] = ()
    wall_s: float = 0.0
    cpu_s: float = 0.0
