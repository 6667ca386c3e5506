"""The voice of a recorded answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from visavis.kit.text import Language
from visavis.media.decode import read_audio
from visavis.observe.delivery import observe_delivery, observe_prosody
from visavis.observe.series import Span
from visavis.observe.values import Observation
from visavis.voice.prosody import read_prosody
from visavis.voice.prosody.activity import spans_of


@dataclass(frozen=True)
class Heard:
    """What the sound held. ``speaking`` are the spans of speech; None when there is no sound at all."""

    observation: Observation
    speaking: tuple[Span, ...] | None

    @property
    def speech_span_s(self) -> float | None:
        """From the first to the last sound of speech; None where there was none."""
        return self.speaking[-1][1] - self.speaking[0][0] if self.speaking else None


def hear(path: Path, question_end_s: float | None, language: Language) -> Heard:
    """Everything that the sound holds. Raises NoSound without an audio track."""
    prosody = read_prosody(read_audio(path))
    speaking = tuple((span.start_s, span.end_s) for span in spans_of(prosody.speech))
    return Heard(observe_prosody(prosody, question_end_s, language), speaking)


def hear_nothing() -> Heard:
    """The same measures, unmeasured, for a recording without sound."""
    return Heard(observe_delivery(()), None)
