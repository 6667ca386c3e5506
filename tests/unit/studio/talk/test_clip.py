"""Clips as files and as streams."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from visavis.media.probe import probe
from visavis.media.values import RGB, Audio
from visavis.studio.talk import TALK, Motion, make_clip, stream_talk
from visavis.studio.talk.ahead import make_ahead
from visavis.studio.talk.rig import MeshRig

Still = Callable[..., Motion]


def _tone(duration_s: float) -> Audio:
    times = np.arange(int(duration_s * 22_050)) / 22_050
    return Audio((0.2 * np.sin(2 * np.pi * 220 * times)).astype(np.float32), 22_050)


def test_clip_has_the_motions_length_and_sound(rig: MeshRig, still: Still, tmp_path: Path) -> None:
    heard: list[float] = []
    with TALK.lease() as talker:
        make_clip(talker, rig, still(frames=12), _tone(0.45), tmp_path / "a.mp4", "ko", heard.append)
    found = probe(tmp_path / "a.mp4")
    assert found.video is not None
    assert found.audio is not None
    assert (found.video.width, found.video.height) == (384, 384)
    assert found.duration_s == pytest.approx(12 / 25, abs=0.05)
    assert heard[-1] == 1.0
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


def test_label_is_in_the_picture(rig: MeshRig, still: Still, tmp_path: Path) -> None:
    def lower_left(label: str | None) -> RGB:
        with TALK.lease() as talker:
            make_clip(talker, rig, still(frames=2), None, tmp_path / "a.mp4", "en" if label else None)
        with av.open(str(tmp_path / "a.mp4")) as file:
            image: RGB = next(file.decode(video=0)).to_ndarray(format="rgb24")
        return image[-60:, :150]

    assert np.abs(lower_left("en").astype(int) - lower_left(None)).max() > 60


def test_stream_is_playable_and_comes_in_pieces(rig: MeshRig, still: Still) -> None:
    with TALK.lease() as talker:
        pieces = list(stream_talk(talker, rig, still(frames=60), _tone(2.4)))
    assert len(pieces) > 2
    with av.open(io.BytesIO(b"".join(pieces))) as file:
        assert sum(1 for _ in file.decode(video=0)) == 60


def test_stream_that_nobody_wants_any_more_ends(rig: MeshRig, still: Still) -> None:
    with TALK.lease() as talker:
        stream = stream_talk(talker, rig, still(frames=500), None)
        assert next(stream)
        stream.close()  # type: ignore[attr-defined]


def test_error_while_rendering_leaves_no_file(rig: MeshRig, still: Still, tmp_path: Path) -> None:
    motion = still(frames=8)
    broken = Motion(motion.mouth, motion.blink[:3], motion.brow, motion.gaze, motion.head)
    with TALK.lease() as talker, pytest.raises(IndexError):
        make_clip(talker, rig, broken, None, tmp_path / "a.mp4")
    assert list(tmp_path.iterdir()) == []


def test_frames_made_ahead_keep_their_order() -> None:
    def numbered() -> Iterator[RGB]:
        for number in range(40):
            yield np.full((2, 2, 3), number, np.uint8)

    assert [int(frame[0, 0, 0]) for frame in make_ahead(numbered())] == list(range(40))
