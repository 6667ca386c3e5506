"""Pairs of sound features and mouth controls from many synthetic voices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy import signal

from visavis.kit.text import Language, Text
from visavis.media.values import Audio, Samples
from visavis.studio.talk.engine import FPS
from visavis.studio.talk.motion import frame_count, speech_mouth
from visavis.studio.talk.motion_audio import Features, mel_context
from visavis.studio.talk.motion_mouth import LEAD_S
from visavis.voice.speak.engine import Speech, Voice
from visavis.voice.speak.espeak import Espeak, Recipe
from visavis.voice.visemes import visemes

TRAIN_VOICES = (
    *("f1", "f2", "f4", "f5", "Andrea", "Annie", "aunty", "linda", "Alicia", "shelby", "m1", "m2", "m3", "m5", "m6"),
    *("m7", "Mike", "Michael", "Gene", "Alex", "max", "john", "adam", "edward"),
)
HELD_OUT_VOICES = ("f3", "belinda", "Andy", "m4", "Reed")
_SHIFTS = (0.92, 1.0, 1.0, 1.08, 1.16)


@dataclass(frozen=True)
class Pair:
    """One utterance: features (T, K), controls (T, 6) and whether the lips are shut (T,)."""

    features: Features
    controls: NDArray[np.float32]
    closed: NDArray[np.bool_]


def read_sentences(bank: Path) -> dict[Language, list[str]]:
    """The sentences of the question bank, both languages, in a fixed order."""
    found: dict[Language, list[str]] = {"ko": [], "en": []}
    for path in sorted(bank.glob("*.yaml")):
        track = yaml.safe_load(path.read_text("utf-8"))
        for question in track.get("questions", []):
            for language in found:
                found[language].append(question[language])
    return found


def make_pairs(
    sentences: dict[Language, list[str]], voices: Sequence[str], per_voice: int, seed: int
) -> Iterator[Pair]:
    """``per_voice`` sentences in each language by each voice; pitch, speed, formants, noise and microphone vary."""
    rng = np.random.default_rng(seed)
    speaker = Espeak()
    for variant in voices:
        for language, texts in sentences.items():
            for index in rng.integers(0, len(texts), per_voice):
                speech = speaker.speak_as(_recipe(variant, rng), texts[index], language, float(rng.uniform(0.85, 1.25)))
                yield _pair(speech, rng)
    speaker.close()


def _recipe(variant: str, rng: np.random.Generator) -> Recipe:
    voice = Voice(variant, Text(ko=variant, en=variant), ("ko", "en"), "neutral")
    pitch, width = (int(value) for value in rng.integers([25, 30], [75, 90]))
    return Recipe(voice, variant, pitch, width, 1.0, float(rng.choice(_SHIFTS)), float(rng.uniform(-2, 4)))


def _pair(speech: Speech, rng: np.random.Generator) -> Pair:
    frames = frame_count(speech.audio)
    closed = np.zeros(frames, bool)
    for span in visemes(speech.phones):
        frame = round((span.centre_s - LEAD_S / 2) * FPS)
        if span.name == "PP" and 0 <= frame < frames:
            closed[frame] = True
    heard = Audio(_disturbed(speech.audio.samples, speech.audio.rate_hz, rng), speech.audio.rate_hz)
    return Pair(mel_context(heard, frames), speech_mouth(speech), closed)


def _disturbed(samples: Samples, rate_hz: int, rng: np.random.Generator) -> Samples:
    """A microphone's slope of ±6 dB across the spectrum, a room's noise 20–50 dB down, any volume."""
    slope = float(rng.uniform(-0.35, 0.35))
    x = signal.lfilter([1.0, slope], [1.0], samples.astype(np.float64))
    snr_db = float(rng.uniform(20, 50))
    noise = signal.lfilter([1.0], [1.0, -float(rng.uniform(0, 0.95))], rng.standard_normal(len(x)))
    noise *= np.sqrt((x**2).mean() / (noise**2).mean()) * 10 ** (-snr_db / 20)
    return np.asarray((x + noise) * 10 ** (float(rng.uniform(-20, 6)) / 20), dtype=np.float32)
