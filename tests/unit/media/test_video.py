"""Recordings are read by true time, and made seekable without losing anything."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.unit.media import samples

from visavis.media.decode import load_audio, read_audio, read_frames
from visavis.media.encode import stream_clip, wav_bytes, write_clip
from visavis.media.probe import probe
from visavis.media.remux import join_takes, remux_seekable
from visavis.media.values import RGB, Audio


def _first_sound_s(samples_: np.ndarray[tuple[int], np.dtype[np.float32]], rate_hz: int) -> float:
    return float(np.argmax(np.abs(samples_) > 0.2) / rate_hz)


@pytest.fixture
def webm(tmp_path: Path) -> Path:
    file = tmp_path / "browser.webm"
    file.write_bytes(samples.browser_webm())
    return file


def test_probe_finds_the_duration_of_a_browser_recording_that_states_none(webm: Path) -> None:
    found = probe(webm)
    assert found.container == "webm"
    assert found.duration_s == pytest.approx(2.0, abs=0.05)
    assert found.video is not None
    assert (found.video.width, found.video.height) == (320, 240)


def test_remux_gives_a_seekable_file_with_the_right_duration(webm: Path, tmp_path: Path) -> None:
    out = tmp_path / "seekable.webm"
    found = remux_seekable(webm, out)
    assert found.duration_s == pytest.approx(2.0, abs=0.05)
    assert b"\x1c\x53\xbb\x6b" in out.read_bytes()  # the Cues element: Matroska's index
    assert len(list(read_frames(out))) == 50
    assert next(frame.time_s for frame in read_frames(out, start_s=1.5)) == pytest.approx(1.5, abs=0.06)


def test_join_of_two_takes_keeps_every_frame_and_marks_the_seam(webm: Path, tmp_path: Path) -> None:
    out = tmp_path / "joined.webm"
    gaps = join_takes([webm, webm], out)
    assert [gap.at_s for gap in gaps] == pytest.approx([2.0], abs=0.05)
    assert len(list(read_frames(out))) == 100
    assert load_audio(out).duration_s == pytest.approx(4.0, abs=0.06)


def test_join_of_takes_from_different_browsers_gives_one_mp4(webm: Path, tmp_path: Path) -> None:
    mp4 = samples.write_mp4(tmp_path / "safari.mp4", width=240, height=320)
    out = tmp_path / "joined.mp4"
    gaps = join_takes([webm, mp4], out)
    assert len(gaps) == 1
    assert probe(out).duration_s == pytest.approx(4.0, abs=0.1)


def test_join_skips_a_take_that_holds_nothing(webm: Path, tmp_path: Path) -> None:
    stub = tmp_path / "stub.webm"
    stub.write_bytes(webm.read_bytes()[:100])
    assert join_takes([stub, webm], tmp_path / "out.webm") == []


def test_hevc_of_a_phone_held_upright_is_turned(tmp_path: Path) -> None:
    file = samples.write_hevc_of_a_phone(tmp_path / "phone.mov")
    found = probe(file).video
    assert found is not None
    assert (found.codec, found.width, found.height, found.rotation_deg % 180) == ("hevc", 240, 320, 90)
    frames = list(read_frames(file))
    assert [frame.image.shape for frame in frames] == [(320, 240, 3)] * 6
    lying_bar = frames[0].image[:, -10:, 0]  # at the top of the picture as it was coded, clockwise to the right
    assert lying_bar.mean() > 200 > frames[0].image[:, :200, 0].mean() + 100


@pytest.mark.parametrize("name", ["phone.mp4", "browser.webm"])
def test_a_file_that_claims_120_frames_a_second_is_read_by_its_true_times(tmp_path: Path, name: str) -> None:
    file = samples.write_slides(tmp_path / name, every_s=0.05, count=20)
    assert [frame.time_s for frame in read_frames(file)] == pytest.approx([n * 0.05 for n in range(20)], abs=0.002)


def test_a_picture_in_4k_is_read_at_the_size_that_is_asked_for(tmp_path: Path) -> None:
    file = samples.write_slides(tmp_path / "4k.mp4", every_s=0.04, count=3, width=3840, height=2160)
    found = probe(file).video
    assert found is not None
    assert (found.width, found.height) == (3840, 2160)
    assert [frame.image.shape for frame in read_frames(file, max_side_px=1920)] == [(1080, 1920, 3)] * 3


def test_frames_can_be_limited_in_size_and_time(tmp_path: Path) -> None:
    file = samples.write_mp4(tmp_path / "a.mp4")
    frames = list(read_frames(file, max_side_px=160, stop_s=1.0))
    assert len(frames) == 25
    assert frames[0].image.shape == (120, 160, 3)


def test_audio_in_chunks_is_the_same_as_in_one(webm: Path) -> None:
    chunks = [chunk.samples for chunk in read_audio(webm, chunk_s=0.3)]
    assert np.array_equal(np.concatenate(chunks), load_audio(webm).samples)


def test_a_hole_of_hours_in_the_sound_is_silence_that_fills_no_memory(tmp_path: Path) -> None:
    file = samples.write_sound(tmp_path / "a.m4a", hole_s=7200.0)
    tracemalloc.start()
    heard_s = sum(chunk.duration_s for chunk in read_audio(file))
    _, most_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert heard_s == pytest.approx(7202, abs=0.2)
    assert most_bytes < 20_000_000


def test_write_clip_keeps_picture_and_sound_together(tmp_path: Path) -> None:
    sound = np.zeros(44_100, np.float32)
    sound[22_050:] = samples.tone(1.0, 22_050)
    out = tmp_path / "clip.mp4"
    write_clip(out, (samples.picture(i) for i in range(50)), Audio(sound, 22_050))
    found = probe(out)
    assert found.duration_s == pytest.approx(2.0, abs=0.03)
    heard = load_audio(out)
    assert _first_sound_s(heard.samples, heard.rate_hz) == pytest.approx(1.0, abs=0.01)
    assert not list(tmp_path.glob("*.part"))


def test_stream_clip_starts_before_the_end_is_made_and_stays_in_time(tmp_path: Path) -> None:
    sound = np.zeros(44_100, np.float32)
    sound[22_050:] = samples.tone(1.0, 22_050)
    made: list[int] = []

    def frames() -> Iterator[RGB]:
        for index in range(50):
            made.append(index)
            yield samples.picture(index)

    stream = stream_clip(frames(), Audio(sound, 22_050))
    first = next(stream)
    assert len(made) < 20
    out = tmp_path / "stream.mp4"
    out.write_bytes(first + b"".join(stream))
    heard = load_audio(out)
    assert _first_sound_s(heard.samples, heard.rate_hz) == pytest.approx(1.0, abs=0.01)
    assert [frame.time_s for frame in read_frames(out)] == pytest.approx([index / 25 for index in range(50)])


def test_write_clip_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def frames() -> Iterator[RGB]:
        yield samples.picture(0)
        raise RuntimeError("renderer broke")

    with pytest.raises(RuntimeError):
        write_clip(tmp_path / "clip.mp4", frames(), None)
    assert list(tmp_path.iterdir()) == []


def test_wav_bytes_are_read_back_by_the_decoder(tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    file.write_bytes(wav_bytes(Audio(samples.tone(1.0, 16_000), 16_000)))
    assert load_audio(file).samples == pytest.approx(samples.tone(1.0, 16_000), abs=1e-3)
