"""VideoReTalking's networks compute what the official code computes, weight for weight.

The names, the shapes and every 97th value of the outputs in ``data/retalking_*`` come of the official modules, from
github.com/OpenTalker/video-retalking at commit d32e8e58248255e2d243eeaf3cba545dbe505ca8, on a CPU in float32, filled as
``golden.py`` fills; the vectors of spectral normalisation then by three steps of power iteration, and the noise of
ENet's four layers drawn by ``noise:0`` … ``noise:3``. The official ENet holds an LNet as ``low_res``: here it is given
what LNet draws of the same faces.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from onnxruntime import InferenceSession
from tests.lab.golden import IN_RUNTIME, IN_TORCH, Golden
from tests.lab.graphs import import_into
from torch import Tensor, nn
from torch.nn import functional as f

from visavis.engines.choosing import GRAPH
from visavis.engines.imported import Library, library, use_library
from visavis.engines.onnx import open_network
from visavis.lab.published.network import Network
from visavis.lab.retalking.enet import ENet
from visavis.lab.retalking.published import NETWORKS
from visavis.media.image import resize
from visavis.media.values import Audio
from visavis.people.casting import cast
from visavis.people.retalking import Wishes, open_retalker
from visavis.studio.talk.retalking.coefficients import Coefficients

DATA = Path(__file__).parent / "data"
INPUTS: dict[str, list[dict[str, Any]]] = {
    "dnet": [
        {"seed": "input:dnet-face", "shape": [1, 3, 256, 256], "low": -1, "high": 1},
        {"seed": "input:dnet-coefficients", "shape": [1, 73, 26], "low": -1, "high": 1},
    ],
    "lnet": [
        {"seed": "input:lnet-mel", "shape": [1, 1, 80, 16], "low": -4, "high": 4},
        {"seed": "input:lnet-faces", "shape": [1, 6, 96, 96], "low": 0, "high": 1},
    ],
    "enet": [{"seed": "input:enet-faces", "shape": [1, 6, 384, 384], "low": 0, "high": 1}],
}


@cache
def golden(kind: str) -> Golden:
    keys = json.loads((DATA / f"retalking_{kind}.keys.json").read_text())
    about = {"equalised_lr": False, "inputs": INPUTS[kind], "sample_step": 97}
    return Golden(keys, about, np.load(DATA / f"retalking_{kind}.npz")["sample"])


def network(kind: str) -> Network:
    return next(one for one in NETWORKS if one.kind == kind)


@cache
def filled(kind: str) -> nn.Module:
    net = network(kind).build().eval().requires_grad_(False)
    golden(kind).fill(net)
    _settle(net)
    if isinstance(net, ENet):
        for index, layer in enumerate(net.style_convs):
            noise = layer.get_buffer("noise")
            noise.copy_(_drawn(f"noise:{index}", list(noise.shape)))
    return net


@cache
def inputs(kind: str) -> tuple[Tensor, ...]:
    given = golden(kind).inputs()
    if kind != "enet":
        return tuple(given)
    mel, small = inputs("lnet")[0], f.interpolate(given[0], (96, 96), mode="bilinear")
    return filled("lnet")(mel, small), given[0][:, 3:]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", ["dnet", "lnet", "enet"])
def test_network_of_retalking_equals_the_official_one(kind: str) -> None:
    net = filled(kind)
    assert {name: list(value.shape) for name, value in net.state_dict().items()} == golden(kind).keys
    assert golden(kind).error(net(*inputs(kind))) <= IN_TORCH


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that holds all three, whole and filled."""
    folder = tmp_path_factory.mktemp("models")
    for one in NETWORKS:
        import_into(folder, one, filled(one.kind), "filled")
    return folder


@pytest.mark.large
@pytest.mark.timeout(900)  # LNet has 128 million weights: the exporter takes half a minute of a free core
@pytest.mark.parametrize("kind", ["dnet", "lnet", "enet"])
def test_graph_of_retalking_gives_the_official_output_in_the_runtime(kind: str, models: Path) -> None:
    session = open_network(models / kind / "filled" / GRAPH)
    twice = _run(session, tuple(torch.cat([given, given.flip(-1)]) for given in inputs(kind)))
    assert len(twice) == 2
    assert golden(kind).error(twice[:1]) <= IN_RUNTIME


@pytest.mark.large
@pytest.mark.timeout(900)
def test_pipeline_runs_over_the_whole_networks(models: Path) -> None:
    before = library()
    use_library(Library(models))
    photo = resize(cast()[0].portrait(), 256, 256)
    grey = np.full_like(photo, 90)
    sound = Audio(np.random.default_rng(0).standard_normal(8_000).astype(np.float32) / 8, 16_000)
    coefficients = Coefficients(np.zeros((3, 262), np.float32), np.zeros(64, np.float32), own=False)
    with open_retalker(Wishes(), coefficients) as retalker:
        made = list(retalker.repaint([photo, grey, photo], sound, 25))
    use_library(before)

    assert [(ran.stage, ran.engine, ran.why) for ran in retalker.stages] == [
        ("stabilise", "dnet", None),
        ("lips", "lnet", None),
        ("enhance", "enet", None),
    ]
    assert [one.has_face for one in made] == [True, False, True]
    assert made[1].image is grey
    assert np.array_equal(made[0].image[:80], photo[:80])
    assert (made[0].image != photo).mean() > 0.05


def test_vectors_of_another_spectral_norm_change_the_output() -> None:
    """The comparison would see a convolution whose norm is left out."""
    net = filled("lnet")
    vector = net.get_buffer("decoder.final.model.0.weight_u")
    vector.mul_(2)
    error = golden("lnet").error(net(*inputs("lnet")))
    vector.div_(2)
    assert error > 10 * IN_TORCH


def _run(session: InferenceSession, given: tuple[Tensor, ...]) -> Any:
    names = [one.name for one in session.get_inputs()]
    return session.run(None, {name: value.numpy() for name, value in zip(names, given, strict=True)})[0]


def _settle(net: nn.Module) -> None:
    """Give each spectral norm the vectors that three steps of power iteration find."""
    state = net.state_dict()
    for name in [name for name in state if name.endswith("weight_orig")]:
        matrix, v = state[name].flatten(1), state[f"{name[:-4]}v"]
        for _ in range(3):
            u = f.normalize(matrix @ v, dim=0)
            v = f.normalize(matrix.T @ u, dim=0)
        state[f"{name[:-4]}u"], state[f"{name[:-4]}v"] = u, v
    net.load_state_dict(state)


def _drawn(name: str, shape: list[int]) -> Tensor:
    about = {"inputs": [{"seed": name, "shape": shape, "low": None, "high": None}]}
    return Golden({}, about, np.zeros(0, np.float32)).inputs()[0]
