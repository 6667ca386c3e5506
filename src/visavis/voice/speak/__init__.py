"""Speaking: the shelf of engines that turn text into sound with phoneme and word times."""

from __future__ import annotations

from visavis.engines import Entry, Shelf
from visavis.voice.speak.engine import Phone, Speaker, Speech, Voice, Word
from visavis.voice.speak.espeak import CARD, Espeak, why_not

SPEAKERS: Shelf[Speaker] = Shelf("speak", (Entry(CARD, Espeak, why_not),))

__all__ = ["SPEAKERS", "Phone", "Speaker", "Speech", "Voice", "Word"]
