"""Frames a second of the talking engines: `pytest tests/bench/test_wav2lip.py -m bench -s`.

The same random-weight Wav2Lip in ONNX Runtime and in torch, on two threads, and the embedded engine at the same size.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import pytest
import torch
from tests.lab.graphs import import_into

from visavis.engines.choosing import GRAPH, chosen
from visavis.engines.imported import Library, library, use_library
from visavis.lab.published.network import Network
from visavis.lab.wav2lip.published import NETWORKS
from visavis.media.values import Audio
from visavis.people.casting import cast
from visavis.studio.talk import LIPS, TALK, Motion
from visavis.studio.talk.engine import FPS
from visavis.studio.talk.motion_audio import motion_from_audio
from visavis.studio.talk.render import FrameRenderer
from visavis.studio.talk.rig import MeshRig
from visavis.studio.talk.wav2lip import BATCH

pytestmark = pytest.mark.bench
THREADS, ROUNDS = 2, 2
_OLDER = {"wav2lip": "Wav2Lip-96's network alone was measured at about 41 ms a frame (24 frames/s)", "wav2lip256": ""}


@pytest.fixture(autouse=True)
def _two_threads() -> Iterator[None]:
    before = torch.get_num_threads(), cv2.getNumThreads()
    torch.set_num_threads(THREADS)
    cv2.setNumThreads(THREADS)
    yield
    torch.set_num_threads(before[0])
    cv2.setNumThreads(before[1])


@pytest.fixture
def models(tmp_path: Path) -> Iterator[Path]:
    before = library()
    use_library(Library(tmp_path))
    yield tmp_path
    use_library(before)


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.kind)
def test_frames_a_second_of_every_way_to_make_lips(network: Network, models: Path) -> None:
    torch.manual_seed(1)
    net = network.build().eval()
    import_into(models, network, net, "random")
    side_px = 256 if network.kind.endswith("256") else 96
    told = {
        "torch": _pace(_by_torch(net, side_px)),
        "ONNX Runtime": _pace(_by_runtime(chosen(network.kind).folder / GRAPH, side_px)),
    }
    sound = _noise(2.0)
    motion = motion_from_audio(sound)
    rig = TALK.entries["mesh"].load().prepare(cast()[0].portrait(), 256)
    assert isinstance(rig, MeshRig)
    told["embedded mesh, 256 px frames"] = _pace(_by_mesh(rig, motion))
    film = [FrameRenderer(rig).frame(motion, index) for index in range(2 * BATCH)]
    engine = LIPS.entries[network.kind].load()
    told["whole engine, tracked, repainted and pasted, 256 px frames"] = _pace(
        lambda: len(list(engine.repaint(film, sound, FPS)))
    )
    lines = [f"  {name:60} {wall:7.1f} frames/s   {cpu:7.1f} CPU-ms a frame" for name, (wall, cpu) in told.items()]
    sys.stdout.write(f"\n{network.kind}, {THREADS} threads, batches of {BATCH}\n" + "\n".join(lines) + "\n")
    sys.stdout.write(_OLDER[network.kind] + "\n")
    assert told["ONNX Runtime"][1] > 0


def _pace(work: Callable[[], int]) -> tuple[float, float]:
    """Frames a second by the clock, and milliseconds of processor time a frame, of the best round."""
    work()
    rounds = []
    for _ in range(ROUNDS):
        began, used = time.perf_counter(), time.process_time()
        frames = work()
        rounds.append((frames / (time.perf_counter() - began), 1000 * (time.process_time() - used) / frames))
    return max(wall for wall, _ in rounds), min(cpu for _, cpu in rounds)


def _inputs(side_px: int) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.float32]], ...]:
    rng = np.random.default_rng(1)
    mel = rng.uniform(-4, 4, (BATCH, 1, 80, 16)).astype(np.float32)
    return mel, rng.uniform(0, 1, (BATCH, 6, side_px, side_px)).astype(np.float32)


def _by_torch(net: torch.nn.Module, side_px: int) -> Callable[[], int]:
    given = [torch.from_numpy(one) for one in _inputs(side_px)]

    def work() -> int:
        with torch.inference_mode():
            return len(net(*given))

    return work


def _by_runtime(graph: Path, side_px: int) -> Callable[[], int]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    given = dict(zip(("mel", "face"), _inputs(side_px), strict=True))
    return lambda: len(session.run(["picture"], given)[0])


def _by_mesh(rig: MeshRig, motion: Motion) -> Callable[[], int]:
    renderer = FrameRenderer(rig)
    still = replace(motion, sound=None)
    return lambda: sum(renderer.frame(still, index).size > 0 for index in range(2 * BATCH))


def _noise(duration_s: float) -> Audio:
    rng = np.random.default_rng(2)
    return Audio((0.2 * rng.standard_normal(round(duration_s * 16_000))).astype(np.float32), 16_000)
