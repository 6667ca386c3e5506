"""Sound out of bytes that somebody sent: plain WAV at once, everything else by the decoder in its own process."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from visavis.media.decode import load_audio
from visavis.media.limits import Limits
from visavis.media.sandbox import run_limited
from visavis.media.values import Audio

SOUND_LIMITS = Limits(memory_mb=3072, cpu_s=60, wall_s=90.0)
_PCM = 1


def read_sound(data: bytes, rate_hz: int, longest_s: float = 600.0) -> Audio:
    """The sound of any file that PyAV reads, as mono at ``rate_hz``; WAV of 16 bits keeps its own rate.

    Raises an Unreadable for bytes that are no sound.
    """
    plain = read_pcm(data)
    if plain is not None:
        return Audio(plain.samples[: round(longest_s * plain.rate_hz)], plain.rate_hz)
    return decode_sound(data, rate_hz, longest_s)


def decode_sound(data: bytes, rate_hz: int, longest_s: float = 600.0) -> Audio:
    """The same by the decoder alone, which resamples. Raises an Unreadable."""
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
        path = Path(folder) / "sound"
        path.write_bytes(data)
        return run_limited(load_audio, path, rate_hz, longest_s, limits=SOUND_LIMITS)


def read_pcm(data: bytes) -> Audio | None:
    """A WAV file of 16-bit PCM; None for anything else.

    Sizes in headers aren't believed: a service that streams doesn't know them when it writes the header.
    """
    layout: tuple[int, int, int, int] | None = None
    for name, body in _chunks(data):
        if name == b"fmt " and len(body) >= 16:
            kind, channels, rate_hz, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            layout = (kind, channels, rate_hz, bits)
        elif name == b"data" and layout is not None:
            return _pcm(body, *layout)
    return None


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        return
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _pcm(body: bytes, kind: int, channels: int, rate_hz: int, bits: int) -> Audio | None:
    if kind != _PCM or bits != 16 or channels not in (1, 2) or not 8000 <= rate_hz <= 96_000:
        return None
    values = np.frombuffer(body[: len(body) // (2 * channels) * 2 * channels], "<i2").astype(np.float32) / 32768
    return Audio(np.ascontiguousarray(values.reshape(-1, channels).mean(axis=1), dtype=np.float32), rate_hz)
