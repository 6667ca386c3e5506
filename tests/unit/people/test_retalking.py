"""The pipeline over whatever engines are present: every stage says what ran, and what was passed over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.unit.studio.talk.tiny_retalking import import_tiny_retalking
from tests.unit.studio.talk.tiny_wav2lip import import_tiny_wav2lip

from visavis.engines.imported import Library, library, use_library
from visavis.kit.errors import Unavailable
from visavis.media.decode import load_audio, read_frames
from visavis.media.image import resize
from visavis.media.values import RGB, Audio
from visavis.people.casting import cast
from visavis.people.retalking import Wishes, open_retalker, retalk
from visavis.studio.talk import TALK, make_clip
from visavis.studio.talk.motion_audio import motion_from_audio
from visavis.studio.talk.retalking.coefficients import Coefficients
from visavis.studio.talk.retalking.stages import NO_COEFFICIENTS, NOT_WISHED, ONLY_WITH_LNET, OWN_EXPRESSION, OWN_LIPS

SIDE = 256
COEFFICIENTS = Coefficients(np.zeros((25, 262), np.float32), np.zeros(64, np.float32), own=True)


@pytest.fixture
def models(tmp_path: Path) -> Iterator[Path]:
    before = library()
    use_library(Library(tmp_path / "models"))
    yield tmp_path / "models"
    use_library(before)


@pytest.fixture(scope="module")
def photo() -> RGB:
    return resize(cast()[0].portrait(), SIDE, SIDE)


@pytest.fixture(scope="module")
def film(photo: RGB, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second of the embedded talker."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    motion = motion_from_audio(hum(1.0), seed=1)
    with TALK.lease("mesh") as talker:
        make_clip(talker, talker.prepare(photo, SIDE), motion, hum(1.0), path)
    return path


def hum(duration_s: float) -> Audio:
    noise = np.random.default_rng(1).standard_normal(round(16_000 * duration_s))
    return Audio((0.2 * noise).astype(np.float32), 16_000)


def pictures(path: Path) -> list[RGB]:
    return [frame.image for frame in read_frames(path)]


def test_film_of_the_embedded_talker_goes_through_all_three_stages(models: Path, film: Path, tmp_path: Path) -> None:
    import_tiny_retalking(models, "dnet", "lnet", "enet")
    made = retalk(film, hum(0.6), tmp_path / "out.mp4", Wishes(), COEFFICIENTS, "en")

    assert [(ran.stage, ran.engine) for ran in made.stages] == [
        ("stabilise", "dnet"),
        ("lips", "lnet"),
        ("enhance", "enet"),
    ]
    assert all(ran.weights_sha256 and len(ran.weights_sha256) == 64 for ran in made.stages)
    assert [ran.why for ran in made.stages] == [OWN_EXPRESSION, None, None]
    assert (made.dubbed.frames, made.dubbed.faceless, made.dubbed.size_px) == (15, 0, (SIDE, SIDE))
    assert [maker.engine for maker in made.dubbed.makers] == ["dnet", "lnet", "enet"]
    before, after = pictures(film), pictures(tmp_path / "out.mp4")
    assert len(after) == 15
    gaps = [np.abs(a.astype(int) - b).mean(-1) for a, b in zip(before, after, strict=False)]
    assert all(gap[SIDE // 2 : SIDE * 3 // 4, SIDE // 4 : SIDE * 3 // 4].mean() > 8 for gap in gaps)
    assert all(gap[: SIDE // 5].mean() < 3 for gap in gaps)
    assert load_audio(tmp_path / "out.mp4").duration_s == pytest.approx(0.6, abs=0.08)


PRESENT: dict[str, tuple[tuple[str, ...], Coefficients | None, list[str | None]]] = {
    "nothing": ((), COEFFICIENTS, [None, None, "detail"]),
    "wav2lip": (("wav2lip",), COEFFICIENTS, [None, "wav2lip", "detail"]),
    "lnet alone": (("lnet", "wav2lip"), COEFFICIENTS, [None, "lnet", "detail"]),
    "no coefficients": (("lnet", "dnet", "enet"), None, [None, "lnet", "enet"]),
    "dnet and enet without lnet": (("dnet", "enet", "wav2lip"), COEFFICIENTS, [None, "wav2lip", "detail"]),
    "lnet and dnet": (("lnet", "dnet"), COEFFICIENTS, ["dnet", "lnet", "detail"]),
}


@pytest.mark.parametrize("present", PRESENT)
def test_best_of_what_is_present_runs_and_what_was_passed_over_is_told(models: Path, photo: RGB, present: str) -> None:
    kinds, coefficients, expected = PRESENT[present]
    import_tiny_retalking(models, *kinds)
    if "wav2lip" in kinds:
        import_tiny_wav2lip(models)
    with open_retalker(Wishes(), coefficients) as retalker:
        assert [ran.engine for ran in retalker.stages] == expected
        for ran in retalker.stages:
            best = ran.engine in ("dnet", "lnet", "enet")
            assert ran.why is not None or best
            assert (ran.weights_sha256 is None) == (ran.engine is None)
        made = list(retalker.repaint([photo, np.full_like(photo, 90), photo], hum(0.3), 25))
    assert [one.has_face for one in made] == [True, False, True]
    assert not np.array_equal(made[0].image, photo)
    assert np.array_equal(made[0].image[:40], photo[:40])


def test_reasons_name_what_is_missing(models: Path) -> None:
    with open_retalker(Wishes()) as retalker:
        calmed, lips, enhanced = retalker.stages
    assert (calmed.why, lips.why, enhanced.why) == (ONLY_WITH_LNET, OWN_LIPS, ONLY_WITH_LNET)
    import_tiny_retalking(models, "lnet", "dnet")
    with open_retalker(Wishes()) as retalker:
        calmed, lips, enhanced = retalker.stages
    assert calmed.why == NO_COEFFICIENTS
    assert enhanced.why is not None
    assert "visavis models card enet" in enhanced.why.en


def test_stages_that_are_switched_off_dont_run(models: Path, photo: RGB) -> None:
    import_tiny_retalking(models, "dnet", "lnet", "enet")
    with open_retalker(Wishes(stabilise="off", enhance="off"), COEFFICIENTS) as retalker:
        assert [(ran.engine, ran.why) for ran in retalker.stages] == [
            (None, NOT_WISHED),
            ("lnet", None),
            (None, NOT_WISHED),
        ]
    with open_retalker(Wishes(lips="own", enhance="detail"), COEFFICIENTS) as retalker:
        assert [ran.engine for ran in retalker.stages] == [None, None, "detail"]
        [made] = retalker.repaint([photo], hum(0.1), 25)
        gap = np.abs(made.image.astype(int) - photo)
        assert 0 < gap.mean() < 4  # sharper, and the same


@pytest.mark.parametrize(
    ("wishes", "reason"),
    [
        (Wishes(stabilise="dnet"), "dnet"),
        (Wishes(lips="wav2lip"), "wav2lip"),
        (Wishes(enhance="enet"), "enet"),
        (Wishes(lips="own", enhance="enet"), "LNet"),
        (Wishes(lips="own", stabilise="dnet"), "LNet"),
        (Wishes(stabilise="off", lips="own", enhance="off"), "No stage"),
    ],
)
def test_named_engine_that_cant_serve_is_never_replaced(models: Path, wishes: Wishes, reason: str) -> None:
    import_tiny_retalking(models, "lnet")
    with pytest.raises(Unavailable, match=reason), open_retalker(wishes, COEFFICIENTS):
        pass


def test_named_lips_that_are_missing_are_refused(models: Path) -> None:
    with pytest.raises(Unavailable, match="lnet"), open_retalker(Wishes(lips="lnet")):
        pass
    import_tiny_retalking(models, "lnet", "dnet")
    with pytest.raises(Unavailable, match="coefficients"), open_retalker(Wishes(stabilise="dnet")):
        pass
