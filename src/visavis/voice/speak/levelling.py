"""What every engine's sound goes through before it is heard: times laid along it, and one loudness for all."""

from __future__ import annotations

import numpy as np

from visavis.kit.text import Language
from visavis.media.values import Audio
from visavis.voice.speak.aligning import align
from visavis.voice.speak.engine import Speech
from visavis.voice.speak.espeak import LEAD_S, TAIL_S, Espeak
from visavis.voice.speak.finish import CEILING, LOUDNESS_DBFS, active_level_dbfs


def finished(text: str, language: Language, sound: Audio, models: Espeak) -> Speech:
    """The sound with a little silence around it, at −20 dBFS while speaking, with phone and word times."""
    lead, tail = (np.zeros(round(sound.rate_hz * s), np.float32) for s in (LEAD_S, TAIL_S))
    samples = np.concatenate([lead, np.nan_to_num(sound.samples).astype(np.float32), tail])
    level = active_level_dbfs(samples, sound.rate_hz)
    if np.isfinite(level):
        samples = samples * np.float32(10 ** ((LOUDNESS_DBFS - level) / 20))
        samples = np.clip(samples, -CEILING, CEILING)
    return align(text, language, Audio(samples, sound.rate_hz), models)
