from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from scipy import signal

from visavis.kit.text import Language
from visavis.media.values import Audio, Samples
from visavis.observe.delivery import observe_delivery
from visavis.observe.delivery.terms import ALL
from visavis.observe.values import Event, Measure, Observation, Track
from visavis.voice.speak import SPEAKERS

RATE_HZ = 16_000
ANSWER = {
    "ko": "저는 대학에서 컴퓨터 공학을 전공했습니다. "
    "삼 년 동안 웹 서비스를 만들었습니다. 팀에서 결제 시스템을 맡았습니다.",
    "en": "I studied computer science at university. "
    "For three years I built web services. I was in charge of payments.",
}


def speech(language: Language = "ko", voice: str = "f1", text: str | None = None, rate: float = 1.0) -> Samples:
    with SPEAKERS.lease() as speaker:
        said = speaker.speak(text or ANSWER[language], language, voice, rate)
    return np.asarray(signal.resample_poly(said.audio.samples, 320, 441), dtype=np.float32)


def silence(length_s: float) -> Samples:
    return np.zeros(round(length_s * RATE_HZ), np.float32)


def observe(*parts: Samples, question_end_s: float | None = None, language: Language | None = None) -> Observation:
    def chunks() -> Iterator[Audio]:
        samples = np.concatenate(parts)
        for start in range(0, len(samples), 10 * RATE_HZ):
            yield Audio(samples[start : start + 10 * RATE_HZ], RATE_HZ)

    return observe_delivery(chunks(), question_end_s, language)


def measure(found: Observation, key: str) -> Measure:
    return next(m for m in found.measures if m.key == f"voice.{key}")


def value(found: Observation, key: str) -> float:
    number = measure(found, key).value
    assert number is not None
    return number


def events(found: Observation, key: str) -> list[Event]:
    return [event for event in found.events if event.key == f"voice.{key}"]


def track(found: Observation, key: str) -> Track:
    return next(t for t in found.tracks if t.key == f"voice.{key}")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_measure_of_a_spoken_answer_has_a_value(language: Language) -> None:
    found = observe(silence(0.8), speech(language), silence(0.5), question_end_s=0.0)
    assert [m.key for m in found.measures] == [term.key for term in ALL]
    assert [m.key for m in found.measures if m.value is None] == []
    assert all(0 < m.confidence <= 1 for m in found.measures)


@pytest.mark.parametrize(
    ("samples", "says"),
    [(silence(0.0), "no sound"), (silence(5.0), "no speech"), (speech(text="네")[: RATE_HZ // 2], "less than 1 s")],
    ids=["nothing", "silent", "too short"],
)
def test_without_speech_nothing_is_measured_and_the_reason_given(samples: Samples, says: str) -> None:
    found = observe(samples)
    assert {m.value for m in found.measures} == {None}
    assert all(m.why_not is not None and says in m.why_not.en for m in found.measures)
    assert found.events == ()


def test_response_delay_counts_from_the_end_of_the_question() -> None:
    answer = speech()
    assert value(observe(silence(2.0), answer, question_end_s=0.5), "response_delay") == pytest.approx(1.62, abs=0.06)
    assert measure(observe(silence(2.0), answer), "response_delay").value is None
    before = measure(observe(answer, question_end_s=0.6), "response_delay")
    assert before.why_not is not None
    assert "begun before" in before.why_not.en


def test_long_pause_is_counted_and_shown_and_left_out_of_the_answer_length() -> None:
    one, pause_s = speech(), 2.5
    single, double = observe(one), observe(one, silence(pause_s), one)
    assert len(events(double, "long_pause")) == len(events(single, "long_pause")) + 1
    assert value(double, "longest_pause") == pytest.approx(pause_s, abs=0.6)
    assert value(double, "answer_length") == pytest.approx(2 * value(single, "answer_length"), abs=0.2)
    assert value(double, "speech_span") > value(double, "answer_length") + pause_s


def tone(f0_hz: Samples) -> Samples:
    phase = 2 * np.pi * np.cumsum(f0_hz) / RATE_HZ
    return np.asarray(0.05 * sum(np.sin(k * phase) / k for k in range(1, 12)), dtype=np.float32)


def test_pitch_figures_follow_the_melody() -> None:
    t = np.arange(8 * RATE_HZ) / RATE_HZ
    melody = np.sin(2 * np.pi * 0.5 * t)
    flat, lively = (observe(tone(150 * 2 ** (size / 12 * melody))) for size in (1.0, 4.0))
    assert value(flat, "pitch_variation") == pytest.approx(1.0 / np.sqrt(2), rel=0.05)
    assert value(lively, "pitch_variation") == pytest.approx(4.0 / np.sqrt(2), rel=0.05)
    assert value(flat, "pitch_mean") == pytest.approx(150, rel=0.02)
    assert value(flat, "pitch_quotient") < 0.11 < value(lively, "pitch_quotient") < 0.235


def test_fast_speech_has_the_higher_rate() -> None:
    slow, fast = (observe(speech(voice="m1", rate=rate)) for rate in (0.75, 1.3))
    assert value(fast, "syllable_rate") > 1.4 * value(slow, "syllable_rate")
    assert value(fast, "articulation_rate") > 1.3 * value(slow, "articulation_rate")


def test_end_that_fades_is_called_trailing_off() -> None:
    text = "저는 이 회사에서 오래 일하고 싶습니다"
    whole = speech(text=text, voice="m1")
    faded = whole.copy()
    start = len(faded) - round(1.0 * RATE_HZ)
    faded[start:] *= np.linspace(1.0, 0.05, len(faded) - start, dtype=np.float32) ** 1.5
    pause = silence(0.6)
    assert value(observe(faded, pause, faded, pause, faded), "trailing_off") == 1.0
    assert value(observe(whole, pause, whole, pause, whole), "trailing_off") == 0.0
    assert len(events(observe(faded, pause, faded), "trailing_off")) == 2


def test_emphasis_is_where_pitch_and_level_rise_together() -> None:
    t = np.arange(round(3.0 * RATE_HZ)) / RATE_HZ
    raised = np.exp(-(((t - 1.5) / 0.12) ** 2))
    f0 = 120 * 2 ** (5 / 12 * raised)
    phase = 2 * np.pi * np.cumsum(f0) / RATE_HZ
    syllables = 0.15 + 0.85 * np.sin(np.pi * ((t * 4) % 1)) ** 2
    voice = np.asarray(sum(np.sin(k * phase) / k for k in range(1, 12)))
    samples = (0.06 * voice * syllables * (1 + 1.2 * raised)).astype(np.float32)
    found = events(observe(silence(0.3), samples, silence(0.3)), "emphasis")
    assert len(found) == 1
    assert (found[0].start_s + found[0].end_s) / 2 == pytest.approx(1.8, abs=0.15)


def test_clipped_answer_is_reported() -> None:
    loud = (speech() * 12).clip(-1, 1).astype(np.float32)
    assert value(observe(loud), "clipping") > 0.1
    assert events(observe(loud), "clipping")
    assert value(observe(speech()), "clipping") == 0.0


def test_quiet_recording_gives_the_same_figures_as_a_loud_one() -> None:
    loud, soft = observe(speech()), observe((speech() * 0.1).astype(np.float32))
    for key in ("loudness_range", "pitch_mean", "syllable_rate", "speaking_share", "phrase_end_drop"):
        assert value(soft, key) == pytest.approx(value(loud, key), rel=0.02)


def test_noise_lowers_the_confidence() -> None:
    answer = np.concatenate([speech(), silence(1.0)])
    noise = np.random.default_rng(1).normal(0, 0.02, len(answer)).astype(np.float32)
    assert measure(observe(answer + noise), "answer_length").confidence < 0.8
    assert measure(observe(answer), "answer_length").confidence == 1.0


def test_tracks_have_ten_values_a_second() -> None:
    samples = np.concatenate([silence(1.0), speech()])
    found = observe(samples)
    for one in found.tracks:
        assert len(one.times_s) == len(one.values) == len(samples) // 1600
        assert np.allclose(np.diff(one.times_s), 0.1)
    assert (track(found, "speaking").values[:9] == 0).all()
    assert np.isnan(track(found, "pitch").values[:9]).all()
    assert np.nanmedian(track(found, "pitch").values) == pytest.approx(0.0, abs=0.5)


def test_pace_norm_is_given_for_korean_only() -> None:
    korean, english = (observe(speech(), language=language) for language in ("ko", "en"))
    norm = measure(korean, "syllable_rate").norm
    assert norm is not None
    assert (norm.low, norm.high) == (270, 390)
    assert measure(english, "syllable_rate").norm is None
