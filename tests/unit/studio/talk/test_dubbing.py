"""A film whose lips follow another sound: length, pace, sound, and what must stay as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice
from pathlib import Path

import av
import numpy as np
import pytest
from tests.unit.studio.talk.tiny_wav2lip import import_tiny_wav2lip

from visavis.engines.choosing import chosen
from visavis.engines.imported import Library, library, use_library
from visavis.kit.errors import Invalid
from visavis.media.decode import load_audio, read_frames
from visavis.media.encode import write_clip, write_wav
from visavis.media.errors import NoPicture
from visavis.media.image import resize
from visavis.media.probe import probe
from visavis.media.provenance import Maker
from visavis.media.values import RGB, Audio
from visavis.studio.talk import LIPS, LipEngine
from visavis.studio.talk.dubbing import NobodyInFilm, NothingHeard, dub, paced

RATE_HZ = 16_000


@pytest.fixture(scope="module")
def lips(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LipEngine]:
    before = library()
    models = tmp_path_factory.mktemp("models")
    use_library(Library(models))
    import_tiny_wav2lip(models)
    engine: LipEngine = LIPS.entries["wav2lip"].load()
    assert chosen("wav2lip").name == "tiny"
    yield engine
    use_library(before)


@pytest.fixture(scope="module")
def small(photo: RGB) -> RGB:
    return resize(photo, 192, 192)


def hum(duration_s: float) -> Audio:
    times = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    return Audio((0.3 * np.sin(2 * np.pi * 300 * times)).astype(np.float32), RATE_HZ)


def film(path: Path, frames: Iterable[RGB], fps: int = 25) -> Path:
    write_clip(path, iter(frames), None, fps)
    return path


def pictures(path: Path) -> list[RGB]:
    return [frame.image for frame in read_frames(path)]


@pytest.mark.parametrize(("fps", "duration_s"), [(25, 0.4), (30, 0.5), (12, 1.0)])
def test_clip_is_as_long_as_the_sound_and_as_fast_as_the_film(
    lips: LipEngine, small: RGB, tmp_path: Path, fps: int, duration_s: float
) -> None:
    source = film(tmp_path / "a.mp4", [small] * round(fps * 1.5), fps)
    heard: list[float] = []
    made = dub(lips, source, hum(duration_s), tmp_path / "b.mp4", "en", heard.append)

    found = probe(tmp_path / "b.mp4")
    assert found.video is not None
    assert (found.video.width, found.video.height) == made.size_px == (192, 192)
    assert (made.fps, made.frames, made.faceless) == (fps, round(fps * duration_s), 0)
    assert len(pictures(tmp_path / "b.mp4")) == made.frames
    assert found.duration_s == pytest.approx(duration_s, abs=0.08)
    assert load_audio(tmp_path / "b.mp4").duration_s == pytest.approx(duration_s, abs=0.08)
    assert heard[-1] == 1.0
    assert made.makers == (Maker("wav2lip", lips.weights_sha256),)


def test_only_the_face_of_those_pictures_that_have_one_is_other_than_filmed(
    lips: LipEngine, small: RGB, tmp_path: Path
) -> None:
    empty = np.full_like(small, 100)
    source = film(tmp_path / "a.mp4", [small] * 4 + [empty] * 4 + [small] * 2)
    made = dub(lips, source, hum(0.4), tmp_path / "b.mp4")
    before, after = pictures(source), pictures(tmp_path / "b.mp4")

    assert made.faceless == 4
    gaps = [float(np.abs(a.astype(int) - b).mean()) for a, b in zip(before, after, strict=True)]
    assert max(gaps[4:8]) < 1.0 < min(gaps[:4])
    assert max(np.abs(a.astype(int) - b)[:60].mean() for a, b in zip(before, after, strict=True)) < 1.5


def test_label_is_in_the_picture(lips: LipEngine, small: RGB, tmp_path: Path) -> None:
    source = film(tmp_path / "a.mp4", [small] * 3)
    corners = []
    for label in (None, "ko"):
        dub(lips, source, hum(0.1), tmp_path / "b.mp4", "ko" if label else None)
        corners.append(pictures(tmp_path / "b.mp4")[0][-30:, :80].astype(int))
    assert np.abs(corners[0] - corners[1]).max() > 60


def test_shorter_film_begins_again(small: RGB, tmp_path: Path) -> None:
    shades = [np.full_like(small, 40 * number) for number in range(1, 5)]
    source = film(tmp_path / "a.mp4", shades)
    told = [round(float(image.mean()) / 40) for image in paced(source, 25, 10)]
    assert told == [1, 2, 3, 4, 1, 2, 3, 4, 1, 2]


def _filmed(path: Path, pictures: list[tuple[RGB, int]], pix_fmt: str = "yuv420p") -> Path:
    """A film of pictures with their times, in steps of 40 ms."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=25)
        stream.height, stream.width = pictures[0][0].shape[:2]
        stream.pix_fmt = pix_fmt
        for picture, step in pictures:
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = step, Fraction(1, 25)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return path


def test_uneven_times_of_a_film_are_kept(tmp_path: Path) -> None:
    """A phone's film: the second picture comes after 40 ms, the third only after 200 ms."""
    shades = [(np.full((64, 64, 3), shade, np.uint8), step) for shade, step in ((40, 0), (120, 1), (200, 5))]
    told = [round(float(image.mean()) / 40) for image in paced(_filmed(tmp_path / "a.mp4", shades), 25, 6)]
    assert told == [1, 3, 3, 3, 3, 5]


def test_film_of_odd_sides_is_made_even(tmp_path: Path) -> None:
    odd = [(np.full((65, 49, 3), 90, np.uint8), step) for step in range(3)]
    source = _filmed(tmp_path / "a.mp4", odd, "yuv444p")
    assert {image.shape for image in paced(source, 25, 5)} == {(64, 48, 3)}


def test_film_is_read_no_further_than_needed(lips: LipEngine, small: RGB, tmp_path: Path) -> None:
    source = film(tmp_path / "a.mp4", [small] * 60)
    stream = lips.repaint(paced(source, 25, 10_000), hum(1.0), 25)
    assert len(list(islice(stream, 3))) == 3
    stream.close()  # type: ignore[attr-defined]


def test_film_without_anybody_is_refused_and_leaves_no_file(lips: LipEngine, small: RGB, tmp_path: Path) -> None:
    source = film(tmp_path / "a.mp4", [np.full_like(small, 100)] * 6)
    with pytest.raises(NobodyInFilm):
        dub(lips, source, hum(0.2), tmp_path / "b.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


def test_empty_sound_is_refused(lips: LipEngine, small: RGB, tmp_path: Path) -> None:
    source = film(tmp_path / "a.mp4", [small] * 2)
    with pytest.raises(NothingHeard):
        dub(lips, source, Audio(np.zeros(0, np.float32), RATE_HZ), tmp_path / "b.mp4")


@pytest.mark.parametrize("content", [b"", b"\x00\x00\x00\x18ftypmp42 and then nothing"])
def test_broken_film_is_refused(lips: LipEngine, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.mp4").write_bytes(content)
    with pytest.raises(Invalid):
        dub(lips, tmp_path / "a.mp4", hum(0.2), tmp_path / "b.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


def test_sound_alone_is_no_film(lips: LipEngine, tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", hum(0.3))
    with pytest.raises(NoPicture):
        dub(lips, tmp_path / "a.wav", hum(0.2), tmp_path / "b.mp4")


@pytest.mark.shared
@pytest.mark.parametrize("name", ["pyfeat_face_noface.mov", "grid/bbaf2n.mpg", "latentsync_demo1.mp4"])
def test_real_films_are_dubbed(lips: LipEngine, shared_data: Path, tmp_path: Path, name: str) -> None:
    source = shared_data / "clips" / name
    made = dub(lips, source, hum(1.2), tmp_path / "b.mp4", "en")
    video = probe(source).video
    assert video is not None
    assert made.faceless < made.frames // 2
    assert made.size_px == (video.width // 2 * 2, video.height // 2 * 2)
