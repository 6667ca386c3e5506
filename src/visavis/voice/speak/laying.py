"""Speech laid along a clip's clock."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visavis.media.values import Audio


def lay_speech(said: Sequence[tuple[float, Audio]], duration_s: float) -> Audio:
    """One track of silence with each piece where it begins (seconds); all have one rate. What would run over the next
    piece is cut off there, and what runs over the end makes the track longer. Without any, silence at 22,050 Hz."""
    rate_hz = said[0][1].rate_hz if said else 22_050
    ends_s = max([duration_s, *(start_s + audio.duration_s for start_s, audio in said)])
    track = np.zeros(round(ends_s * rate_hz) + 1, np.float32)
    starts = [round(start_s * rate_hz) for start_s, _ in said]
    for start, end, (_, audio) in zip(starts, [*starts, len(track)][1:], said, strict=True):
        piece = audio.samples[: end - start]
        track[start : start + len(piece)] = piece
    return Audio(track, rate_hz)
