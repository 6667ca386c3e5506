"""Networks of the official layout, made narrow and with random weights, from torch to a photo: the whole path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from tests.lab.test_published_faces_golden import export
from torch import Tensor, nn

from visavis.engines.imported import Library, use_library
from visavis.face.mesh import MESH, FaceMesh
from visavis.lab.beautygan.generator import BranchGenerator
from visavis.lab.beautygan.published import NETWORKS as MAKE_UP
from visavis.lab.faceprior.gfpgan import Gfpgan
from visavis.lab.faceprior.gpen import Gpen
from visavis.lab.faceprior.published import NETWORKS as PRIORS
from visavis.lab.generator.model import Shape
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.studio.makeup import MAKEUP, Shares, beautygan
from visavis.studio.restore import RESTORE, RestoreWishes, gfpgan, gpen


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Nets this small lose more by waiting for other threads than they win."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def portrait() -> RGB:
    return cast()[0].portrait()


@pytest.fixture(scope="module")
def face(portrait: RGB) -> FaceMesh:
    with MESH.lease("facemesh") as mesh:
        return mesh.find(portrait, most=1)[0]


@pytest.fixture
def models(tmp_path: Path) -> Iterator[Path]:
    use_library(Library(tmp_path))
    RESTORE._loaded.clear()
    yield tmp_path
    RESTORE._loaded.clear()
    MAKEUP._loaded.pop("beautygan", None)
    use_library(Library())


def shelve(net: nn.Module, inputs: dict[str, Tensor], folder: Path) -> nn.Module:
    folder.mkdir(parents=True)
    net.eval().requires_grad_(False)
    export(net, inputs, folder / "network.onnx")
    (folder / "import.json").write_text(json.dumps({"licence": "CC0-1.0"}), "utf-8")
    return net


def narrow(side_px: int) -> Shape:
    return Shape(side_px, style_dim=16, mapping_layers=2, channel_base=2048, channel_max=8)


@pytest.mark.parametrize(
    ("kind", "side_px", "make"), [("gpen256", 256, Gpen), ("gpen512", 512, Gpen), ("gfpgan", 512, Gfpgan)]
)
def test_a_random_network_restores_within_its_mask(
    kind: str, side_px: int, make: type[Gpen | Gfpgan], models: Path, portrait: RGB, face: FaceMesh
) -> None:
    torch.manual_seed(0)
    faces = {"face": torch.rand(2, 3, side_px, side_px)}
    shelve(make(narrow(side_px)), faces, models / kind / "random")
    with RESTORE.lease(kind) as engine:
        made, again = (engine.restore(portrait, [face], RestoreWishes()) for _ in range(2))
    assert made.image.tobytes() == again.image.tobytes()
    assert np.array_equal(made.image[made.mask == 0], portrait[made.mask == 0])
    assert (made.image[made.mask > 0.9] != portrait[made.mask > 0.9]).any()
    assert (made.mask == 0).mean() > 0.1


def test_every_network_has_a_card_and_an_engine() -> None:
    cards = {one.kind: one for one in (gfpgan.WEIGHTS, gpen.WEIGHTS_256, gpen.WEIGHTS_512, beautygan.WEIGHTS)}
    for network in (*PRIORS, *MAKE_UP):
        megabytes = sum(value.nbytes for value in network.build().state_dict().values()) / 1e6
        assert cards[network.kind].megabytes == pytest.approx(megabytes, abs=1)
        assert network.kind in {**RESTORE.entries, **MAKEUP.entries}


@pytest.mark.parametrize("make", [Gpen, Gfpgan])
def test_the_same_face_gives_the_same_picture_in_any_batch(make: type[Gpen | Gfpgan]) -> None:
    torch.manual_seed(0)
    net = make(narrow(64)).eval()
    faces = torch.rand(3, 3, 64, 64)
    with torch.inference_mode():
        assert torch.allclose(net(faces)[1:2], net(faces[1:2]), atol=1e-5)


def test_a_random_network_makes_up_within_its_mask(models: Path, portrait: RGB, face: FaceMesh) -> None:
    torch.manual_seed(0)
    network = MAKE_UP[0]
    shelve(network.graph(BranchGenerator(8, 1)), network.examples(), models / "beautygan" / "random")
    with MAKEUP.lease("beautygan") as engine:
        worn = engine.read(cast()[1].portrait())
        made, again = (engine.paint(portrait, face, worn, Shares()) for _ in range(2))
    assert made.image.tobytes() == again.image.tobytes()
    assert np.array_equal(made.image[made.mask == 0], portrait[made.mask == 0])
    assert (made.image[made.mask > 0.9] != portrait[made.mask > 0.9]).any()
