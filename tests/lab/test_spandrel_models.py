"""Networks through spandrel: without it, what to install is said; what it builds is exported like every other."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest
import torch
from tests.lab.test_published_faces_golden import export
from torch import Tensor, nn

from visavis.engines.onnx import open_network
from visavis.lab.faceprior.spandrel_models import NETWORKS, NoFaceNetwork, NoSpandrel, network_of, restoreformer

needs_absence = pytest.mark.skipif(find_spec("spandrel") is not None, reason="spandrel is here")


@needs_absence
def test_without_spandrel_it_says_what_to_install() -> None:
    for work in (restoreformer, lambda: network_of({}), NETWORKS[0].build):
        with pytest.raises(NoSpandrel, match="pip install spandrel torchvision"):
            work()


def test_a_torchvision_that_doesnt_fit_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unfit:
        def find_spec(self, name: str, *_: object) -> None:
            if name.split(".")[0] == "spandrel":
                raise RuntimeError("operator torchvision::nms does not exist\nmore")

    for name in [one for one in sys.modules if one.split(".")[0] == "spandrel"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Unfit(), *sys.meta_path])
    with pytest.raises(NoSpandrel, match=r"nms does not exist$"):
        restoreformer()


class Small(nn.Module):
    """Answers as RestoreFormer does: the picture, and what training looks at."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 3, padding=1)

    def forward(self, face: Tensor) -> tuple[Tensor, None]:
        return self.conv(face), None


@dataclass
class Descriptor:
    model: nn.Module
    purpose: str = "FaceSR"


class Loader:
    """spandrel's ModelLoader as its documentation tells it: the real one can't be imported beside a CPU torch."""

    def load_from_state_dict(self, state: dict[str, Tensor]) -> Descriptor:
        if "conv.weight" not in state:
            raise ValueError("unsupported model")
        net = Small()
        net.load_state_dict(state)
        return Descriptor(net, "FaceSR" if len(state) == 2 else "SR")


def test_what_spandrel_builds_becomes_a_graph(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = ModuleType("spandrel")
    module.ModelLoader = Loader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spandrel", module)
    net = Small()
    network = network_of(net.state_dict())
    graph = network.graph(network.build()).eval().requires_grad_(False)
    face = {"face": torch.rand(1, 3, 64, 64)}
    export(graph, face, tmp_path / "net.onnx")
    found = open_network(tmp_path / "net.onnx").run(None, {"face": face["face"].numpy()})[0]
    assert torch.allclose(torch.from_numpy(found), net(face["face"])[0].detach(), atol=1e-5)
    with pytest.raises(NoFaceNetwork, match="unsupported"):
        network_of({})
