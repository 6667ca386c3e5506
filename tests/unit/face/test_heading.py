"""Head pose by two engines: the mesh's, and a judge that the user imports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.unit.engines.graphs import write_fsanet

from visavis.engines.accepting import Acceptance
from visavis.engines.checking import AlteredWeights
from visavis.engines.imported import Library, library, use_library
from visavis.engines.importing_onnx import import_onnx
from visavis.face.heading import HEADING
from visavis.face.heading.fsanet import WEIGHTS, FsaNet, face_crop
from visavis.face.mesh import MESH
from visavis.kit.errors import Unavailable
from visavis.media.image import load_image
from visavis.media.values import RGB
from visavis.people.casting import cast


@pytest.fixture
def models(tmp_path: Path) -> Iterator[Path]:
    before = library()
    use_library(Library(tmp_path / "models"))
    yield tmp_path / "models"
    use_library(before)


def test_without_weights_the_judge_says_what_to_do_and_the_mesh_serves(models: Path) -> None:
    assert HEADING.choose().name == "mesh"
    with pytest.raises(Unavailable, match="visavis models card fsanet"), HEADING.lease("fsanet"):
        pass


def test_a_crop_is_what_the_network_wants_at_the_pictures_edge_too() -> None:
    portrait = cast()[0].portrait()
    with MESH.lease() as mesh:
        face = mesh.find(portrait, most=1)[0]
    for image in (portrait, portrait[:, 250:]):
        moved = type(face)(face.points - np.array([portrait.shape[1] - image.shape[1], 0, 0], np.float32), face.score)
        crop = face_crop(np.ascontiguousarray(image), moved)
        assert crop.shape == (1, 3, 64, 64)
        assert crop.dtype == np.float32
        assert -1 <= crop.min() < crop.max() <= 1


def test_an_imported_judge_reads_degrees(models: Path, tmp_path: Path) -> None:
    import_onnx(write_fsanet(tmp_path / "a.onnx"), models / "fsanet" / "a", Acceptance("MIT", "me"))
    portrait = cast()[0].portrait()
    assert HEADING.why_not("fsanet") is None
    judge = FsaNet()
    with MESH.lease() as mesh:
        face = mesh.find(portrait, most=1)[0]
    told = judge.read(portrait, face)
    expected = 1e-3 * float(face_crop(portrait, face).sum())
    assert judge.card.licence_weights == "MIT"
    assert (told.yaw_deg, told.pitch_deg) == pytest.approx((expected, expected), abs=1e-3)
    assert told.roll_deg == pytest.approx(-expected, abs=1e-3)


def test_a_graph_that_was_changed_later_is_told_with_what_to_do(models: Path, tmp_path: Path) -> None:
    record = import_onnx(write_fsanet(tmp_path / "a.onnx"), models / "fsanet" / "a", Acceptance("MIT", "me"))
    (record.parent / "network.onnx").write_bytes(b"damaged")
    with pytest.raises(AlteredWeights, match="visavis models remove fsanet/a"):
        FsaNet()


@pytest.mark.shared
def test_judge_and_mesh_agree_on_signs_and_about_on_degrees(models: Path, shared_data: Path) -> None:
    name = next(iter(WEIGHTS.hashes))
    accepted = Acceptance("MIT", "me", hashes=WEIGHTS.hashes)
    import_onnx(shared_data / "weights" / name, models / "fsanet" / "a", accepted)
    folder = shared_data / "truth" / "pointing04"
    left, right, up, down = (
        load_image(next(folder.rglob(f"*{told}.jpg"))) for told in ("+0-45", "+0+45", "+30+0", "-30+0")
    )
    tilted = turned(cast()[0].portrait(), 20)
    judge = FsaNet()
    with MESH.lease() as mesh, HEADING.lease("mesh") as ours:
        pairs = [
            (judge.read(image, face), ours.read(image, face))
            for image in (left, right, up, down, tilted)
            for face in mesh.find(image, most=1)
        ]
    assert len(pairs) == 5
    for judged, read in pairs[:2]:
        assert judged.yaw_deg == pytest.approx(read.yaw_deg, abs=20)
        assert abs(judged.yaw_deg) > 20
    assert pairs[2][0].pitch_deg > pairs[3][0].pitch_deg + 20
    assert pairs[4][0].roll_deg == pytest.approx(pairs[4][1].roll_deg, abs=4)


def turned(image: RGB, degrees: float) -> RGB:
    side = image.shape[0]
    turn = cv2.getRotationMatrix2D((side / 2, side / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(image, turn, (side, side), borderMode=cv2.BORDER_REPLICATE), np.uint8)
