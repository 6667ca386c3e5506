"""Speaking: the shelf of engines that turn text into sound with phoneme and word times."""

from __future__ import annotations

from visavis.engines import Entry, Shelf
from visavis.voice.speak import espeak, openai_speech, sherpa
from visavis.voice.speak.choosing import Offered, offered_voices, parse_voice, speak_with, why_no_voice
from visavis.voice.speak.engine import Phone, Speaker, Speech, Voice, Word

SPEAKERS: Shelf[Speaker] = Shelf(
    "speak",
    (
        Entry(espeak.CARD, espeak.Espeak, espeak.why_not),
        Entry(sherpa.CARD, sherpa.Sherpa, sherpa.why_not),
        Entry(openai_speech.CARD, openai_speech.OpenAiSpeech, openai_speech.why_not),
    ),
)

__all__ = [
    "SPEAKERS",
    "Offered",
    "Phone",
    "Speaker",
    "Speech",
    "Voice",
    "Word",
    "offered_voices",
    "parse_voice",
    "speak_with",
    "why_no_voice",
]
