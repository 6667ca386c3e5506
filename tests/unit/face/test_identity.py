"""Who a face is, by two engines: own gradients, and an encoder that the user imports."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from tests.unit.engines.graphs import write_arcface

from visavis.engines.accepting import Acceptance
from visavis.engines.imported import Library, library, use_library
from visavis.engines.importing_onnx import import_onnx
from visavis.face.align import align_face
from visavis.face.identity import IDENTITY
from visavis.face.identity.arcface import WEIGHTS, ArcFace, Scaling
from visavis.face.likeness import Code
from visavis.face.mesh import MESH
from visavis.kit.errors import Unavailable
from visavis.media.image import resize
from visavis.people.casting import cast

MINE = Acceptance("MIT", "me")


@pytest.fixture
def models(tmp_path: Path) -> Iterator[Path]:
    before = library()
    use_library(Library(tmp_path / "models"))
    yield tmp_path / "models"
    use_library(before)


def test_without_weights_arcface_says_what_to_do(models: Path) -> None:
    assert IDENTITY.choose().name == "likeness"
    with pytest.raises(Unavailable, match="visavis models card arcface"), IDENTITY.lease("arcface"):
        pass


def test_an_imported_encoder_sees_the_aligned_crop_in_its_own_range(models: Path, tmp_path: Path) -> None:
    import_onnx(write_arcface(tmp_path / "a.onnx", wide=16), models / "arcface" / "a", MINE)
    weights = np.random.default_rng(0).standard_normal((3 * 112 * 112, 16)).astype(np.float32)
    portrait = cast()[0].portrait()
    with MESH.lease() as mesh:
        face = mesh.find(portrait, most=1)[0]
    code = ArcFace().encode(portrait, face)
    crop, _ = align_face(portrait, face, 112)
    expected = ((crop.astype(np.float32) - 127.5) / 127.5).transpose(2, 0, 1).ravel() @ weights
    assert code.shape == (16,)
    assert code.dtype == np.float32
    assert np.linalg.norm(code) == pytest.approx(1, abs=1e-5)
    assert code @ expected / np.linalg.norm(expected) == pytest.approx(1, abs=1e-4)


def test_scaling_takes_each_colour_by_itself() -> None:
    scaled = Scaling((0, 10, 20), (1, 2, 4)).apply(np.full((2, 2, 3), 40, np.uint8))
    assert scaled[0, :, 0, 0].tolist() == [40, 15, 5]


def test_several_encoders_need_a_choice(models: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        source = write_arcface(tmp_path / f"{name}.onnx", wide=ord(name) - 90)
        import_onnx(source, models / "arcface" / name, MINE)
    reason = IDENTITY.why_not("arcface")
    assert reason is not None
    assert "VISAVIS_WEIGHTS, as arcface=NAME" in reason.en
    use_library(Library(models, {"arcface": "b"}))
    assert IDENTITY.why_not("arcface") is None


@pytest.mark.shared
def test_real_encoder_knows_a_face_in_another_size_and_tells_people_apart(models: Path, shared_data: Path) -> None:
    name = next(iter(WEIGHTS.hashes))
    accepted = Acceptance("Apache-2.0", "me", hashes=WEIGHTS.hashes)
    record = import_onnx(shared_data / "weights" / name, models / "arcface" / "a", accepted).read_text()
    assert f'"official_file": "{name}"' in record
    people = [one.portrait() for one in cast()[:4]]
    identity = ArcFace()
    with MESH.lease() as mesh:

        def encode(side: int) -> list[Code]:
            pictures = [resize(one, side, side) for one in people]
            return [identity.encode(one, mesh.find(one, most=1)[0]) for one in pictures]

        large, small = encode(768), encode(384)
    same = [float(a @ b) for a, b in zip(large, small, strict=True)]
    other = [float(a @ b) for a, b in combinations(large, 2)]
    assert min(same) > 0.9
    assert max(other) < 0.75
    assert max(other) < min(same) - 0.2


def test_shelf_loads_anew_when_other_weights_serve(models: Path, tmp_path: Path) -> None:
    portrait = cast()[0].portrait()
    with MESH.lease() as mesh:
        face = mesh.find(portrait, most=1)[0]
    sizes = []
    for name, wide in (("a", 8), ("b", 24)):
        import_onnx(write_arcface(tmp_path / f"{name}.onnx", wide), models / "arcface" / name, MINE)
        use_library(Library(models, {"arcface": name}))
        for _ in range(2):
            with IDENTITY.lease("arcface") as identity:
                sizes.append((identity.encode(portrait, face).size, id(identity)))
    assert [size for size, _ in sizes] == [8, 8, 24, 24]
    assert sizes[0] == sizes[1]
