"""Restoring by imported networks: the path from photo to frame, through ONNX Runtime, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.unit.studio.restore.graphs import write_graph

from visavis.engines.imported import Library, use_library
from visavis.engines.onnx import BrokenWeights
from visavis.face.mesh import MESH, FaceMesh
from visavis.kit.errors import Unavailable
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.studio.restore import RESTORE, Restored, RestoreWishes


@pytest.fixture
def models(tmp_path: Path) -> Iterator[Path]:
    """An empty library that the shelves look into."""
    use_library(Library(tmp_path))
    RESTORE._loaded.clear()
    yield tmp_path
    RESTORE._loaded.clear()
    use_library(Library())


@pytest.fixture(scope="module")
def pair() -> RGB:
    """Two people side by side (384, 640, 3), whose frames overlap."""
    heads = [cv2.resize(one.portrait(), (384, 384), interpolation=cv2.INTER_AREA) for one in cast()[:2]]
    return np.ascontiguousarray(np.concatenate([heads[0][:, 32:352], heads[1][:, 32:352]], 1))


@pytest.fixture(scope="module")
def faces(pair: RGB) -> list[FaceMesh]:
    with MESH.lease() as mesh:
        found = mesh.find(pair, most=2)
    assert len(found) == 2
    return found


def restore(name: str, photo: RGB, faces: list[FaceMesh], wishes: RestoreWishes = RestoreWishes()) -> Restored:  # noqa: B008
    with RESTORE.lease(name) as engine:
        return engine.restore(photo, faces, wishes)


@pytest.mark.parametrize(("name", "side_px"), [("gfpgan", 512), ("gpen256", 256), ("gpen512", 512)])
def test_a_network_that_changes_nothing_gives_the_same_photo_back(
    name: str, side_px: int, models: Path, pair: RGB, faces: list[FaceMesh]
) -> None:
    write_graph(models / name / "tiny", side_px)
    made = restore(name, pair, faces)
    assert np.array_equal(made.image, pair)
    assert made.mask.max() > 0.95
    larger = restore(name, pair, faces, RestoreWishes(scale=2))
    assert np.array_equal(larger.image, cv2.resize(pair, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC))


def test_detail_comes_to_every_face_and_nothing_else_is_touched(models: Path, pair: RGB, faces: list[FaceMesh]) -> None:
    write_graph(models / "gpen256" / "tiny", 256, sharpen=1.5)
    made = restore("gpen256", pair, faces)
    assert np.array_equal(made.image[made.mask == 0], pair[made.mask == 0])
    assert (made.mask == 0).any()
    for face in faces:
        x, y = face.points[:, :2].mean(0).astype(int)
        around = np.s_[y - 30 : y + 30, x - 30 : x + 30]
        assert made.mask[around].min() > 0.8
        fine = [cv2.Laplacian(one[around], cv2.CV_32F).std() for one in (made.image, pair)]
        assert fine[0] > 1.2 * fine[1]


def test_strength_is_the_share_of_the_change(models: Path, pair: RGB, faces: list[FaceMesh]) -> None:
    write_graph(models / "gpen256" / "tiny", 256, sharpen=1.5)
    none, half, whole = (restore("gpen256", pair, faces, RestoreWishes(strength=s)) for s in (0, 0.5, 1))
    assert np.array_equal(none.image, pair)
    gaps = [np.abs(one.image.astype(float) - pair).mean() for one in (half, whole)]
    assert gaps[0] == pytest.approx(0.5 * gaps[1], rel=0.15)


def test_tints_of_the_network_are_brought_back_to_the_photos(models: Path, pair: RGB, faces: list[FaceMesh]) -> None:
    write_graph(models / "gfpgan" / "tiny", 512, gain=0.9, offset=(0.12, 0.0, -0.1))
    made = restore("gfpgan", pair, faces)
    x, y = faces[0].points[:, :2].mean(0).astype(int)
    middle = np.s_[y - 60 : y + 60, x - 60 : x + 60]
    assert np.abs(made.image[middle].mean((0, 1)) - pair[middle].mean((0, 1))).max() < 3


def test_files_that_take_one_face_under_another_name_serve_too(models: Path, pair: RGB, faces: list[FaceMesh]) -> None:
    write_graph(models / "gpen512" / "many", 512, sharpen=1.0)
    many = restore("gpen512", pair, faces)
    RESTORE._loaded.clear()
    (models / "gpen512" / "many" / "import.json").unlink()
    write_graph(models / "gpen512" / "one", 512, sharpen=1.0, one_face=True, names=("input", "output"))
    one = restore("gpen512", pair, faces)
    assert np.array_equal(many.image, one.image)


def test_a_face_larger_than_the_frame_keeps_its_finest_detail(models: Path) -> None:
    portrait = cv2.resize(cast()[0].portrait(), (1400, 1400), interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(0).normal(0, 6, portrait.shape)
    portrait = np.asarray((portrait + grain).clip(0, 255), np.uint8)
    with MESH.lease() as mesh:
        found = mesh.find(portrait, most=1)
    write_graph(models / "gpen256" / "tiny", 256, sharpen=0.5)
    made = restore("gpen256", portrait, found)
    fine = [cv2.Laplacian(one[600:800, 600:800], cv2.CV_32F).std() for one in (made.image, portrait)]
    assert fine[0] > 0.95 * fine[1]


def test_without_weights_it_says_how_to_get_them(models: Path) -> None:
    for name in ("gfpgan", "gpen256", "gpen512", "restoreformer"):
        with pytest.raises(Unavailable, match=f"visavis models card {name}"), RESTORE.lease(name):
            pass
    assert RESTORE.choose().name == "detail"


def test_the_card_of_a_loaded_engine_keeps_its_licence_whatever_was_typed(models: Path) -> None:
    write_graph(models / "gfpgan" / "tiny", 512)
    with RESTORE.lease("gfpgan") as engine:
        assert engine.card.licence_weights == RESTORE.entries["gfpgan"].card.licence_weights
        assert not engine.card.non_commercial
        assert engine.card.size_bytes
        assert len(engine.weights_sha256) == 64  # type: ignore[attr-defined]


def test_weights_that_cant_be_run_are_told(models: Path, pair: RGB, faces: list[FaceMesh]) -> None:
    broken = write_graph(models / "gfpgan" / "cut", 512)
    (broken / "network.onnx").write_bytes((broken / "network.onnx").read_bytes()[:100])
    write_graph(models / "gpen256" / "other", 128)
    write_graph(models / "gpen512" / "endless", 512, offset=(float("nan"), 0, 0))
    for name in ("gfpgan", "gpen256", "gpen512"):
        with pytest.raises(BrokenWeights, match="import them again"):
            restore(name, pair, faces)
