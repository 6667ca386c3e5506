from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from visavis.interview.recording.assembling import TakeFile, answer_takes, assemble, trim_mp4
from visavis.interview.tables import Piece, Question, Take
from visavis.media.encode import stream_clip
from visavis.media.errors import Unreadable
from visavis.media.probe import probe
from visavis.media.remux import join_takes
from visavis.storage.blobs import Blobs, open_blobs

START = datetime(2026, 5, 4, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return open_blobs(str(tmp_path / "blobs"))


def recording(seconds: int) -> bytes:
    """A fragmented MP4 as Safari records: grey, growing brighter, without sound."""
    frames = (np.full((120, 160, 3), 40 + n % 200, np.uint8) for n in range(25 * seconds))
    return b"".join(stream_clip(frames, None))


def keep(blobs: Blobs, name: str, data: bytes, pieces: int = 3) -> tuple[str, ...]:
    size = -(-len(data) // pieces)
    keys = tuple(f"takes/{name}/{number}" for number in range(pieces))
    for number, key in enumerate(keys):
        blobs.put(key, data[number * size : (number + 1) * size])
    return keys


def test_two_takes_become_one_recording_with_its_gap(blobs: Blobs, tmp_path: Path) -> None:
    first = TakeFile("mp4", keep(blobs, "a", recording(2)), START)
    second = TakeFile("mp4", keep(blobs, "b", recording(3)), START.replace(second=7))
    out = tmp_path / "replay"
    made = assemble(blobs, [first, second], out)
    assert (made.mime, made.has_video) == ("video/mp4", True)
    assert made.duration_s == pytest.approx(5.0, abs=0.2)
    assert [seam.at_s for seam in made.seams] == [pytest.approx(2.0, abs=0.1)]
    assert [seam.lost_s for seam in made.seams] == [pytest.approx(5.0, abs=0.1)]
    assert probe(out).duration_s == pytest.approx(5.0, abs=0.2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["blobs", "replay"]


def test_a_recording_cut_off_anywhere_keeps_what_came(tmp_path: Path) -> None:
    data, path = recording(4), tmp_path / "take.mp4"
    second_fragment = data.index(b"moof", data.index(b"moof") + 4) - 4
    for cut in [*range(second_fragment, len(data), 401), second_fragment + 6, second_fragment + 100, len(data)]:
        path.write_bytes(data[:cut])
        trim_mp4(path)
        join_takes([path], tmp_path / "replay")
        share = (probe(tmp_path / "replay").duration_s or 0.0) / 4.0
        assert share > cut / len(data) - 0.25, cut
    assert path.read_bytes() == data


def test_a_cut_off_take_is_assembled(blobs: Blobs, tmp_path: Path) -> None:
    data = recording(4)
    take = TakeFile("mp4", keep(blobs, "a", data[: len(data) * 2 // 3]), None)
    made = assemble(blobs, [take], tmp_path / "replay")
    assert 1.5 < made.duration_s < 4.0
    assert made.seams == ()


def test_a_recording_of_nothing_readable_is_an_error_and_leaves_nothing(blobs: Blobs, tmp_path: Path) -> None:
    take = TakeFile("webm", keep(blobs, "a", b"\x1a\x45\xdf\xa3" + b"noise" * 50), None)
    with pytest.raises(Unreadable):
        assemble(blobs, [take], tmp_path / "replay")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["blobs"]


def take_of(name: str, numbers: list[int], continues: str | None = None) -> Take:
    pieces = [Piece(take_id=name, number=number, key=f"{name}/{number}") for number in numbers]
    return Take(id=name, container="webm", continues=continues, pieces=pieces)


@pytest.mark.parametrize(
    ("takes", "expected"),
    [
        ([], []),
        ([take_of("a", [0, 1])], [("a/0", "a/1")]),
        ([take_of("a", [0, 1, 3])], [("a/0", "a/1")]),
        ([take_of("a", [0]), take_of("b", [0, 1])], [("b/0", "b/1")]),
        ([take_of("a", [0]), take_of("b", [0], continues="a")], [("a/0",), ("b/0",)]),
        ([take_of("a", [0]), take_of("b", [])], [("a/0",)]),
        ([take_of("a", [0]), take_of("b", [1, 2])], [("a/0",)]),
        ([take_of("a", [0]), take_of("b", [0]), take_of("c", [0], continues="b")], [("b/0",), ("c/0",)]),
    ],
    ids=["none", "one", "a hole", "a retake", "a reload", "a retake given up", "a retake without head", "both"],
)
def test_the_answer_is_the_newest_take_and_what_it_goes_on_from(
    takes: list[Take], expected: list[tuple[str, ...]]
) -> None:
    assert [file.keys for file in answer_takes(Question(takes=takes))] == expected


def test_a_retake_brings_its_own_delay_and_a_reload_keeps_the_first() -> None:
    first, retake, reloaded = take_of("a", [0]), take_of("b", [0]), take_of("c", [0], continues="b")
    first.response_delay_s, retake.response_delay_s, reloaded.response_delay_s = 5.0, 1.5, 9.0
    files = answer_takes(Question(takes=[first, retake, reloaded]))
    assert files[0].response_delay_s == 1.5
