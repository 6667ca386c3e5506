"""Make-up by an imported network: the path from both faces through ONNX Runtime to the photo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.unit.studio.makeup.graphs import write_graph

from visavis.engines.imported import Library, use_library
from visavis.engines.onnx import BrokenWeights
from visavis.face.mesh import MESH, FaceMesh
from visavis.face.parts import EYES, OUTER_LIPS
from visavis.kit.errors import Unavailable
from visavis.media.values import RGB, Mask
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.studio.makeup import MAKEUP, REGIONS, NotPaintable, Painted, Shares, find_preset


@pytest.fixture
def models(tmp_path: Path) -> Iterator[Path]:
    """An empty library that the shelf looks into."""
    use_library(Library(tmp_path))
    MAKEUP._loaded.pop("beautygan", None)
    yield tmp_path
    MAKEUP._loaded.pop("beautygan", None)
    use_library(Library())


@pytest.fixture(scope="module")
def photo() -> RGB:
    return portray(Recipe.parse("eigen:8:female-white"))


@pytest.fixture(scope="module")
def reference() -> RGB:
    return portray(Recipe.parse("eigen:23:female-black"))


@pytest.fixture(scope="module")
def face(photo: RGB) -> FaceMesh:
    with MESH.lease("facemesh") as mesh:
        return mesh.find(photo, most=1)[0]


def paint(photo: RGB, face: FaceMesh, reference: RGB, shares: Shares = Shares()) -> Painted:  # noqa: B008
    with MAKEUP.lease("beautygan") as engine:
        return engine.paint(photo, face, engine.read(reference), shares)


def part_of(face: FaceMesh, part: tuple[int, ...], shape: tuple[int, ...], shrunk: float = 0.7) -> Mask:
    points = face.points[list(part), :2]
    plane = np.zeros(shape[:2], np.uint8)
    cv2.fillPoly(plane, [np.round(points.mean(0) + shrunk * (points - points.mean(0))).astype(np.int32)], 1)
    return np.asarray(plane, np.float32)


def test_a_network_that_changes_nothing_changes_nothing(
    models: Path, photo: RGB, face: FaceMesh, reference: RGB
) -> None:
    write_graph(models / "beautygan" / "tiny")
    assert np.abs(paint(photo, face, reference).image.astype(int) - photo).max() <= 1


def test_the_networks_change_comes_to_the_face_and_nothing_else_is_touched(
    models: Path, photo: RGB, face: FaceMesh, reference: RGB
) -> None:
    write_graph(models / "beautygan" / "tiny", reddened=0.15)
    made = paint(photo, face, reference)
    assert np.array_equal(made.image[made.mask == 0], photo[made.mask == 0])
    lips = part_of(face, OUTER_LIPS, photo.shape) > 0
    assert np.percentile((made.image[lips].astype(int) - photo[lips])[:, 0], 80) > 15
    for eye in EYES:
        inside = part_of(face, eye, photo.shape, 0.5) > 0
        assert np.abs(made.image[inside].astype(int) - photo[inside]).mean() < 2


def test_the_picture_counts(models: Path, photo: RGB, face: FaceMesh, reference: RGB) -> None:
    write_graph(models / "beautygan" / "tiny", of_reference=0.5)
    own, darker = paint(photo, face, photo).image, paint(photo, face, reference).image
    skin = own[(paint(photo, face, reference).mask > 0.9)].mean()
    assert darker[paint(photo, face, reference).mask > 0.9].mean() < skin - 10


def test_a_region_whose_share_is_0_stays_bare(models: Path, photo: RGB, face: FaceMesh, reference: RGB) -> None:
    write_graph(models / "beautygan" / "tiny", reddened=0.15)
    lips = part_of(face, OUTER_LIPS, photo.shape) > 0
    only = Shares(**(dict.fromkeys(REGIONS, 0.0) | {"lips": 1.0}))
    but = Shares(lips=0.0)
    kept, whole = (
        np.abs(paint(photo, face, reference, shares).image[lips].astype(int) - photo[lips]).mean()
        for shares in (but, Shares())
    )
    assert kept < 0.05 * whole
    made = paint(photo, face, reference, only)
    assert (made.image[lips] != photo[lips]).any()
    nose = np.round(face.points[4, :2]).astype(int)
    assert np.array_equal(made.image[nose[1], nose[0]], photo[nose[1], nose[0]])


def test_a_look_of_the_list_is_refused_with_what_to_do(models: Path, photo: RGB, face: FaceMesh) -> None:
    write_graph(models / "beautygan" / "tiny")
    with MAKEUP.lease("beautygan") as engine, pytest.raises(NotPaintable, match="works from a picture"):
        engine.paint(photo, face, find_preset("autumn"), Shares())


def test_what_one_engine_read_the_other_refuses(models: Path, photo: RGB, face: FaceMesh, reference: RGB) -> None:
    write_graph(models / "beautygan" / "tiny")
    with MAKEUP.lease("beautygan") as one, MAKEUP.lease("paint") as other:
        for reader, painter in ((one, other), (other, one)):
            with pytest.raises(NotPaintable, match="read by another"):
                painter.paint(photo, face, reader.read(reference), Shares())


def test_without_weights_it_says_how_to_get_them_and_the_embedded_engine_serves(models: Path) -> None:
    with pytest.raises(Unavailable, match="visavis models card beautygan"), MAKEUP.lease("beautygan"):
        pass
    assert MAKEUP.choose().name == "paint"


def test_weights_that_cant_be_run_are_told(models: Path, photo: RGB, face: FaceMesh, reference: RGB) -> None:
    write_graph(models / "beautygan" / "tiny", reddened=float("nan"))
    with pytest.raises(BrokenWeights, match="import them again"):
        paint(photo, face, reference)
    MAKEUP._loaded.pop("beautygan")
    (models / "beautygan" / "tiny" / "network.onnx").write_bytes(b"no graph")
    with pytest.raises(BrokenWeights), MAKEUP.lease("beautygan"):
        pass
