"""The cloning capability: text said in the voice of a recording. Who may use a recording is decided a floor up."""

from __future__ import annotations

from typing import Protocol

from visavis.engines import Card
from visavis.kit.text import Language
from visavis.media.values import Audio
from visavis.voice.speak.engine import Speech


class Cloner(Protocol):
    """Speaks in the voice of whoever is heard in a recording."""

    card: Card

    def speak(self, text: str, language: Language, reference: Audio) -> Speech:
        """Say ``text`` (1–2,000 characters) as the person of ``reference`` (a few seconds of one voice).

        Raises Invalid for text with nothing to say or too long, and Unavailable when the service isn't there.
        """
        ...
