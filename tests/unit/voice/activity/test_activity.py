"""When somebody speaks, by two engines: level and voicing, and a network that the user imports."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import signal
from tests.unit.engines.graphs import write_silero

from visavis.engines.accepting import Acceptance
from visavis.engines.imported import Library, library, use_library
from visavis.engines.importing_onnx import import_onnx
from visavis.kit.errors import Unavailable
from visavis.media.values import Audio
from visavis.voice.activity import ACTIVITY, Span
from visavis.voice.activity.silero import WEIGHTS, SileroActivity
from visavis.voice.speak import SPEAKERS

RATE_HZ = 16_000


@pytest.fixture
def models(tmp_path: Path) -> Iterator[Path]:
    before = library()
    use_library(Library(tmp_path / "models"))
    yield tmp_path / "models"
    use_library(before)


@pytest.fixture(scope="module")
def spoken() -> Audio:
    """A second of silence, a sentence, a second and a half of silence, the sentence again."""
    with SPEAKERS.lease("espeak") as speaker:
        said = speaker.speak("Hello, my name is Jamie and I work as an engineer.", "en").audio
    words = signal.resample_poly(said.samples, 320, 441).astype(np.float32)
    silence = np.zeros(RATE_HZ, np.float32)
    return Audio(np.concatenate([silence, words, silence, silence[:8000], words, silence]), RATE_HZ)


def test_without_weights_silero_says_what_to_do(models: Path) -> None:
    assert ACTIVITY.choose().name == "prosody"
    with pytest.raises(Unavailable, match="visavis models card silero-vad"), ACTIVITY.lease("silero"):
        pass


def test_imported_network_finds_what_is_loud_and_joins_short_gaps(models: Path, tmp_path: Path) -> None:
    import_onnx(write_silero(tmp_path / "a.onnx"), models / "silero-vad" / "a", Acceptance("MIT", "me"))
    loud = np.zeros(RATE_HZ * 3, np.float32)
    for start_s, end_s in ((0.512, 1.024), (1.088, 1.6), (2.0, 2.04), (2.432, 3.0)):
        loud[int(start_s * RATE_HZ) : int(end_s * RATE_HZ)] = 0.5
    assert ACTIVITY.why_not("silero") is None
    activity = SileroActivity()
    spans = activity.find(Audio(loud, RATE_HZ))
    nothing = activity.find(Audio(np.zeros(0, np.float32), RATE_HZ))
    first, last = spans
    assert (first.start_s, first.end_s) == pytest.approx((0.512, 1.6), abs=0.07)
    assert (last.start_s, last.end_s) == pytest.approx((2.432, 3.0), abs=0.033)
    assert nothing == []


def test_embedded_engine_finds_both_sentences(spoken: Audio) -> None:
    with ACTIVITY.lease("prosody") as activity:
        spans = activity.find(spoken)
        with pytest.raises(ValueError, match="16000"):
            activity.find(Audio(spoken.samples, 44_100))
    assert spans[0].start_s == pytest.approx(1.0, abs=0.2)
    pauses = [after.start_s - before.end_s for before, after in pairwise(spans)]
    assert max(pauses) == pytest.approx(1.5, abs=0.4)


@pytest.mark.shared
def test_silero_and_prosody_agree_on_a_sentence(models: Path, shared_data: Path, spoken: Audio) -> None:
    name = next(iter(WEIGHTS.hashes))
    import_onnx(shared_data / "weights" / name, models / "silero-vad" / "a", Acceptance("MIT", "me"))
    with ACTIVITY.lease("prosody") as activity:
        ours = flags(activity.find(spoken), spoken.duration_s)
    theirs = flags(SileroActivity().find(spoken), spoken.duration_s)
    assert (ours == theirs).mean() > 0.9


def flags(spans: list[Span], duration_s: float) -> NDArray[np.bool_]:
    told = np.zeros(round(duration_s * 100), bool)
    for span in spans:
        told[round(span.start_s * 100) : round(span.end_s * 100)] = True
    return told
