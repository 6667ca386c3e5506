"""What we generate says so, to eyes and to programs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.unit.media import samples

from visavis.kit.text import Language
from visavis.media.image import encode_jpeg
from visavis.media.provenance import Identity, Maker, label_frame, mark_file, read_mark, signing_identity


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    return signing_identity(tmp_path_factory.mktemp("identity"))


@pytest.mark.parametrize("name", ["clip.mp4", "face.jpg"])
def test_marked_file_tells_its_origin(tmp_path: Path, identity: Identity, name: str) -> None:
    file = tmp_path / name
    if name.endswith("mp4"):
        samples.write_mp4(file, 0.4)
    else:
        file.write_bytes(encode_jpeg(samples.picture(0)))
    assert read_mark(file) is None
    mark_file(file, "Interviewer", "compositeSynthetic", identity)
    mark = read_mark(file)
    assert mark is not None
    assert (mark.title, mark.generator, mark.source_type) == ("Interviewer", "Visavis", "compositeSynthetic")
    assert mark.intact
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("weights", [None, "ab" * 32])
def test_mark_tells_the_engine_and_its_weights(tmp_path: Path, identity: Identity, weights: str | None) -> None:
    file = tmp_path / "face.jpg"
    file.write_bytes(encode_jpeg(samples.picture(0)))
    mark_file(file, "Face", "trainedAlgorithmicMedia", identity, maker=Maker("some-engine", weights))
    mark = read_mark(file)
    assert mark is not None
    assert (mark.engine, mark.weights_sha256) == ("some-engine", weights or "")
    assert (mark.source_type, mark.intact) == ("trainedAlgorithmicMedia", True)


def test_marked_file_that_was_changed_is_not_intact(tmp_path: Path, identity: Identity) -> None:
    file = samples.write_mp4(tmp_path / "clip.mp4", 0.4)
    mark_file(file, "Interviewer", "compositeSynthetic", identity)
    data = bytearray(file.read_bytes())
    data[-500] ^= 0xFF
    file.write_bytes(data)
    mark = read_mark(file)
    assert mark is not None
    assert not mark.intact


def test_identity_is_made_once_and_its_key_is_private(tmp_path: Path) -> None:
    assert signing_identity(tmp_path) == signing_identity(tmp_path)
    assert (tmp_path / "provenance-key.pem").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("language", ["ko", "en"])
def test_label_is_drawn_at_the_lower_left_and_nowhere_else(language: Language) -> None:
    image = np.full((512, 512, 3), 128, np.uint8)
    labelled = label_frame(image, language)
    changed = np.argwhere((labelled != image).any(axis=2))
    assert (image == 128).all()
    assert labelled.max() > 230
    assert changed[:, 0].min() > 400
    assert changed[:, 1].max() < 260
