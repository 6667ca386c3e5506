"""Silero VAD v5 (MIT) as a second opinion on when somebody speaks, from weights that the user imported."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card
from visavis.engines.catalogue import Published
from visavis.engines.choosing import card_with, chosen
from visavis.engines.onnx import open_imported
from visavis.kit.text import Text
from visavis.media.values import Audio, Samples
from visavis.voice.activity.engine import RATE_HZ, require_rate
from visavis.voice.prosody.activity import Span

KIND = "silero-vad"
STEP = 512
"""Samples that the network reads at once: 32 ms."""
_CONTEXT = 64
_SPEAKS, _STILL_SPEAKS = 0.5, 0.35
"""Chance at which speech begins, and above which it goes on: the makers' own."""
_SHORTEST_SPEECH_S, _SHORTEST_SILENCE_S = 0.10, 0.10

WEIGHTS = Published(
    kind=KIND,
    form="onnx",
    purpose=Text(
        ko="녹음에서 말하는 구간을 찾습니다. 내장 엔진의 두 번째 의견입니다.",
        en="Finds where somebody speaks in a recording: a second opinion beside the embedded engine.",
    ),
    licence_code="MIT",
    licence_weights="MIT",
    non_commercial=False,
    origin="github.com/snakers4/silero-vad (v5)",
    inputs="sound (n, 64 + 512) at 16 kHz, state (2, n, 128), rate",
    outputs="chance of speech (n, 1), state",
    megabytes=2,
    hashes={"silero_vad.onnx": "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3"},
)

CARD = Card(
    name="silero",
    kind="neural",
    good_at=Text(
        ko="소음이 심한 녹음에서도 말하는 구간을 찾습니다.",
        en="Finds speech in noisy recordings too.",
    ),
    licence_code="MIT",
    licence_weights="MIT",
    origin="imported by the user: `visavis models card silero-vad`",
    inputs="16 kHz mono float32 in [-1, 1]",
    outputs="spans in seconds",
)


class SileroActivity:
    """Keeps VoiceActivityEngine. Raises Unavailable where no weights serve."""

    def __init__(self) -> None:
        weights = chosen(KIND)
        self.card = card_with(CARD, weights)
        self._net = open_imported(weights)

    def find(self, audio: Audio) -> list[Span]:
        require_rate(audio)
        return _spans(self.chances(audio.samples), audio.duration_s)

    def chances(self, samples: Samples) -> NDArray[np.float64]:
        """The chance of speech for every 32 ms; what is left over at the end counts as filled up with silence."""
        state, context, chances = np.zeros((2, 1, 128), np.float32), np.zeros(_CONTEXT, np.float32), []
        padded = np.pad(samples.astype(np.float32), (0, -len(samples) % STEP))
        for start in range(0, len(padded), STEP):
            part = padded[start : start + STEP]
            given = {"input": np.concatenate([context, part])[None], "state": state, "sr": np.array(RATE_HZ, np.int64)}
            chance, state = self._net.run(None, given)
            context = part[-_CONTEXT:]
            chances.append(float(chance[0, 0]))
        return np.array(chances)


def _spans(chances: NDArray[np.float64], duration_s: float) -> list[Span]:
    step_s = STEP / RATE_HZ
    found: list[Span] = []
    start: int | None = None
    for index, chance in enumerate([*chances, 0.0]):
        if start is None and chance >= _SPEAKS:
            start = index
        elif start is not None and chance < _STILL_SPEAKS:
            found = _joined(found, Span(start * step_s, min(index * step_s, duration_s)))
            start = None
    return [span for span in found if span.length_s >= _SHORTEST_SPEECH_S]


def _joined(found: list[Span], span: Span) -> list[Span]:
    if found and span.start_s - found[-1].end_s < _SHORTEST_SILENCE_S:
        return [*found[:-1], Span(found[-1].start_s, span.end_s)]
    return [*found, span]
