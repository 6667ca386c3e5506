"""Every file that isn't what it should be is refused with a message that says what to do."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.unit.media import samples

from visavis.media.decode import load_audio, read_frames
from visavis.media.errors import CutOff, EmptyFile, NoPicture, NoSound, NotMedia, TooHeavy, Unreadable
from visavis.media.image import NotAPicture, decode_image
from visavis.media.limits import Limits
from visavis.media.probe import probe, spell_duration


def test_probe_of_an_empty_file_says_it_is_empty(tmp_path: Path) -> None:
    file = tmp_path / "a.mp4"
    file.touch()
    with pytest.raises(EmptyFile):
        probe(file)


def test_probe_of_renamed_text_says_it_is_no_media(tmp_path: Path) -> None:
    file = tmp_path / "holiday.mp4"
    file.write_text("dear diary")
    with pytest.raises(NotMedia) as caught:
        probe(file)
    assert "MP4" in caught.value.message.ko


def test_probe_of_a_playlist_never_opens_what_it_names(tmp_path: Path) -> None:
    secret = samples.write_mp4(tmp_path / "secret.mp4")
    for text in (f"ffconcat version 1.0\nfile {secret.name}\n", f"#EXTM3U\n#EXTINF:2,\n{secret}\n"):
        file = tmp_path / "list.mp4"
        file.write_text(text)
        with pytest.raises(NotMedia):
            probe(file)


def test_probe_of_a_zip_bomb_named_mp4_says_it_is_no_media(tmp_path: Path) -> None:
    file = tmp_path / "bomb.mp4"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("zeros", b"\0" * 20_000_000)
    with pytest.raises(NotMedia):
        probe(file)


def test_probe_of_an_mp4_cut_before_its_index_says_it_is_cut_off(tmp_path: Path) -> None:
    whole = samples.write_mp4(tmp_path / "whole.mp4").read_bytes()
    file = tmp_path / "cut.mp4"
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CutOff):
        probe(file)


def test_frames_of_a_webm_cut_in_the_middle_are_kept_up_to_the_cut(tmp_path: Path) -> None:
    whole = samples.browser_webm(4.0)
    file = tmp_path / "cut.webm"
    file.write_bytes(whole[: len(whole) // 2])
    times = [frame.time_s for frame in read_frames(file)]
    assert 10 < len(times) < 100


def test_frames_of_a_sound_only_file_say_there_is_no_picture(tmp_path: Path) -> None:
    file = samples.write_sound(tmp_path / "a.m4a")
    assert probe(file).video is None
    with pytest.raises(NoPicture):
        next(read_frames(file))


def test_audio_of_a_silent_film_says_there_is_no_sound(tmp_path: Path) -> None:
    file = samples.write_mp4(tmp_path / "a.mp4", sound=False)
    assert probe(file).audio is None
    with pytest.raises(NoSound):
        load_audio(file)


def test_probe_of_a_video_beyond_the_limits_says_how_far(tmp_path: Path) -> None:
    file = samples.write_mp4(tmp_path / "a.mp4")
    with pytest.raises(TooHeavy, match="320×240"):
        probe(file, Limits(video_side_px=200))
    with pytest.raises(TooHeavy, match="too long"):
        probe(file, Limits(duration_s=1.0))


def test_a_video_of_three_hours_is_taken_and_one_of_five_is_told_to_be_split(tmp_path: Path) -> None:
    three = probe(samples.write_slides(tmp_path / "3h.mp4", every_s=600.0, count=19))
    assert three.duration_s == pytest.approx(3 * 3600, abs=1)
    with pytest.raises(TooHeavy, match=r"too long \(5 h") as caught:
        probe(samples.write_slides(tmp_path / "5h.mp4", every_s=600.0, count=31))
    assert "나누어" in caught.value.message.ko
    assert "at most 4 h." in caught.value.message.en


@pytest.mark.parametrize(
    ("seconds", "ko", "en"),
    [
        (120, "2분", "2 min"),
        (125, "2분 5초", "2 min 5 s"),
        (59, "59초", "59 s"),
        (3600, "1시간", "1 h"),
        (4 * 3600 + 1, "4시간 1분", "4 h 1 min"),
        (0, "0초", "0 s"),
    ],
)
def test_lengths_are_spelled_so_that_a_little_too_long_is_longer_than_the_limit(seconds: int, ko: str, en: str) -> None:
    told = spell_duration(seconds)
    assert (told.ko, told.en) == (ko, en)


def test_a_clip_a_moment_over_two_minutes_is_told_in_minutes(tmp_path: Path) -> None:
    with pytest.raises(TooHeavy) as caught:
        probe(samples.write_slides(tmp_path / "long.mp4", every_s=60.5, count=3), Limits(duration_s=120.0))
    assert re.search(
        r"too long \([23] min( \d+ s)?\)\. Split it into parts of at most 2 min\.", caught.value.message.en
    )
    assert "2분 이하" in caught.value.message.ko


@pytest.mark.parametrize("seed", range(40))
def test_probe_of_damaged_bytes_is_refused_or_read_and_never_crashes(tmp_path: Path, seed: int) -> None:
    source = samples.browser_webm(0.4) if seed % 2 else samples.write_mp4(tmp_path / "a.mp4", 0.4).read_bytes()
    data = np.frombuffer(source, np.uint8).copy()
    rng = np.random.default_rng(seed)
    data[rng.integers(16, len(data), 60)] = rng.integers(0, 256, 60)
    file = tmp_path / "damaged"
    file.write_bytes(data.tobytes())
    with suppress(Unreadable):
        assert probe(file).container in ("mp4", "webm")
        list(read_frames(file))


def test_decode_image_of_text_says_it_is_no_picture() -> None:
    with pytest.raises(NotAPicture):
        decode_image(b"not a picture at all")


def test_decode_image_refuses_a_huge_picture_by_its_header() -> None:
    data = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(data, "PNG")
    with pytest.raises(TooHeavy, match="20000×20000"):
        decode_image(data.getvalue())


def test_decode_image_of_a_cut_jpeg_is_refused() -> None:
    data = io.BytesIO()
    Image.fromarray(samples.picture(0)).save(data, "JPEG")
    with pytest.raises(NotAPicture):
        decode_image(data.getvalue()[:600])
