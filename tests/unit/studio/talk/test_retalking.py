"""VideoReTalking's stages over small networks: what must hold whatever the real ones draw."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from tests.lab.graphs import published_sha256
from tests.unit.studio.talk.tiny_retalking import import_tiny_retalking

from visavis.engines.choosing import GRAPH
from visavis.engines.imported import Library, library, use_library
from visavis.engines.onnx import BrokenWeights
from visavis.kit.errors import NotFound, Unavailable
from visavis.media.image import resize
from visavis.media.provenance import Maker
from visavis.media.values import RGB, Audio
from visavis.studio.talk import LIPS
from visavis.studio.talk.retalking.coefficients import Coefficients, WrongCoefficients, read_coefficients
from visavis.studio.talk.retalking.lips import PADS, RetalkingLips
from visavis.studio.talk.retalking.networks import DNet, ENet, LNet
from visavis.studio.talk.retalking.stabilising import Stabiliser, face_square
from visavis.studio.talk.video_face import FilmedFace, follow_face, lower_half

SIDE = 256


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    before, folder = library(), tmp_path_factory.mktemp("models")
    import_tiny_retalking(folder, "dnet", "lnet", "enet")
    use_library(Library(folder))
    yield folder
    use_library(before)


@pytest.fixture(scope="module")
def small(photo: RGB) -> RGB:
    return resize(photo, SIDE, SIDE)


@pytest.fixture(scope="module")
def face(small: RGB) -> FilmedFace:
    [seen] = follow_face([small], PADS)
    assert seen.face is not None
    return seen.face


def hum(loudness: float, duration_s: float = 1.0) -> Audio:
    noise = np.random.default_rng(1).standard_normal(round(16_000 * duration_s))
    return Audio((loudness * noise).astype(np.float32), 16_000)


def film_of(rows: int, expression: float = 0.0) -> Coefficients:
    film = np.arange(rows, dtype=np.float32)[:, None] + np.zeros((rows, 262), np.float32)
    return Coefficients(film, np.full(64, expression, np.float32), own=False)


@pytest.mark.parametrize("count", [1, 4, 6])
def test_film_keeps_its_pictures_and_changes_only_lower_faces(models: Path, small: RGB, count: int) -> None:
    frames = [np.roll(small, shift, axis=1) for shift in range(count)]
    kept = [frame.copy() for frame in frames]
    made = list(RetalkingLips(LNet(), ENet(), Stabiliser(DNet(), film_of(count))).repaint(frames, hum(0.2), 25))

    assert [one.has_face for one in made] == [True] * count
    assert all(np.array_equal(frame, before) for frame, before in zip(frames, kept, strict=True))
    for one, seen in zip(made, follow_face(frames, PADS), strict=True):
        assert seen.face is not None
        left, top, right, bottom = seen.face.box
        asked = np.zeros(small.shape[:2], bool)
        asked[top:bottom, left:right] = lower_half(seen.face) > 0
        changed = (one.image != seen.image).any(-1)
        assert one.image.dtype == np.uint8
        assert changed[asked].mean() > 0.5
        assert not changed[~asked].any()


def test_pictures_without_a_face_pass_through_as_they_are(models: Path, small: RGB) -> None:
    empty = np.full_like(small, 90)
    frames = [empty, small, small, empty, empty, empty, empty, empty, small]
    made = list(RetalkingLips(LNet(), ENet(), Stabiliser(DNet(), film_of(9))).repaint(frames, hum(0.2), 25))
    assert [one.has_face for one in made] == [frame is small for frame in frames]
    assert all(one.image is frame for one, frame in zip(made, frames, strict=True) if frame is empty)


def test_lips_follow_the_sound(models: Path, small: RGB) -> None:
    engine = RetalkingLips(LNet())
    quiet, loud = (next(iter(engine.repaint([small], hum(level), 25))).image for level in (0.001, 0.5))
    changed = loud.astype(int) - quiet
    assert changed.max() > 20
    assert changed.min() > -3


def test_lips_are_drawn_from_the_calm_face(models: Path, small: RGB, face: FilmedFace) -> None:
    """A calm face of another expression is lighter, and so are the lips that are drawn from it."""
    dark, light = (
        next(
            iter(RetalkingLips(LNet(), None, Stabiliser(DNet(), film_of(1, level))).repaint([small], hum(0.2), 25))
        ).image
        for level in (0.0, 0.5)
    )
    changed = (light.astype(int) - dark).mean(-1)
    assert np.median(changed[lower_half_of(face, changed.shape)]) == pytest.approx(0.25 * 255, abs=8)


def lower_half_of(face: FilmedFace, shape: tuple[int, ...]) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    left, top, right, bottom = face.box
    asked = np.zeros(shape, bool)
    asked[top:bottom, left:right] = lower_half(face) > 0.99
    return asked


def test_without_networks_of_the_other_stages_only_the_lips_run(models: Path) -> None:
    lnet = LNet()
    alone, all_three = RetalkingLips(lnet), RetalkingLips(lnet, ENet(), Stabiliser(DNet(), film_of(2)))
    assert [(ran.stage, ran.engine) for ran in alone.ran] == [("lips", "lnet")]
    assert alone.weights_sha256 == lnet.weights_sha256 == alone.card.sha256
    assert [ran.engine for ran in all_three.ran] == ["dnet", "lnet", "enet"]
    assert all_three.makers == tuple(Maker(kind, published_sha256(kind)) for kind in ("dnet", "lnet", "enet"))


def test_networks_see_pictures_as_the_official_code_shrinks_them(models: Path, small: RGB) -> None:
    """LNet's tiny stand-in gives the reference back: 96 px, linear, blue first."""
    large = resize(small, 384, 384)
    silent = np.zeros((1, 80, 16), np.float32)
    seen = LNet().draw(silent, large[None], large[None])[0]
    expected = cv2.resize(large[..., ::-1].astype(np.float32) / 255, (96, 96), interpolation=cv2.INTER_LINEAR)
    assert np.allclose(seen, expected.transpose(2, 0, 1), atol=1e-5)


def test_square_of_a_face_holds_the_face_and_lies_in_the_picture(small: RGB, face: FilmedFace) -> None:
    left, top, right, bottom = face_square(small, face)
    assert 0 <= left < right <= SIDE
    assert 0 <= top < bottom <= SIDE
    inner = face.points[[33, 263, 61, 291], :2]
    assert (inner > (left, top)).all()
    assert (inner < (right, bottom)).all()
    moved = FilmedFace(face.box, face.points - np.array([150, 0, 0], np.float32))
    assert face_square(small, moved)[0] == 0


def test_film_is_cut_where_its_first_face_was_until_another_film_begins(
    models: Path, small: RGB, face: FilmedFace
) -> None:
    stabiliser = Stabiliser(DNet(), film_of(3))
    aside = FilmedFace(face.box, face.points - np.array([60, 0, 0], np.float32))
    first, second = stabiliser.calm([small, small], [face, aside], [0, 1])
    assert np.array_equal(first != small, second != small)
    stabiliser.begin()
    [other] = stabiliser.calm([small], [aside], [2])
    assert not np.array_equal(first != small, other != small)


def test_window_holds_the_pictures_around_with_the_calm_expression() -> None:
    rows = film_of(40, expression=-7).window(20)
    assert rows.shape == (73, 26)
    assert (rows[:64] == -7).all()
    assert (rows[64:] == np.arange(7, 33)).all()


@pytest.mark.parametrize(("number", "first", "last"), [(0, 0, 12), (39, 26, 39), (40, 0, 12)])
def test_window_repeats_the_ends_and_a_film_that_begins_again_too(number: int, first: int, last: int) -> None:
    rows = film_of(40).window(number)
    assert (rows[70, 0], rows[70, -1]) == (first, last)


def test_columns_of_a_window_are_angles_translation_and_crop() -> None:
    film = np.zeros((1, 262), np.float32)
    film[0, 224:227], film[0, 254:257], film[0, 259:262] = (1, 2, 3), (4, 5, 6), (7, 8, 9)
    assert Coefficients(film, np.zeros(64, np.float32), own=False).window(0)[64:, 0].tolist() == list(range(1, 10))


def test_coefficients_are_read_with_the_films_median_where_no_expression_is_given(tmp_path: Path) -> None:
    film = np.random.default_rng(0).standard_normal((5, 262))
    np.save(tmp_path / "film.npy", film)
    np.save(tmp_path / "calm.npy", np.full((1, 64), 3.0))
    own, given = (read_coefficients(tmp_path / "film.npy", calm) for calm in (None, tmp_path / "calm.npy"))
    assert own.own
    assert np.allclose(own.calm, np.median(film[:, 80:144], axis=0))
    assert not given.own
    assert (given.calm == 3).all()
    assert given.calm.shape == (64,)


class _Evil:
    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (Path("evil-was-here"),)


@pytest.mark.parametrize(
    "content",
    [
        np.zeros((4, 257)),
        np.zeros((262,)),
        np.zeros((0, 262)),
        np.zeros((3, 262), np.int64),
        np.full((3, 262), np.nan),
        np.array([[_Evil()] * 262], dtype=object),
        b"",
        b"\x93NUMPY\x01\x00",
        pickle.dumps([1, 2]),
    ],
    ids=["257 wide", "one row", "empty", "whole numbers", "nan", "objects", "empty file", "cut", "pickle"],
)
def test_file_of_other_content_is_refused(tmp_path: Path, content: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "film.npy"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        np.save(path, content, allow_pickle=True)
    with pytest.raises(WrongCoefficients, match=r"film\.npy"):
        read_coefficients(path)
    assert not (tmp_path / "evil-was-here").exists()


def test_expression_of_another_length_and_missing_files_are_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "film.npy", np.zeros((5, 262)))
    np.save(tmp_path / "calm.npy", np.zeros((2, 64)))
    with pytest.raises(WrongCoefficients, match=r"calm\.npy"):
        read_coefficients(tmp_path / "film.npy", tmp_path / "calm.npy")
    with pytest.raises(NotFound):
        read_coefficients(tmp_path / "none.npy")


def test_shelf_offers_the_engine_and_says_what_it_needs(models: Path, small: RGB, tmp_path: Path) -> None:
    assert LIPS.why_not("retalking") is None
    with LIPS.lease("retalking") as engine:
        assert len(list(engine.repaint([small] * 2, hum(0.2), 25))) == 2
    use_library(Library(tmp_path))
    try:
        reason = LIPS.why_not("retalking")
        assert reason is not None
        assert "visavis models card lnet" in reason.en
    finally:
        use_library(Library(models))


@pytest.mark.parametrize("broken", [b"", b"no graph", None], ids=["empty", "text", "another graph"])
def test_broken_network_says_so(models: Path, tmp_path: Path, broken: bytes | None) -> None:
    import_tiny_retalking(tmp_path, "lnet")
    graph = tmp_path / "lnet" / "tiny" / GRAPH
    graph.write_bytes(broken if broken is not None else (models / "enet" / "tiny" / GRAPH).read_bytes())
    use_library(Library(tmp_path))
    try:
        with pytest.raises(BrokenWeights, match="lnet"):
            LNet()
        with pytest.raises(Unavailable):
            ENet()
    finally:
        use_library(Library(models))
