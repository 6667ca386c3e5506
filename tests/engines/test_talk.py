"""What every talking engine promises."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
import pytest
from tests.unit.studio.talk.tiny_wav2lip import import_tiny_wav2lip

from visavis.engines.imported import Library, library, use_library
from visavis.kit.errors import Invalid
from visavis.people.casting import cast
from visavis.studio.talk import TALK, listening_motion, load_rig


@pytest.fixture(scope="module", autouse=True)
def library_with_random_lips(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    models = tmp_path_factory.mktemp("models")
    for kind in ("wav2lip", "wav2lip256"):
        import_tiny_wav2lip(models, kind)
    before = library()
    use_library(Library(models))
    yield
    use_library(before)


engines = pytest.mark.parametrize("name", list(TALK.entries))


@engines
def test_engine_states_what_it_is(name: str) -> None:
    card = TALK.entries[name].card
    assert card.licence_code
    assert card.good_at.ko != card.good_at.en


@engines
def test_frames_have_the_size_that_was_asked_for(name: str) -> None:
    photo = cast()[1].portrait()
    before = photo.copy()
    with TALK.lease(name) as talker:
        rig = talker.prepare(photo, 256)
        frames = list(talker.render(rig, listening_motion(4.0, seed=1)))
    assert len(frames) == 100 == listening_motion(4.0).frames
    assert {(frame.shape, frame.dtype) for frame in frames} == {((256, 256, 3), np.dtype(np.uint8))}
    assert np.array_equal(photo, before)
    assert max(np.abs(frame.astype(int) - frames[0]).mean() for frame in frames) > 0.2


@engines
def test_same_rig_and_motion_give_the_same_bytes(name: str) -> None:
    motion = listening_motion(4.0, seed=2)
    with TALK.lease(name) as talker:
        rig = talker.prepare(cast()[2].portrait(), 256)
        first, second = (np.stack(list(islice(talker.render(rig, motion), 15))) for _ in range(2))
    assert np.array_equal(first, second)


@engines
def test_picture_of_nothing_is_refused(name: str) -> None:
    with TALK.lease(name) as talker, pytest.raises(Invalid):
        talker.prepare(np.full((300, 300, 3), 128, np.uint8), 256)


@engines
def test_rig_goes_through_a_file(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("rig") / "a.rig"
    motion = listening_motion(4.0, seed=2)
    with TALK.lease(name) as talker:
        rig = talker.prepare(cast()[0].portrait(), 256)
        rig.save(path)
        made, loaded = (next(iter(talker.render(r, motion))) for r in (rig, load_rig(path)))
    assert np.abs(made.astype(int) - loaded).mean() < 0.2
