"""The translation loops: they can learn, and a run that was interrupted gives the same bits as one that wasn't."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from visavis.lab.translate.critic import MultiscaleDiscriminator
from visavis.lab.translate.measure import feature_gap
from visavis.lab.translate.paired import PairedRecipe, PairedTraining, Pairs
from visavis.lab.translate.pix2pixhd import GlobalGenerator, LocalEnhancer
from visavis.lab.translate.running import Training, go_on
from visavis.lab.translate.ugatit import LightGenerator
from visavis.lab.translate.unpaired import UnpairedRecipe, UnpairedTraining


def lesson(step: int, channels: int = 1) -> Pairs:
    """Rings and the coloured discs they stand for."""
    rng = np.random.default_rng(step)
    rings, discs = [], []
    for _ in range(2):
        middle, radius = [int(v) for v in rng.integers(10, 22, 2)], int(rng.integers(5, 9))
        ring = cv2.circle(np.full((32, 32), 255, np.uint8), middle, radius, 0, 1)
        discs.append(cv2.circle(np.full((32, 32, 3), 200, np.uint8), middle, radius, (220, 60, 40), -1))
        rings.append(ring[None].repeat(channels, 0))
    source = torch.from_numpy(np.stack(rings).astype(np.float32) / 127.5 - 1)
    target = torch.from_numpy(np.stack(discs).transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1)
    return Pairs(source, target, torch.ones(2, 3))


def paired(lessons: Callable[[int], Pairs] = lesson, **changes: float) -> PairedTraining:
    torch.manual_seed(1)
    generator = GlobalGenerator(1, 3, width=8, downs=2, blocks=2, style_dim=3)
    recipe = PairedRecipe(rate=2e-3, ema=0.9, **changes)  # type: ignore[arg-type]
    return PairedTraining(recipe, generator, MultiscaleDiscriminator(4, 8, layers=2), lessons)


def unpaired(attentive: bool) -> UnpairedTraining:
    torch.manual_seed(1)
    generator = LightGenerator(8, blocks=1) if attentive else GlobalGenerator(3, 3, 8, downs=1, blocks=1)
    critic = MultiscaleDiscriminator(3, 8, layers=2, scales=1)
    return UnpairedTraining(UnpairedRecipe(), generator, critic, lambda step: lesson(step, channels=3))


def test_one_batch_is_learned_by_heart() -> None:
    training = paired(lambda step: lesson(0))
    told = [measured["likeness"] for measured in training.run(60)]
    assert np.mean(told[-5:]) < 0.35 * told[0]


@pytest.mark.parametrize(
    "make", [paired, lambda: paired(hinge=True, r1=1.0), lambda: unpaired(False), lambda: unpaired(True)]
)
def test_an_interrupted_run_equals_one_that_was_not(make: Callable[[], Training], tmp_path: Path) -> None:
    whole, begun, gone_on = make(), make(), make()
    list(whole.run(4))
    list(begun.run(2))
    torch.save(begun.state(), tmp_path / "last.pt")
    gone_on.restore(torch.load(tmp_path / "last.pt", weights_only=True))
    list(gone_on.run(2))
    _same(whole.state(), gone_on.state())


def test_a_run_keeps_checkpoint_log_and_sheets_and_goes_on(tmp_path: Path) -> None:
    sheet = np.zeros((4, 4), np.uint8)
    go_on(paired(), tmp_path, 3, lambda: sheet, keep_every=2)
    again = paired()
    go_on(again, tmp_path, 5, lambda: sheet, keep_every=2)
    assert again.step == 5
    steps = [json.loads(line)["step"] for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert steps == [2, 3, 4, 5]
    assert {one.name for one in tmp_path.glob("sheet_*.png")} == {f"sheet_{step:06}.png" for step in steps}


def test_unpaired_generators_learn_to_come_back() -> None:
    training = unpaired(attentive=False)
    told = [measured["cycle"] for measured in training.run(40)]
    assert np.mean(told[-5:]) < 0.7 * told[0]


def test_an_enhancer_takes_over_what_the_global_generator_learned() -> None:
    learned = GlobalGenerator(1, 3, width=16, downs=2, blocks=1)
    enhancer = LocalEnhancer(1, 3, width=8, downs=2, blocks=1, local_blocks=1)
    enhancer.begin_with(learned)
    own = enhancer.model.state_dict()
    assert own
    assert all(torch.equal(own[name], learned.model.state_dict()[name]) for name in own)


def test_style_changes_the_picture() -> None:
    torch.manual_seed(0)
    net, ring = GlobalGenerator(1, 3, width=8, downs=1, blocks=1, style_dim=3).eval(), lesson(0).source
    with torch.inference_mode():
        assert not torch.allclose(net(ring, torch.zeros(2, 3)), net(ring, torch.ones(2, 3)))


def test_feature_gap_is_nought_for_equal_pictures_and_grows_with_what_is_changed() -> None:
    rng = np.random.default_rng(0)
    pictures = rng.integers(0, 256, (4, 64, 64, 3), np.uint8)
    noise = rng.normal(0, 1, pictures.shape)
    little, much = ((pictures + size * noise).clip(0, 255).astype(np.uint8) for size in (8, 60))
    assert feature_gap(pictures, pictures) == 0
    assert 0 < feature_gap(little, pictures) < feature_gap(much, pictures)


def _same(a: object, b: object) -> None:
    if isinstance(a, torch.Tensor):
        assert isinstance(b, torch.Tensor)
        assert torch.equal(a, b)
    elif isinstance(a, dict):
        assert isinstance(b, dict)
        assert a.keys() == b.keys()
        for name in a:
            _same(a[name], b[name])
    elif isinstance(a, list):
        assert isinstance(b, list)
        for one, other in zip(a, b, strict=True):
            _same(one, other)
    else:
        assert copy.deepcopy(a) == b
