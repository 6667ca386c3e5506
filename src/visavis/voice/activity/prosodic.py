"""The embedded engine of voice activity: level above the room's noise, confirmed by voicing (``voice/prosody``)."""

from __future__ import annotations

from visavis.engines import Card
from visavis.kit.text import Text
from visavis.media.values import Audio
from visavis.voice.activity.engine import require_rate
from visavis.voice.prosody import Span, read_prosody
from visavis.voice.prosody.activity import spans_of

CARD = Card(
    name="prosody",
    kind="embedded",
    good_at=Text(
        ko="학습된 모델 없이 0.12초보다 긴 쉼까지 찾습니다.",
        en="Finds pauses down to 0.12 s, without a learned model.",
    ),
    licence_code="Apache-2.0",
    licence_weights="no weights",
    origin="Visavis",
    inputs="16 kHz mono float32 in [-1, 1]",
    outputs="spans in seconds",
    measured={"against Silero VAD": "agreement on 32 ms frames printed by tests/bench/test_speech_prosody.py (≥ 0.92)"},
)


class ProsodyActivity:
    """Keeps VoiceActivityEngine by ``find_speech``."""

    card = CARD

    def find(self, audio: Audio) -> list[Span]:
        require_rate(audio)
        return spans_of(read_prosody([audio]).speech)
