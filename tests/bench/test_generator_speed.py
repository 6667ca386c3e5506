"""How fast a StyleGAN2 draws and learns: `make bench`, or `pytest tests/bench/test_generator_speed.py -m bench -s`.

Weights are random: they change nothing about the time.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from tests.lab.nets import draw_pictures

from visavis.lab.generator.data import Pictures
from visavis.lab.generator.export import export
from visavis.lab.generator.model import Generator
from visavis.lab.generator.recipe import read_recipe
from visavis.lab.generator.train import Trainer

pytestmark = pytest.mark.bench


def _seconds(work: Callable[[], object], times: int = 5) -> tuple[float, float]:
    """Median by the clock and mean of the processor, after one run to warm up."""
    work()
    walls, used = [], time.process_time()
    for _ in range(times):
        began = time.perf_counter()
        work()
        walls.append(time.perf_counter() - began)
    return float(np.median(walls)), (time.process_time() - used) / times


def test_one_face_of_256_px(tmp_path: Path) -> None:
    generator = Generator(read_recipe("gpu-256").shape).requires_grad_(False).eval()
    made = export(generator, tmp_path, half=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(made.synthesis, options, providers=["CPUExecutionProvider"])
    w = torch.randn(1, generator.shape.styles, generator.shape.style_dim)
    runtime, runtime_cpu = _seconds(lambda: session.run(None, {"w": w.numpy()}))
    torch.set_num_threads(2)
    plain, plain_cpu = _seconds(lambda: generator.synthesis(w))
    size = made.mapping.stat().st_size + made.synthesis.stat().st_size
    sys.stdout.write(
        f"\ngpu-256, {size / 1e6:.1f} MB: ONNX Runtime {1e3 * runtime:.0f} ms a face ({1e3 * runtime_cpu:.0f} ms of "
        f"processor), torch {1e3 * plain:.0f} ms ({1e3 * plain_cpu:.0f}), load {os.getloadavg()[0]:.0f}\n"
    )
    assert np.abs(session.run(None, {"w": w.numpy()})[0] - generator.synthesis(w).numpy()).max() < 0.05


@pytest.mark.parametrize("name", ["cpu-32", "cpu-64"])
def test_training_on_a_cpu(name: str, tmp_path: Path) -> None:
    recipe = read_recipe(name)
    trainer = Trainer(
        recipe, Pictures(draw_pictures(tmp_path, 16, recipe.size_px), recipe.size_px), torch.device("cpu")
    )
    wall, cpu = _seconds(trainer.step, times=recipe.r1_every)
    sys.stdout.write(
        f"\n{name}: {recipe.batch / wall:.1f} pictures/s, {1e3 * cpu / recipe.batch:.0f} ms of processor each\n"
    )
    assert trainer.shown == (recipe.r1_every + 1) * recipe.batch
