"""Networks that users bring, beside torch and beside what is embedded, in one run: `make bench`, or
`pytest tests/bench/test_restore_networks.py -m bench -s`.

Weights are random: they change nothing about the time. Two threads everywhere; runs take turns, and medians are told.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
import torch
from tests.lab.test_published_faces_golden import export
from torch import nn

from visavis.engines.imported import Library, use_library
from visavis.face.mesh import MESH, FaceMesh
from visavis.lab.beautygan.published import NETWORKS as MAKE_UP
from visavis.lab.faceprior.published import NETWORKS as PRIORS
from visavis.lab.published.network import Network
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.studio.makeup import MAKEUP, Shares
from visavis.studio.restore import RESTORE, RestoreWishes

pytestmark = pytest.mark.bench
_TIMES = 5
BY_KIND: dict[str, Network] = {one.kind: one for one in (*PRIORS, *MAKE_UP)}


@pytest.fixture
def two_threads() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def portrait() -> RGB:
    return cast()[0].portrait()


@pytest.fixture(scope="module")
def face(portrait: RGB) -> FaceMesh:
    with MESH.lease("facemesh") as mesh:
        return mesh.find(portrait, most=1)[0]


def shelved(kind: str, models: Path) -> nn.Module:
    """Random weights in a library that the shelves look into; returns the same network in torch."""
    network, folder = BY_KIND[kind], models / kind / "random"
    torch.manual_seed(0)
    graph = network.graph(network.build()).eval().requires_grad_(False)
    folder.mkdir(parents=True)
    export(graph, network.examples(), folder / "network.onnx")
    (folder / "import.json").write_text(json.dumps({"licence": "none"}), "utf-8")
    use_library(Library(models))
    return graph


def measure(works: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """Medians in ms; the works take turns, so that what else runs meets all of them."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(_TIMES + 1):
        for name, work in works.items():
            began = time.perf_counter()
            work()
            if turn:
                found[name].append(1e3 * (time.perf_counter() - began))
    return {name: float(np.median(times)) for name, times in found.items()}


def tell(what: str, measured: dict[str, float]) -> None:
    told = ", ".join(f"{name} {ms:.0f} ms" for name, ms in measured.items())
    sys.stdout.write(f"\n{what}: {told}; load {os.getloadavg()[0]:.0f}\n")


def session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def networks(kind: str, models: Path, torch_net: nn.Module) -> dict[str, Callable[[], Any]]:
    """One example through the same network in ONNX Runtime and in torch; they give the same."""
    one = {name: value[:1] for name, value in BY_KIND[kind].examples().items()}
    runtime, given = session(models / kind / "random" / "network.onnx"), {name: v.numpy() for name, v in one.items()}
    made, true = runtime.run(None, given)[0], torch_net(*one.values()).numpy()
    assert np.abs(made - true).max() <= 2e-3 * np.abs(true).max()
    return {"ONNX Runtime": lambda: runtime.run(None, given), "torch": lambda: torch_net(*one.values())}


@pytest.mark.usefixtures("two_threads")
@pytest.mark.parametrize("kind", ["gpen256"])
def test_restoring_a_face(kind: str, portrait: RGB, face: FaceMesh, tmp_path: Path) -> None:
    works = networks(kind, tmp_path, shelved(kind, tmp_path))
    with RESTORE.lease(kind) as neural, RESTORE.lease("detail") as embedded:
        works[f"engine {kind}"] = lambda: neural.restore(portrait, [face], RestoreWishes())
        works["engine detail (embedded)"] = lambda: embedded.restore(portrait, [face], RestoreWishes())
        tell(f"one face in a photo of {portrait.shape[0]} px, {kind}", measure(works))
    use_library(Library())


@pytest.mark.usefixtures("two_threads")
def test_making_a_face_up(portrait: RGB, face: FaceMesh, tmp_path: Path) -> None:
    works = networks("beautygan", tmp_path, shelved("beautygan", tmp_path))
    reference = cast()[1].portrait()
    with MAKEUP.lease("beautygan") as neural, MAKEUP.lease("paint") as embedded:
        worn = neural.read(reference), embedded.read(reference)
        works["engine beautygan"] = lambda: neural.paint(portrait, face, worn[0], Shares())
        works["engine paint (embedded)"] = lambda: embedded.paint(portrait, face, worn[1], Shares())
        tell(f"make-up as in a picture, photo of {portrait.shape[0]} px", measure(works))
    use_library(Library())
