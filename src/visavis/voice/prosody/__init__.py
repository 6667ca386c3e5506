"""The prosody of recorded speech, every 10 ms: pitch, level, voice activity, syllables, clipping."""

from visavis.voice.prosody.activity import Span, find_speech
from visavis.voice.prosody.stream import read_prosody
from visavis.voice.prosody.values import STEP_S, Prosody

__all__ = ["STEP_S", "Prosody", "Span", "find_speech", "read_prosody"]
