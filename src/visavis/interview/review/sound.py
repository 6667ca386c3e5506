"""The voice of a recorded answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from visavis.kit.text import Language
from visavis.media.decode import load_audio, read_audio
from visavis.media.provenance import Maker
from visavis.observe.delivery import observe_delivery, observe_prosody
from visavis.observe.series import Span as Stretch
from visavis.observe.values import Observation
from visavis.voice.activity import ACTIVITY, Span
from visavis.voice.activity.engine import RATE_HZ
from visavis.voice.activity.prosodic import ProsodyActivity
from visavis.voice.prosody import Prosody, read_prosody
from visavis.voice.prosody.activity import spans_of
from visavis.voice.prosody.values import STEP_S


@dataclass(frozen=True)
class Heard:
    """What the sound held. ``speaking`` are the spans of speech; None when there is no sound at all."""

    observation: Observation
    speaking: tuple[Stretch, ...] | None

    @property
    def speech_span_s(self) -> float | None:
        """From the first to the last sound of speech; None where there was none."""
        return self.speaking[-1][1] - self.speaking[0][0] if self.speaking else None


def hear(path: Path, question_end_s: float | None, language: Language, makers: dict[str, Maker] | None = None) -> Heard:
    """Everything that the sound holds; who says when somebody speaks is noted in ``makers``.

    Raises NoSound without an audio track.
    """
    prosody = read_prosody(read_audio(path))
    with ACTIVITY.lend({} if makers is None else makers) as activity:
        if not isinstance(activity, ProsodyActivity):
            prosody = _by_other(prosody, activity.find(load_audio(path, rate_hz=RATE_HZ)))
    speaking = tuple((span.start_s, span.end_s) for span in spans_of(prosody.speech))
    return Heard(observe_prosody(prosody, question_end_s, language), speaking)


def _by_other(prosody: Prosody, spans: Sequence[Span]) -> Prosody:
    """The same sound, with speech where another engine hears it."""
    speech = np.zeros(len(prosody.speech), bool)
    for span in spans:
        speech[round(span.start_s / STEP_S) : round(span.end_s / STEP_S)] = True
    steps = (prosody.nuclei_s / STEP_S).astype(int).clip(0, max(len(speech) - 1, 0))
    return replace(
        prosody,
        speech=speech,
        f0_hz=np.where(speech, prosody.f0_hz, np.nan),
        nuclei_s=prosody.nuclei_s[speech[steps]] if len(speech) else prosody.nuclei_s,
    )


def hear_nothing() -> Heard:
    """The same measures, unmeasured, for a recording without sound."""
    return Heard(observe_delivery(()), None)
