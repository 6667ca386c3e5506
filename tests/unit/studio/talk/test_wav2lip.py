"""Wav2Lip's engine over random weights: what must hold whatever the network paints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.lab.graphs import published_sha256
from tests.unit.studio.talk.tiny_wav2lip import import_mirror, import_tiny_wav2lip

from visavis.engines.choosing import GRAPH
from visavis.engines.imported import Library, library, use_library
from visavis.engines.onnx import BrokenWeights, available_providers
from visavis.engines.providers import PROVIDERS, ProviderMissing, use_providers
from visavis.kit.errors import Unavailable
from visavis.media.image import resize
from visavis.media.provenance import Maker
from visavis.media.values import RGB, Audio
from visavis.studio.talk import LIPS, TALK, LipEngine, Motion
from visavis.studio.talk.rig import MeshRig
from visavis.studio.talk.video_face import follow_face, lower_half
from visavis.studio.talk.wav2lip import Wav2Lip

SIDE = 256


@pytest.fixture
def models(tmp_path: Path) -> Iterator[Path]:
    before = library()
    use_library(Library(tmp_path / "models"))
    yield tmp_path / "models"
    use_library(before)


@pytest.fixture
def lips(models: Path) -> LipEngine:
    import_tiny_wav2lip(models)
    engine: LipEngine = LIPS.entries["wav2lip"].load()
    return engine


@pytest.fixture(scope="module")
def small(photo: RGB) -> RGB:
    return resize(photo, SIDE, SIDE)


def sound(duration_s: float = 1.0) -> Audio:
    rng = np.random.default_rng(1)
    return Audio((0.2 * rng.standard_normal(round(duration_s * 16_000))).astype(np.float32), 16_000)


@pytest.mark.parametrize("count", [1, 8, 11])
def test_film_keeps_its_pictures_and_changes_only_lower_faces(lips: LipEngine, small: RGB, count: int) -> None:
    frames = [np.roll(small, shift, axis=1) for shift in range(count)]
    kept = [frame.copy() for frame in frames]
    made = list(lips.repaint(frames, sound(), 25))

    assert len(made) == count
    assert all(np.array_equal(frame, before) for frame, before in zip(frames, kept, strict=True))
    for one, seen in zip(made, follow_face(frames), strict=True):
        assert seen.face is not None
        assert one.has_face
        assert one.image.shape == small.shape
        assert one.image.dtype == np.uint8
        left, top, right, bottom = seen.face.box
        asked = np.zeros(small.shape[:2], bool)
        asked[top:bottom, left:right] = lower_half(seen.face) > 0
        changed = (one.image != seen.image).any(-1)
        assert changed.mean() > 0.01
        assert not changed[~asked].any()


def test_pictures_without_a_face_pass_through_as_they_are(lips: LipEngine, small: RGB) -> None:
    empty = np.full_like(small, 90)
    frames = [small, small, empty, empty, empty, small]
    made = list(lips.repaint(frames, sound(), 25))
    assert [one.has_face for one in made] == [True, True, False, False, False, True]
    assert all(made[index].image is frames[index] for index in (2, 3, 4))


def test_lips_hang_on_the_sound_and_on_nothing_else(lips: LipEngine, small: RGB) -> None:
    silence = Audio(np.zeros(16_000, np.float32), 16_000)
    first, again, silent = (next(iter(lips.repaint([small], heard, 25))).image for heard in (sound(), sound(), silence))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, silent)


def test_network_that_changes_nothing_gives_back_the_picture(models: Path, small: RGB) -> None:
    import_mirror(models)
    engine = LIPS.entries["wav2lip"].load()
    made = next(iter(engine.repaint([small], sound(), 25))).image
    # the face was made 96 px small and large again: the mouth loses its finest detail and keeps its colours
    assert np.abs(made.astype(int) - small).mean() < 1.0
    assert np.abs(made.astype(int).mean((0, 1)) - small.mean((0, 1))).max() < 0.5


def test_larger_variant_runs_at_its_own_size(models: Path, small: RGB) -> None:
    import_tiny_wav2lip(models, "wav2lip256")
    engine = LIPS.entries["wav2lip256"].load()
    assert isinstance(engine, Wav2Lip)
    assert engine.side_px == 256
    assert next(iter(engine.repaint([small], sound(), 25))).has_face


def test_portrait_talks_with_painted_lips_while_the_rest_is_the_embedded_engines(
    models: Path, rig: MeshRig, still: Callable[..., Motion]
) -> None:
    import_tiny_wav2lip(models)
    motion = still(mouth=(0.2,), frames=6)
    resting = list(TALK.entries["mesh"].load().render(rig, motion))
    talker = TALK.entries["wav2lip"].load()
    silent = list(talker.render(rig, motion))
    spoken = list(talker.render(rig, replace(motion, sound=sound())))
    again = list(talker.render(rig, replace(motion, sound=sound())))

    assert all(np.array_equal(a, b) for a, b in zip(silent, resting, strict=True))
    assert len(spoken) == 6
    assert all(np.array_equal(a, b) for a, b in zip(spoken, again, strict=True))
    upper = slice(0, rig.size_px // 3)
    assert all(np.array_equal(a[upper], b[upper]) for a, b in zip(spoken, resting, strict=True))
    assert not np.array_equal(spoken[0], resting[0])


def test_card_and_record_name_the_file_that_ran(models: Path) -> None:
    import_tiny_wav2lip(models)
    talker, lips = TALK.entries["wav2lip"].load(), LIPS.entries["wav2lip"].load()
    folder = models / "wav2lip" / "tiny"
    assert talker.weights_sha256 == lips.weights_sha256 == talker.card.sha256 == published_sha256("wav2lip")
    assert lips.makers == (Maker("wav2lip", published_sha256("wav2lip")),)
    assert talker.card.size_bytes == sum(path.stat().st_size for path in folder.iterdir())
    assert "non-commercial" in talker.card.licence_weights
    assert talker.card.non_commercial


def test_missing_provider_is_told_as_one(models: Path) -> None:
    import_tiny_wav2lip(models)
    missing = next(name for name in PROVIDERS if name not in available_providers())
    use_providers((missing,))
    try:
        with pytest.raises(ProviderMissing):
            LIPS.entries["wav2lip"].load()
        reason = LIPS.why_not("wav2lip")
        assert reason is not None
        assert f"'{missing}' isn't there" in reason.en
    finally:
        use_providers(())


@pytest.mark.usefixtures("models")
def test_without_weights_the_engine_says_what_to_do() -> None:
    for shelf in (TALK, LIPS):
        with pytest.raises(Unavailable, match="visavis models card wav2lip"):
            shelf.choose("wav2lip")


@pytest.mark.parametrize("content", [b"", b"no graph at all"])
def test_broken_graph_is_named_as_such(models: Path, content: bytes) -> None:
    folder = import_tiny_wav2lip(models, name="broken")
    (folder / GRAPH).write_bytes(content)
    with pytest.raises(BrokenWeights, match="broken"):
        LIPS.entries["wav2lip"].load()
