"""Voice activity: ``with ACTIVITY.lease() as activity: spans = activity.find(audio)``."""

from visavis.engines import Entry, Shelf
from visavis.engines.choosing import why_not
from visavis.voice.activity import prosodic, silero
from visavis.voice.activity.engine import VoiceActivityEngine
from visavis.voice.prosody import Span

ACTIVITY: Shelf[VoiceActivityEngine] = Shelf(
    "voice activity",
    (
        Entry(prosodic.CARD, prosodic.ProsodyActivity),
        Entry(silero.CARD, silero.SileroActivity, lambda: why_not(silero.KIND), silero.KIND),
    ),
)

__all__ = ["ACTIVITY", "Span", "VoiceActivityEngine"]
