"""The mel spectrogram that Wav2Lip hears."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from visavis.media.values import Audio
from visavis.voice.mel import LOUDEST, RATE_HZ, mel_of, mel_windows


def _hum(duration_s: float, hz: float = 440.0, rate_hz: int = RATE_HZ) -> Audio:
    times = np.arange(round(duration_s * rate_hz)) / rate_hz
    return Audio((0.3 * np.sin(2 * np.pi * hz * times)).astype(np.float32), rate_hz)


@pytest.mark.shared
def test_spectrogram_equals_that_of_the_official_front_end(shared_data: Path) -> None:
    golden = np.load(shared_data.parent / "golden" / "wav2lip_mel.npz")
    made = mel_of(Audio(golden["wav"], RATE_HZ))

    assert made.shape == golden["mel"].shape
    assert np.abs(made - golden["mel"]).max() <= 1e-3


def test_higher_tone_is_heard_in_a_higher_band() -> None:
    bands = [int(mel_of(_hum(0.5, hz))[:, 20].argmax()) for hz in (150, 440, 1200, 4000)]
    assert bands == sorted(set(bands))


def test_other_rate_gives_nearly_the_same() -> None:
    one, other = mel_of(_hum(0.5)), mel_of(_hum(0.5, rate_hz=44_100))
    assert one.shape == other.shape
    loudest = one[:, 20].argmax()
    assert abs(one[loudest, 20] - other[loudest, 20]) < 0.01


def test_long_sound_is_the_same_as_in_one_piece() -> None:
    rng = np.random.default_rng(3)
    noise = (0.1 * rng.standard_normal(RATE_HZ * 60)).astype(np.float32)
    whole, head = mel_of(Audio(noise, RATE_HZ)), mel_of(Audio(noise[: RATE_HZ * 52], RATE_HZ))
    assert np.array_equal(whole[:, : head.shape[1] - 4], head[:, :-4])


@pytest.mark.parametrize("samples", [0, 1, 60, 3000])
def test_very_short_sound_still_gives_windows(samples: int) -> None:
    mel = mel_of(Audio(np.zeros(samples, np.float32), RATE_HZ))
    windows = mel_windows(mel, range(3), 25)
    assert windows.shape == (3, 80, 16)
    assert (windows == -LOUDEST).all()


def test_windows_move_with_the_pictures_and_stay_inside_the_sound() -> None:
    mel = np.tile(np.arange(80, dtype=np.float32), (80, 1))
    windows = mel_windows(mel, range(30), 25)
    assert windows[:, 0, 0].tolist() == [min(int(i * 3.2), 64) for i in range(30)]
