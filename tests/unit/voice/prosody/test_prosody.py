from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from visavis.media.values import Audio, Samples
from visavis.voice.prosody import STEP_S, Prosody, read_prosody
from visavis.voice.prosody.activity import spans_of
from visavis.voice.speak import SPEAKERS, Speech

RATE_HZ = 16_000


def tone(f0_hz: float, length_s: float, level: float = 0.2) -> Samples:
    """A vowel-like tone: harmonics that fall by 6 dB an octave."""
    t = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    wave = sum(np.sin(2 * np.pi * f0_hz * k * t) / k for k in range(1, 20))
    return np.asarray(level * wave / np.abs(wave).max(), dtype=np.float32)


def silence(length_s: float) -> Samples:
    return np.zeros(round(length_s * RATE_HZ), np.float32)


def noise(length_s: float, level: float) -> Samples:
    return np.random.default_rng(3).normal(0, level, round(length_s * RATE_HZ)).astype(np.float32)


def chunks(samples: Samples, size_s: float = 10.0) -> Iterator[Audio]:
    size = round(size_s * RATE_HZ)
    for start in range(0, len(samples), size):
        yield Audio(samples[start : start + size], RATE_HZ)


def read(*parts: Samples) -> Prosody:
    return read_prosody(chunks(np.concatenate(parts)))


def resampled(speech: Speech) -> Samples:
    from scipy import signal

    return np.asarray(signal.resample_poly(speech.audio.samples, 320, 441), dtype=np.float32)


def said(text: str, voice: str = "m1") -> Speech:
    with SPEAKERS.lease() as speaker:
        return speaker.speak(text, "ko", voice)


@pytest.mark.parametrize("f0_hz", [80.0, 120.0, 210.0, 330.0])
def test_pitch_of_a_tone_is_its_frequency(f0_hz: float) -> None:
    prosody = read(silence(0.5), tone(f0_hz, 2.0), silence(0.5))
    assert np.nanmedian(prosody.f0_hz) == pytest.approx(f0_hz, rel=0.005)
    assert np.isnan(prosody.f0_hz[:40]).all()


@pytest.mark.parametrize("extra", [0, 40, 80, 120])
def test_pitch_of_a_glide_has_no_holes_and_is_in_time(extra: int) -> None:
    t = np.arange(8 * RATE_HZ + extra) / RATE_HZ
    f0 = 150 * 2 ** (4 / 12 * np.sin(np.pi * t))
    phase = 2 * np.pi * np.cumsum(f0) / RATE_HZ
    prosody = read(np.asarray(0.05 * sum(np.sin(k * phase) / k for k in range(1, 12)), dtype=np.float32))
    true = f0[80::160][: len(prosody.f0_hz)]
    assert np.isnan(prosody.f0_hz[5:-5]).sum() == 0
    assert np.abs(12 * np.log2(prosody.f0_hz / true))[5:-5].max() < 0.05


def test_level_is_relative_to_full_scale() -> None:
    t = np.arange(RATE_HZ * 2) / RATE_HZ
    prosody = read(np.asarray(0.5 * np.sin(2 * np.pi * 200 * t), dtype=np.float32))
    assert np.median(prosody.level_dbfs) == pytest.approx(20 * np.log10(0.5 / np.sqrt(2)), abs=0.1)


def test_speech_is_found_between_silences() -> None:
    prosody = read(silence(1.0), tone(150, 2.0), silence(1.0), tone(150, 1.0), silence(0.5))
    assert [(round(s.start_s, 1), round(s.end_s, 1)) for s in spans_of(prosody.speech)] == [(1.0, 3.0), (4.0, 5.0)]


def test_speech_is_found_in_a_noisy_room() -> None:
    clean = np.concatenate([silence(1.0), tone(150, 2.0, 0.3), silence(1.0)])
    prosody = read(clean + noise(4.0, 0.01))
    spans = spans_of(prosody.speech)
    assert len(spans) == 1
    assert spans[0].start_s == pytest.approx(1.0, abs=0.05)
    assert spans[0].end_s == pytest.approx(3.0, abs=0.05)


@pytest.mark.parametrize(
    "samples",
    [silence(5.0), noise(5.0, 0.1), tone(150, 5.0, 0.0005)],
    ids=["zero", "noise", "faint"],
)
def test_no_speech_is_heard_in_silence_noise_or_a_whisper_of_hum(samples: Samples) -> None:
    prosody = read(samples)
    assert not prosody.speech.any()
    assert len(prosody.nuclei_s) == 0


def test_knocks_are_not_speech() -> None:
    knocks = silence(6.0)
    for at in range(10, 50, 8):
        start = at * RATE_HZ // 10
        knocks[start : start + 300] = 0.8 * noise(1.0, 1.0)[:300].clip(-1, 1)
    prosody = read(knocks, tone(150, 1.0), silence(1.0))
    assert spans_of(prosody.speech)[0].start_s == pytest.approx(6.0, abs=0.05)


def test_clipping_is_found_where_it_is() -> None:
    loud = np.clip(tone(150, 1.0, 0.9) * 3, -1, 1).astype(np.float32)
    prosody = read(tone(150, 1.0, 0.5), loud, tone(150, 1.0, 0.5))
    assert not prosody.clipped[:95].any()
    assert prosody.clipped[105:195].mean() > 0.5
    assert not prosody.clipped[205:].any()


def test_syllables_of_synthetic_korean_are_counted_within_a_fifth() -> None:
    text = "저는 대학에서 컴퓨터 공학을 전공하고 삼 년 동안 웹 서비스를 개발했습니다. 팀에서 결제 시스템을 맡았습니다."
    prosody = read(resampled(said(text)))
    syllables = sum("가" <= sign <= "힣" for sign in text)
    assert len(prosody.nuclei_s) == pytest.approx(syllables, rel=0.2)


def _long_speech() -> Samples:
    """150 s of the same 6 s over and over, a whole number of 10 ms frames each."""
    once = resampled(said("하나를 말하고 둘을 말하고 셋을 말합니다. 그리고 조금 쉬었다가 다시 말합니다."))
    once = once[: len(once) // 160 * 160]
    return np.tile(once, int(np.ceil(150 * RATE_HZ / len(once))))


def test_windows_leave_no_seam() -> None:
    samples = _long_speech()
    prosody = read_prosody(chunks(samples))
    period = len(resampled(said("하나를 말하고 둘을 말하고 셋을 말합니다. 그리고 조금 쉬었다가 다시 말합니다."))) // 160
    assert len(prosody.level_dbfs) == len(samples) // 160
    rounds = prosody.level_dbfs[: len(prosody.level_dbfs) // period * period].reshape(-1, period)
    np.testing.assert_allclose(rounds[1:-1], np.tile(rounds[1], (len(rounds) - 2, 1)), atol=1e-6)
    counts = np.histogram(prosody.nuclei_s, np.arange(1, len(rounds)) * period * STEP_S)[0]
    assert counts.max() - counts.min() <= 1


@pytest.mark.parametrize("size_s", [0.37, 10.0, 500.0])
def test_chunk_length_doesn_t_matter(size_s: float) -> None:
    samples = np.concatenate([silence(0.5), _long_speech()[: 70 * RATE_HZ]])
    reference, other = read_prosody(chunks(samples, 1.0)), read_prosody(chunks(samples, size_s))
    _assert_equal(reference.f0_hz, other.f0_hz)
    _assert_equal(reference.level_dbfs, other.level_dbfs)
    _assert_equal(reference.nuclei_s, other.nuclei_s)


def _assert_equal(a: NDArray[np.float64], b: NDArray[np.float64]) -> None:
    np.testing.assert_array_equal(a, b)


def test_nothing_at_all_is_a_prosody_without_speech() -> None:
    prosody = read_prosody([])
    assert (prosody.duration_s, prosody.speech_s, len(prosody.f0_hz)) == (0.0, 0.0, 0)


@pytest.mark.parametrize("count", [1, 159, 160, 1000])
def test_a_few_samples_are_enough_for_no_error(count: int) -> None:
    assert read(noise(1.0, 0.1)[:count]).speech_s == 0.0


def test_rate_that_isn_t_a_multiple_of_a_hundred_is_refused() -> None:
    with pytest.raises(ValueError, match="22050 Hz"):
        read_prosody([Audio(silence(1.0), 22_050)])
