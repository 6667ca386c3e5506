"""How fast faces are made: `make bench`, or `pytest tests/bench/test_generate.py -m bench -s`."""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median

import cv2
import numpy as np
import onnxruntime
import pytest
from httpx import Client

from visavis.media.image import encode_jpeg
from visavis.people.portraying import portray
from visavis.people.recipes import draw_recipe
from visavis.people.thumbnails import face_jpeg
from visavis.studio.generate import GENERATE, GenerateEngine
from visavis.studio.generate.eigen import _FOLDER, WEIGHTS, Model

pytestmark = pytest.mark.bench
THREADS, RUNS, LIMIT_MS = 2, 9, 500


@pytest.fixture(scope="module")
def engine() -> Iterator[GenerateEngine]:
    with GENERATE.lease("eigen") as leased:
        yield leased


def measure(work: Callable[[], object]) -> float:
    """The median in ms, after one run that warms up."""
    work()
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - started))
    return median(times)


def test_one_face(engine: GenerateEngine) -> None:
    latents = iter([engine.draw(seed) for seed in range(RUNS + 1)])
    whole_ms = measure(lambda: engine.render(next(latents)))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    network = onnxruntime.InferenceSession((_FOLDER / WEIGHTS).read_bytes(), options, ["CPUExecutionProvider"])
    linear = np.full((1, *Model.load().mean_colour.shape), 0.5, np.float32)
    network_ms = measure(lambda: network.run(None, {"linear": linear}))
    sys.stdout.write(
        f"\none face, {engine.size_px} px: {whole_ms:.0f} ms, its network on {THREADS} threads {network_ms:.0f} ms"
        f"{beside_torch()} (limit {LIMIT_MS} ms)\n"
    )
    assert whole_ms > 0


def beside_torch() -> str:
    """The same network by torch, in the same run; says so where torch isn't installed."""
    if importlib.util.find_spec("torch") is None:
        return ", torch isn't installed"
    import torch

    from visavis.lab.eigen.appearance import TEXTURE_PX
    from visavis.lab.eigen.model import Finish

    torch.set_num_threads(THREADS)
    with torch.inference_mode():
        finish, linear = Finish().eval(), torch.full((1, 4, TEXTURE_PX, TEXTURE_PX), 0.5)
        torch_ms = measure(lambda: finish(linear))
    return f", by torch {torch_ms:.0f} ms"


def test_one_portrait_of_512_px(engine: GenerateEngine) -> None:
    cv2.setNumThreads(THREADS)
    recipes = iter([draw_recipe(engine, seed, "male-white") for seed in range(RUNS + 1)])
    portrait_ms = measure(lambda: portray(next(recipes)))
    sys.stdout.write(f"\none portrait, 512 px: {portrait_ms:.0f} ms\n")
    assert portrait_ms > 0


def test_page_of_twelve(guest: Client) -> None:
    face_jpeg.cache_clear()
    started = time.perf_counter()
    faces = guest.get("/api/gallery/faces", params={"start": 24_000}).json()["faces"]
    came = []
    for face in faces:
        assert guest.get(face["image_url"]).status_code == 200
        came.append(1000 * (time.perf_counter() - started))
    sys.stdout.write(f"\npage of 12: first face after {came[0]:.0f} ms, all after {came[-1]:.0f} ms, one by one\n")
    assert len(came) == 12


def test_steering_costs_little_beside_drawing(engine: GenerateEngine) -> None:
    latent = engine.draw(1)
    steer_ms = measure(lambda: engine.steer(latent, {"age": 40}))
    jpeg_ms = measure(lambda: encode_jpeg(np.zeros((256, 256, 3), np.uint8)))
    sys.stdout.write(f"\nsteering {steer_ms:.2f} ms, JPEG of 256 px {jpeg_ms:.2f} ms\n")
    assert steer_ms > 0
