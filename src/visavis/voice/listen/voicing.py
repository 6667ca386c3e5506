"""Where somebody is heard, by Silero VAD (MIT), whose weights lie in faster-whisper's wheel."""

from __future__ import annotations

from visavis.media.values import Audio
from visavis.voice.listen.engine import RATE_HZ

SHORTEST_SPEECH_MS = 150
SHORTEST_SILENCE_MS = 800
PADDING_MS = 200
OPTIONS = {
    "min_speech_duration_ms": SHORTEST_SPEECH_MS,
    "min_silence_duration_ms": SHORTEST_SILENCE_MS,
    "speech_pad_ms": PADDING_MS,
}


def find_voice(audio: Audio) -> list[tuple[float, float]]:
    """Spans of voice in seconds, 0.2 s wider at both ends than the voice itself. 16 kHz, else ValueError."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    if audio.rate_hz != RATE_HZ:
        raise ValueError(f"{audio.rate_hz} Hz instead of {RATE_HZ} Hz")
    if len(audio.samples) < RATE_HZ // 10:
        return []
    found = get_speech_timestamps(audio.samples, VadOptions(**OPTIONS))
    return [(one["start"] / RATE_HZ, one["end"] / RATE_HZ) for one in found]
