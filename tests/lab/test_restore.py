"""The restoring network learns, goes on where it stopped, and answers the same in ONNX Runtime."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from visavis.lab.restore.data import Worn, draw_worn, lesson, split
from visavis.lab.restore.export import export
from visavis.lab.restore.model import Restorer
from visavis.lab.restore.train import Recipe, RestoreTraining, restore_frames
from visavis.studio.restore.frame import FRAME_PX, places


@pytest.fixture(scope="module")
def frames() -> NDArray[np.uint8]:
    """Two pictures full of edges."""
    rng = np.random.default_rng(0)
    blocks = rng.integers(0, 256, (2, FRAME_PX // 16, FRAME_PX // 16, 3)).astype(np.uint8)
    return np.repeat(np.repeat(blocks, 16, 1), 16, 2)


def recipe() -> Recipe:
    return Recipe(steps=40, batch=4, piece_px=64, rate=2e-3)


def test_lessons_depend_on_seed_and_step_alone(frames: NDArray[np.uint8]) -> None:
    one, same, other = (lesson(frames, 64, 1, step, 3) for step in (5, 5, 6))
    assert torch.equal(one.worn, same.worn)
    assert not torch.equal(one.worn, other.worn)
    assert one.worn.shape == one.sharp.shape == (3, 3, 64, 64)
    assert one.places.shape == (3, 2, 16, 16)


def test_wear_takes_detail_and_keeps_the_size(frames: NDArray[np.uint8]) -> None:
    rng = np.random.default_rng(0)
    worn = Worn(1.0, 4.0, 3.0, 80).on(frames[0], rng)
    assert worn.shape == frames[0].shape
    assert np.abs(np.diff(worn.astype(int), axis=0)).max() < np.abs(np.diff(frames[0].astype(int), axis=0)).max()
    assert all(1 <= draw_worn(rng).shrunk <= 4.4 for _ in range(50))


def test_nobody_is_learned_from_and_held_out() -> None:
    learned, held = split(np.arange(100, dtype=np.uint8))
    assert len(held) == 10
    assert not set(learned) & set(held)


def test_it_learns(frames: NDArray[np.uint8]) -> None:
    given = lesson(frames, 64, 7, 0, 16)
    training = RestoreTraining(Recipe(steps=200, batch=4, piece_px=64, rate=2e-3), frames)
    list(training.run(200))
    with torch.inference_mode():
        made = given.worn + training.average(given.worn, given.places)
    worn_gap, made_gap = ((one - given.sharp).abs().mean().item() for one in (given.worn, made))
    assert made_gap < 0.97 * worn_gap


def test_a_run_goes_on_exactly(frames: NDArray[np.uint8]) -> None:
    whole, part, rest = (RestoreTraining(recipe(), frames) for _ in range(3))
    list(whole.run(4))
    list(part.run(2))
    rest.restore(part.state())
    list(rest.run(2))
    for one, two in zip(whole.net.parameters(), rest.net.parameters(), strict=True):
        assert torch.equal(one, two)


@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning")  # of torch's exporter about itself
def test_onnx_answers_as_torch_does_at_any_size(frames: NDArray[np.uint8], tmp_path: Path) -> None:
    torch.manual_seed(0)
    net = Restorer(width=8, blocks=1)
    torch.nn.init.normal_(net.write.weight, 0, 0.05)
    assert "within" in export(net, tmp_path / "detail.onnx")
    assert not np.array_equal(restore_frames(net, frames[:1], places(FRAME_PX)), frames[:1])
