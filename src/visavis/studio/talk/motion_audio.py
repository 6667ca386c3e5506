"""Motion from sound alone: a log-mel front end and a ridge regression to the mouth controls (lab/lipsync trains it)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
import scipy
from numpy.typing import NDArray

from visavis.media.values import Audio, Samples
from visavis.studio.talk.engine import FPS, MOUTH_CONTROLS, Curve, Motion
from visavis.studio.talk.motion import envelope, frame_count, living
from visavis.studio.talk.motion_life import Values
from visavis.studio.talk.motion_mouth import CLOSED_GAP, GAP_RANGE, LEAD_S, WIDTH_RANGE

Features: TypeAlias = NDArray[np.float32]

RATE_HZ = 16_000
BANDS = 26
CONTEXT = 11
HOP_S = 0.02
"""Context frames are 20 ms apart: 11 of them see 100 ms to either side of the sound that the mouth leads."""
HIDDEN = 1024
_WINDOW_S = 0.025
_BAND_RANGE_HZ = (80.0, 7600.0)
_QUIETEST_DB = -50.0
_REST_LEVEL = 0.04
_REST_S = 0.20
_PHRASE_GAP_S = 0.3


@dataclass(frozen=True)
class Weights:
    """``mean``, ``scale`` (K,) standardise the features; ``inner`` (K, H), ``offset`` (H,) are fixed random directions;
    ``outer`` (K + H + 1, 7) gives the six controls and the chance of closed lips; ``gain``, ``centre`` (6,) restore
    the spread that a regression loses; ``closed_at`` is the chance from which lips are shut."""

    mean: Features
    scale: Features
    inner: Features
    offset: Features
    outer: Features
    gain: Features
    centre: Features
    closed_at: float


def motion_from_audio(audio: Audio, seed: int = 0) -> Motion:
    """What a face does while ``audio`` (any rate and speaker) is heard; ceil(duration · 25) frames.

    Coarser than ``speech_motion``, which knows the phonemes: use it for recorded voices only.
    """
    frames = frame_count(audio)
    level = envelope(audio, frames)
    weights = load_weights()
    predicted = predict(mel_context(audio, frames), weights)
    mouth = _shaped(predicted, level, weights)
    return replace(living(mouth, level, _quiet_starts(level), seed), sound=audio)


@cache
def load_weights() -> Weights:
    """The trained regression that ships with the package."""
    with np.load(Path(__file__).with_name("data") / "lipsync_ridge.npz") as file:
        stored = {name: file[name].astype(np.float32) for name in ("mean", "scale", "outer", "gain", "centre")}
        closed_at = float(file["closed_at"])
    inner, offset = directions(len(stored["mean"]))
    return Weights(inner=inner, offset=offset, closed_at=closed_at, **stored)


def directions(inputs: int) -> tuple[Features, Features]:
    """The fixed random directions (inputs, HIDDEN) and offsets (HIDDEN,) of the hidden tanh features."""
    rng = np.random.Generator(np.random.PCG64(20_2611))
    inner = rng.standard_normal((inputs, HIDDEN)) / np.sqrt(inputs)
    return inner.astype(np.float32), rng.uniform(-1, 1, HIDDEN).astype(np.float32)


def expand(features: Features, weights: Weights) -> Features:
    """Standardised features, their hidden tanh features and a constant: (T, K) to (T, K + HIDDEN + 1)."""
    x = (features - weights.mean) / weights.scale
    hidden = np.tanh(x @ weights.inner * 1.2 + weights.offset)
    return np.asarray(np.concatenate([x, hidden, np.ones((len(x), 1), np.float32)], axis=1))


def predict(features: Features, weights: Weights) -> Values:
    """The six controls and the chance of closed lips, (T, 7)."""
    return np.asarray(expand(features, weights) @ weights.outer, dtype=np.float64)


def mel_context(audio: Audio, frames: int) -> Features:
    """Log-mel frames around each video frame: (frames, CONTEXT · BANDS), in dB / 10 against the loudest speech."""
    samples = _at_16k(audio)
    mel = _log_mel(samples, round(frames / FPS / HOP_S) + CONTEXT)
    centres = np.arange(frames) * round(1 / FPS / HOP_S)
    reach = np.arange(CONTEXT) - CONTEXT // 2 + round(LEAD_S / HOP_S)
    rows = (centres[:, None] + reach).clip(0, len(mel) - 1)
    return np.asarray(mel[rows].reshape(frames, -1), dtype=np.float32)


def _at_16k(audio: Audio) -> Samples:
    if audio.rate_hz == RATE_HZ:
        return audio.samples
    common = int(np.gcd(audio.rate_hz, RATE_HZ))
    return np.asarray(
        scipy.signal.resample_poly(audio.samples, RATE_HZ // common, audio.rate_hz // common), dtype=np.float32
    )


def _log_mel(samples: Samples, count: int) -> Values:
    """(count, BANDS): window k is centred on k · 20 ms; each band loses its own mean over the loud half."""
    size, hop = round(_WINDOW_S * RATE_HZ), round(HOP_S * RATE_HZ)
    padded = np.pad(samples.astype(np.float64), (size // 2, max(0, count * hop + size - len(samples))))
    windows = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop][:count]
    power = np.abs(np.fft.rfft(windows * np.hanning(size), 512)) ** 2
    mel_db = 10 * np.log10(power @ _filters().T + 1e-12)
    total = 10 * np.log10(power.sum(axis=1) + 1e-12)
    loudest = float(np.percentile(total, 95))
    mel_db = np.maximum(mel_db - loudest, _QUIETEST_DB)
    loud = total > loudest - 25
    typical = mel_db[loud].mean(axis=0) if loud.any() else 0.0
    return np.asarray((mel_db - 0.5 * typical) / 10)


@cache
def _filters() -> Values:
    """Triangular mel filters (BANDS, 257) of unit sum (O'Shaughnessy's mel scale)."""
    low, high = (2595 * np.log10(1 + hz / 700) for hz in _BAND_RANGE_HZ)
    edges = 700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1)
    hz = np.fft.rfftfreq(512, 1 / RATE_HZ)
    rise = (hz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    fall = (edges[2:, None] - hz) / (edges[2:] - edges[1:-1])[:, None]
    filters = np.minimum(rise, fall).clip(0)
    return np.asarray(filters / np.maximum(filters.sum(axis=1, keepdims=True), 1e-9))


def _shaped(predicted: Values, level: Values, weights: Weights) -> Curve:
    """Controls with their natural spread, shut lips where they are likely shut, and rest in silence."""
    controls = (predicted[:, :6] - weights.centre) * weights.gain + weights.centre
    rest = _resting(level)
    controls *= (1 - scipy.ndimage.gaussian_filter1d(rest.astype(np.float64), 1.2))[:, None]
    gap, width = MOUTH_CONTROLS.index("gap"), MOUTH_CONTROLS.index("wid")
    controls[:, gap] = controls[:, gap].clip(max(GAP_RANGE[0], 0.0), GAP_RANGE[1])
    controls[:, width] = controls[:, width].clip(*WIDTH_RANGE)
    closed = _peaks(predicted[:, 6], weights.closed_at) & ~rest
    controls[closed, gap] = CLOSED_GAP
    return controls.astype(np.float32)


def _resting(level: Values) -> NDArray[np.bool_]:
    """Silences of 0.2 s or more: shorter ones are closures within speech."""
    quiet = level < _REST_LEVEL
    labels, count = scipy.ndimage.label(quiet)
    sizes = np.concatenate([[0.0], np.atleast_1d(scipy.ndimage.sum_labels(quiet, labels, np.arange(1, count + 1)))])
    return np.asarray(sizes[labels] >= _REST_S * FPS)


def _peaks(chance: Values, least: float) -> NDArray[np.bool_]:
    higher = (chance >= np.roll(chance, 1)) & (chance >= np.roll(chance, -1))
    return np.asarray(higher & (chance >= least))


def _quiet_starts(level: Values) -> list[float]:
    """When the pauses begin, in seconds."""
    quiet = np.concatenate([[False], level < _REST_LEVEL, [False]]).astype(np.int8)
    edges = np.flatnonzero(np.diff(quiet))
    spans = zip(edges[::2], edges[1::2], strict=True)
    return [int(start) / FPS for start, end in spans if start > 0 and (end - start) / FPS >= _PHRASE_GAP_S]
