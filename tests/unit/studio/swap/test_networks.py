"""The swap engines over imported networks: the whole path from photo to photo, on small graphs with the same ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.unit.studio.swap.tiny_networks import encoder, hear, inswapper, put, put_all, swapper

from visavis.engines.imported import Library, library, list_imported, use_library
from visavis.engines.onnx import BrokenWeights
from visavis.face.align import five_points
from visavis.face.mesh import MESH, FaceMesh
from visavis.kit.errors import Unavailable
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.studio.swap import SWAP, Source, Wishes
from visavis.studio.swap.covering import work_area
from visavis.studio.swap.crops import cut_out, lay_back, lay_by_pose, lay_ffhq, lay_inswapper, narrowed
from visavis.studio.swap.faceshifter import AEINET, GHOST, FaceShifter
from visavis.studio.swap.inswapper import InSwapper, read_matrix
from visavis.studio.swap.network import NetworkSwap, WrongEncoder

NO_HANDS = Wishes(hands=False)


@pytest.fixture
def models(tmp_path: Path) -> Iterator[Path]:
    before = library()
    use_library(Library(tmp_path / "models"))
    yield tmp_path / "models"
    use_library(before)


@pytest.fixture(scope="module")
def photo() -> RGB:
    return cast()[0].portrait()


@pytest.fixture(scope="module")
def face(photo: RGB) -> FaceMesh:
    with MESH.lease("facemesh") as mesh:
        return mesh.find(photo, most=1)[0]


@pytest.fixture(scope="module")
def model() -> Source:
    with SWAP.lease("mesh") as engine:
        return engine.prepare(cast()[3].portrait())


def engine_of(kind: str) -> NetworkSwap:
    variants = {"aeinet": AEINET, "ghost": GHOST}
    return NetworkSwap(FaceShifter(variants[kind]) if kind in variants else InSwapper())


@pytest.mark.parametrize(("kind", "width"), [("aeinet", 256), ("ghost", 512), ("inswapper", 512)])
def test_network_that_changes_nothing_gives_the_photo_back(
    kind: str, width: int, models: Path, photo: RGB, face: FaceMesh
) -> None:
    put(models, "arcface", encoder(width))
    put(models, kind, inswapper(np.eye(512)) if kind == "inswapper" else swapper(width))
    before = photo.copy()
    engine = engine_of(kind)
    made = engine.replace(photo, face, engine.prepare(cast()[3].portrait()), NO_HANDS)

    assert (photo == before).all()
    assert made.image.shape == photo.shape
    assert made.image.dtype == np.uint8
    assert (made.image[made.mask == 0] == photo[made.mask == 0]).all()
    assert np.abs(made.image.astype(int) - photo)[made.mask > 0.5].mean() < 3
    assert 0.05 < (made.mask > 0).mean() < 0.4
    assert made.skin_gap < 2


def test_identity_reaches_the_network_and_the_picture(models: Path, photo: RGB, face: FaceMesh) -> None:
    put(models, "arcface", encoder(512))
    put(models, "ghost", swapper(512, strength=5))
    engine = engine_of("ghost")
    people = [engine.prepare(cast()[number].portrait()) for number in (3, 5)]
    made = [engine.replace(photo, face, one, NO_HANDS) for one in people]
    assert np.abs(people[0].identities["ghost"] - people[1].identities["ghost"]).max() > 1e-3
    assert (made[0].image != made[1].image).any()
    assert made[0].image.tobytes() == engine.replace(photo, face, people[0], NO_HANDS).image.tobytes()


def test_source_that_another_engine_prepared_serves_too(
    models: Path, photo: RGB, face: FaceMesh, model: Source
) -> None:
    put_all(models)
    engine = engine_of("ghost")
    own = engine.prepare(model.image)
    assert engine.replace(photo, face, model, NO_HANDS).image.tobytes() == (
        engine.replace(photo, face, own, NO_HANDS).image.tobytes()
    )


def test_what_reaches_before_the_face_stays_whatever_the_network_paints(
    models: Path, photo: RGB, face: FaceMesh, model: Source
) -> None:
    put(models, "arcface", encoder(512))
    put(models, "ghost", swapper(512, strength=50))  # paints glaring nonsense
    low, high = face.points[:468, :2].min(0), face.points[:468, :2].max(0)
    middle = int((low[1] + high[1]) / 2) + 30
    bar = np.zeros(photo.shape[:2], np.uint8)
    cv2.rectangle(bar, (0, middle), (int(low[0] + 0.35 * (high[0] - low[0])), middle + 40), 1, -1)
    phone = np.where(bar[..., None] > 0, np.array([20, 60, 160], np.uint8), photo)
    made = engine_of("ghost").replace(phone, face, model, NO_HANDS)
    kept = (np.abs(made.image.astype(int) - phone).max(2) < 12) & (bar > 0)
    assert kept.sum() / bar.sum() > 0.9
    assert made.kept > 0.02
    assert np.abs(made.image.astype(int) - phone)[made.mask > 0.9].mean() > 4


def test_hear_net_gets_the_result_and_what_the_target_lacks_of_its_reconstruction(
    models: Path, photo: RGB, face: FaceMesh
) -> None:
    put(models, "arcface", encoder(512))
    put(models, "ghost", swapper(512, strength=0.5))
    plain = FaceShifter(GHOST)
    put(models, "hearnet-taotao", hear())
    mended = FaceShifter(GHOST)
    crop = cut_out(photo, lay_by_pose(five_points(face), 256), 256)
    identity, own = np.zeros(512, np.float32), np.ones(512, np.float32)

    made = plain.paint(crop, identity, lambda: own)
    whole = mended.paint(crop, identity, lambda: own)
    target = crop / 127.5 - 1
    expected = ((target + (target - 1.5 * target)).clip(-1, 1) + 1) / 2
    assert made == pytest.approx(crop / 255, abs=1e-5)
    assert whole == pytest.approx(expected, abs=1e-5)


def test_encoder_of_another_length_is_told_before_anything_runs(models: Path) -> None:
    put(models, "arcface", encoder(128))
    put(models, "ghost", swapper(512))
    with pytest.raises(WrongEncoder, match=r"of 512 numbers; the imported encoder \(arcface\) gives 128"):
        FaceShifter(GHOST)


@pytest.mark.parametrize("kind", ["aeinet", "ghost", "inswapper"])
def test_engine_without_its_weights_or_the_encoder_says_what_to_do(kind: str, models: Path) -> None:
    assert f"models card {kind}" in str(SWAP.why_not(kind))
    put(models, kind, swapper(512))
    assert "models card arcface" in str(SWAP.why_not(kind))
    with pytest.raises(Unavailable, match="arcface"), SWAP.lease(kind):
        pass
    put(models, "arcface", encoder(512))
    assert SWAP.why_not(kind) is None
    assert SWAP.choose().name == "mesh"


def test_two_hear_nets_need_a_choice(models: Path) -> None:
    put_all(models)
    for name in ("one", "two"):
        put(models, "hearnet-taotao", hear(), name)
    assert "VISAVIS_WEIGHTS" in str(SWAP.why_not("ghost"))
    assert SWAP.why_not("aeinet") is None


@pytest.mark.parametrize("kind", ["ghost", "inswapper"])
def test_broken_weights_are_told(kind: str, models: Path) -> None:
    put(models, "arcface", encoder(512))
    put(models, kind, swapper(512)[:200])
    with pytest.raises(BrokenWeights, match=f"weights '{kind}/tiny' can't be run"):
        engine_of(kind)


def test_graph_with_other_ends_is_told(models: Path) -> None:
    put(models, "arcface", encoder(512))
    put(models, "ghost", hear())
    with pytest.raises(BrokenWeights):
        FaceShifter(GHOST)


@pytest.mark.parametrize("half", [False, True])
def test_inswapper_finds_its_matrix_by_shape_wherever_it_lies(half: bool, models: Path, photo: RGB) -> None:
    matrix = np.roll(np.eye(512), 7, axis=1)
    put(models, "arcface", encoder(512))
    put(models, "inswapper", inswapper(matrix, np.ones((512, 4)), np.ones((4, 512)), half=half))
    painter = InSwapper()
    with MESH.lease("facemesh") as mesh:
        face = mesh.find(photo, most=1)[0]
    code = painter._encoder.encode(photo, face)
    assert painter.identify(photo, face) == pytest.approx(np.roll(code, 7), abs=1e-5)


@pytest.mark.parametrize("unread", [(), (np.eye(512), np.eye(512))])
def test_inswapper_without_one_clear_matrix_is_told(unread: tuple[NDArray[np.float64], ...], models: Path) -> None:
    graph = inswapper(np.eye(512), *unread) if unread else encoder(512)
    put(models, "inswapper", graph)
    with pytest.raises(BrokenWeights):
        read_matrix(list_imported(models, "inswapper")[0])


@pytest.mark.parametrize("lay", [lay_ffhq, lay_inswapper, lay_by_pose])
def test_crop_laid_back_lies_where_it_came_from(lay: object, photo: RGB, face: FaceMesh) -> None:
    assert callable(lay)
    matrix, area = lay(five_points(face), 256), work_area(photo, face)
    back, known = lay_back(cut_out(photo, matrix, 256).astype(np.float32) / 255, matrix, area)
    assert known.max() == pytest.approx(1)
    assert np.abs(back - area.colours)[known > 0.99].mean() < 0.02


def test_narrowed_crop_shows_the_middle(photo: RGB, face: FaceMesh) -> None:
    matrix = lay_ffhq(five_points(face), 200)
    whole, middle = cut_out(photo, matrix, 200), cut_out(photo, narrowed(matrix, 200, 0.5), 200)
    assert np.abs(cv2.resize(whole[50:150, 50:150], (200, 200)).astype(int) - middle).mean() < 4


def test_turned_heads_are_laid_on_a_turned_template() -> None:
    turned = np.array([[54.796, 49.99], [60.771, 50.115], [76.673, 69.007], [55.388, 89.702], [61.257, 89.05]])
    matrix = lay_by_pose((3 * turned + 40).astype(np.float32), 112)
    assert (3 * turned + 40) @ matrix[:, :2].T + matrix[:, 2] == pytest.approx(turned, abs=0.01)


def test_large_photo_is_shrunk_before_it_is_cut(photo: RGB, face: FaceMesh) -> None:
    large = np.asarray(cv2.resize(photo, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC), np.uint8)
    points = five_points(face)
    small, same = (
        cut_out(image, lay_ffhq(where, 128), 128) for image, where in ((photo, points), (large, 4 * points + 1.5))
    )
    assert np.abs(small.astype(int) - same).mean() < 2
