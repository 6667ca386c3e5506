"""How long face replacement takes: the same AEI-Net in ONNX Runtime and in torch, and whole replacements by it and by
the embedded mesh, on two threads in one run: `pytest tests/bench/test_swap_networks.py -m bench -s`.

Weights are random: they change nothing about the time.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import pytest
import torch
from tests.unit.studio.swap.tiny_networks import encoder, put
from torch import Tensor

from visavis.engines.imported import Library, library, use_library
from visavis.face.mesh import MESH
from visavis.lab.faceshifter.published import NETWORKS
from visavis.lab.published.exporting import export_network
from visavis.lab.published.network import Network
from visavis.people.casting import cast
from visavis.studio.swap import Wishes
from visavis.studio.swap.engine import SwapEngine
from visavis.studio.swap.faceshifter import VARIANTS, FaceShifter
from visavis.studio.swap.mesh import MeshSwap
from visavis.studio.swap.network import NetworkSwap

pytestmark = pytest.mark.bench
_THREADS, _TIMES = 2, 5


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Median by the clock and mean of the processor, after one run to warm up."""
    work()
    walls, used = [], time.process_time()
    for _ in range(_TIMES):
        began = time.perf_counter()
        work()
        walls.append(time.perf_counter() - began)
    return float(np.median(walls)), (time.process_time() - used) / _TIMES


def _told(name: str, seconds: tuple[float, float]) -> str:
    return f"{name} {1e3 * seconds[0]:.0f} ms ({1e3 * seconds[1]:.0f} ms of processor)"


@pytest.mark.parametrize("kind", ["ghost", "aeinet"])
def test_network_and_mesh_side_by_side(kind: str, tmp_path: Path) -> None:
    torch.set_num_threads(_THREADS)
    cv2.setNumThreads(_THREADS)
    network = next(one for one in NETWORKS if one.kind == kind)
    given = {name: value[:1] for name, value in network.examples().items()}
    graph = put(tmp_path, kind, b"") / "network.onnx"
    plain, error = _in_torch(network, given, graph)
    runtime = _in_runtime(given, graph)
    put(tmp_path, "arcface", encoder(given["identity"].shape[1]))
    whole, mesh = _replacements(kind, tmp_path)
    sys.stdout.write(
        f"\n{kind}, {graph.stat().st_size / 1e6:.0f} MB, 256 px, {_THREADS} threads, load {os.getloadavg()[0]:.0f}, "
        f"largest difference {error:.1e}:\n"
        f"  {_told('the network in ONNX Runtime', runtime)}, {_told('in torch', plain)}\n"
        f"  a whole replacement: {_told(kind, whole)}, {_told('mesh', mesh)}\n"
    )
    assert error < 2e-3


def _in_torch(network: Network, given: dict[str, Tensor], graph: Path) -> tuple[tuple[float, float], float]:
    """The time, and how far the graph that is written lies from it."""
    torch.manual_seed(0)
    net = network.build().eval().requires_grad_(False)
    with torch.inference_mode():
        plain = _seconds(lambda: net(*given.values()))
    return plain, export_network(network, net, graph)


def _in_runtime(given: dict[str, Tensor], graph: Path) -> tuple[float, float]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    arrays = {name: value.numpy() for name, value in given.items()}
    return _seconds(lambda: session.run(None, arrays))


def _replacements(kind: str, models: Path) -> tuple[tuple[float, float], tuple[float, float]]:
    photo, portrait, wishes = cast()[0].portrait(), cast()[3].portrait(), Wishes(hands=False)
    with MESH.lease("facemesh") as finder:
        face = finder.find(photo, most=1)[0]
    before = library()
    use_library(Library(models))
    try:
        network = NetworkSwap(FaceShifter(next(one for one in VARIANTS if one.kind == kind)))
    finally:
        use_library(before)
    engines: tuple[SwapEngine, ...] = (network, MeshSwap())
    sources = [engine.prepare(portrait) for engine in engines]
    first, second = (
        _seconds(lambda engine=engine, source=source: engine.replace(photo, face, source, wishes))  # type: ignore[misc]
        for engine, source in zip(engines, sources, strict=True)
    )
    return first, second
