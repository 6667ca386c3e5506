"""Training: losses really fall, an interrupted run equals an uninterrupted one, and what is averaged and adapted."""

from __future__ import annotations

import copy
import json
import os
import signal
from pathlib import Path

import numpy as np
import pytest
import torch
from tests.lab.nets import TINY, draw_pictures, tiny_recipe

from visavis.lab.generator.augment import AdaptiveChance, Strengths, augment
from visavis.lab.generator.data import NoPictures, Pictures, as_pictures, find_pictures
from visavis.lab.generator.loss import discriminator_loss
from visavis.lab.generator.model import Discriminator, Generator
from visavis.lab.generator.recipe import FOLDER, read_recipe
from visavis.lab.generator.running import BrokenCheckpoint, train
from visavis.lab.generator.train import AnotherNet, Trainer
from visavis.lab.recipe_files import NoSuchRecipe, WrongRecipe

CPU = torch.device("cpu")
STILL = Strengths(*[0.0] * 10)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Pictures:
    return Pictures(draw_pictures(tmp_path_factory.mktemp("faces"), 6), 16)


def _bits(trainer: Trainer) -> list[torch.Tensor]:
    nets = (trainer.generator, trainer.discriminator, trainer.averaged)
    return [value for net in nets for value in net.state_dict().values()] + [trainer.averaged.latent_avg]


def test_generator_learns_one_batch_by_heart(pictures: Pictures) -> None:
    torch.manual_seed(0)
    generator, z = Generator(TINY), torch.randn(4, 16)
    wanted = pictures.batch(0, 0, 4)
    rate = torch.optim.Adam(generator.parameters(), lr=0.02)
    losses = []
    for _ in range(100):
        loss = (generator(z) - wanted).square().mean()
        rate.zero_grad()
        loss.backward()
        rate.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.1 * losses[0]


def test_discriminator_learns_one_batch_by_heart(pictures: Pictures) -> None:
    torch.manual_seed(0)
    judge, real, made = Discriminator(TINY), pictures.batch(0, 0, 4), torch.randn(4, 3, 16, 16) / 2
    rate = torch.optim.Adam(judge.parameters(), lr=0.003)
    losses = []
    for _ in range(40):
        loss = discriminator_loss(judge(real), judge(made))
        rate.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        rate.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.1 * losses[0]


def test_adversarial_training_moves_the_faces_to_the_data(tmp_path: Path) -> None:
    import cv2

    for index in range(4):
        shade = (200 + 5 * index, 60, 30)
        cv2.imwrite(str(tmp_path / f"{index}.png"), np.full((8, 8, 3), shade, np.uint8))
    recipe = tiny_recipe(size_px=8, channel_base=64, batch=8, path_weight=0, ema_images=200, ada_images=10**9)
    trainer = Trainer(recipe, Pictures(find_pictures(tmp_path), 8), CPU)
    blue = np.array([30, 60, 207])

    def distance() -> float:
        return float(np.abs(as_pictures(trainer.sample(32, seed=1)).mean(axis=(0, 1, 2)) - blue).mean())

    before = distance()
    for _ in range(120):
        trainer.step()
    assert distance() < 0.5 * before


def test_interrupted_run_equals_the_uninterrupted_one_bit_for_bit(pictures: Pictures, tmp_path: Path) -> None:
    recipe = tiny_recipe(images=24, r1_every=2, path_every=2, ada_images=50)
    whole = train(recipe, pictures, tmp_path / "whole", CPU)
    train(recipe.model_copy(update={"images": 8}), pictures, tmp_path / "parts", CPU)
    torch.manual_seed(99)  # what another process would bring
    parts = train(recipe, pictures, tmp_path / "parts", CPU)
    assert whole.shown == parts.shown == 24
    assert whole.ada.state() == parts.ada.state()
    assert all(torch.equal(one, two) for one, two in zip(_bits(whole), _bits(parts), strict=True))
    other = train(recipe.model_copy(update={"seed": 1}), pictures, tmp_path / "other", CPU)
    assert not all(torch.equal(one, two) for one, two in zip(_bits(whole), _bits(other), strict=True))


def test_run_leaves_checkpoint_log_sheets_and_weights(pictures: Pictures, tmp_path: Path) -> None:
    train(tiny_recipe(images=16), pictures, tmp_path, CPU)
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [line["shown"] for line in lines] == [8, 16]
    assert {"generator_loss", "discriminator_loss", "real_sign", "chance", "images_per_s"} <= set(lines[0])
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [
        *("000000008.png", "000000016.png", "checkpoint.pt"),
        *("generator.safetensors", "log.jsonl", "training.safetensors"),
    ]


def test_half_precision_weights_start_another_run_near_where_it_was(pictures: Pictures, tmp_path: Path) -> None:
    first = train(tiny_recipe(), pictures, tmp_path / "a", CPU)
    start = tmp_path / "a" / "training.safetensors"
    again = train(tiny_recipe(), pictures, tmp_path / "b", CPU, minutes=0, start_from=start)
    worst = max(float((one - two).abs().max()) for one, two in zip(_bits(first), _bits(again), strict=True))
    assert 0 < worst < 1e-2 * max(float(one.abs().max()) for one in _bits(first))


def test_asked_to_end_it_finishes_the_step_and_can_go_on(pictures: Pictures, tmp_path: Path) -> None:
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        os.kill(os.getpid(), signal.SIGTERM)

    stopped = train(tiny_recipe(images=80), pictures, tmp_path, CPU, say=say)
    assert stopped.shown == 8
    assert train(tiny_recipe(images=16), pictures, tmp_path, CPU).shown == 16


def test_checkpoint_that_is_damaged_or_of_another_net_is_named(pictures: Pictures, tmp_path: Path) -> None:
    train(tiny_recipe(images=8), pictures, tmp_path, CPU)
    with pytest.raises(AnotherNet):
        train(tiny_recipe(channel_max=8), pictures, tmp_path, CPU)
    whole = (tmp_path / "checkpoint.pt").read_bytes()
    (tmp_path / "checkpoint.pt").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BrokenCheckpoint, match=r"checkpoint\.pt"):
        train(tiny_recipe(), pictures, tmp_path, CPU)


def test_averaged_generator_follows_with_the_half_life(pictures: Pictures) -> None:
    trainer = Trainer(tiny_recipe(ema_images=4, ema_rampup=1e9), pictures, CPU)
    before = copy.deepcopy(trainer.averaged.state_dict())
    trainer.step()  # shows as many pictures as the half-life
    for name, value in trainer.generator.named_parameters():
        assert torch.allclose(trainer.averaged.state_dict()[name], (before[name] + value) / 2, atol=1e-6)


def test_averaged_generator_is_the_generator_at_first(pictures: Pictures) -> None:
    trainer = Trainer(tiny_recipe(ema_rampup=1e-6), pictures, CPU)
    trainer.step()
    assert torch.allclose(trainer.averaged.conv1.conv.weight, trainer.generator.conv1.conv.weight)


@pytest.mark.parametrize(("scores", "rises"), [([3.0, 2.0, 1.0, 4.0], True), ([1.0, -2.0, 3.0, -1.0], False)])
def test_chance_rises_only_while_the_judge_is_sure_of_real_pictures(scores: list[float], rises: bool) -> None:
    ada = AdaptiveChance(target=0.6, images_for_one=64, window=8)
    ada.chance = 0.5
    for _ in range(4):
        ada.observe(torch.tensor(scores)[:, None])
    assert ada.chance == pytest.approx(0.75 if rises else 0.25)
    for _ in range(100):
        ada.observe(torch.tensor(scores)[:, None])
    assert ada.chance == (1.0 if rises else 0.0)


def test_augmentation_of_no_chance_or_no_strength_changes_nothing() -> None:
    pictures = torch.rand(4, 3, 16, 16)
    assert augment(pictures, 0.0) is pictures
    assert torch.allclose(augment(pictures, 1.0, STILL), pictures, atol=1e-5)


@pytest.mark.parametrize("name", [field for field in vars(Strengths()) if field not in ("flip", "whole_shift")])
def test_each_transformation_changes_the_pictures(name: str) -> None:
    torch.manual_seed(0)
    pictures = torch.rand(8, 3, 16, 16)
    only = Strengths(**{**vars(STILL), name: getattr(Strengths(), name)})
    assert float((augment(pictures, 1.0, only) - pictures).abs().mean()) > 0.01
    assert float((augment(pictures, 1e-9, only) - pictures).abs().max()) < 1e-5


def test_flips_mirror_half_of_the_pictures() -> None:
    torch.manual_seed(0)
    pictures = torch.rand(64, 3, 8, 8)
    seen = augment(pictures, 1.0, Strengths(**{**vars(STILL), "flip": 1.0}))
    mirrored = [torch.allclose(one, two.flip(2), atol=1e-5) for one, two in zip(seen, pictures, strict=True)]
    same = [torch.allclose(one, two, atol=1e-5) for one, two in zip(seen, pictures, strict=True)]
    assert all(a or b for a, b in zip(mirrored, same, strict=True))
    assert 16 < sum(mirrored) < 48


def test_hue_and_saturation_leave_grey_alone_and_gradients_flow() -> None:
    grey = torch.full((4, 3, 8, 8), 0.3, requires_grad=True)
    seen = augment(grey, 1.0, Strengths(**{**vars(STILL), "hue_deg": 180.0, "saturation": 1.0}))
    assert torch.allclose(seen, grey, atol=1e-5)
    augment(grey, 1.0).sum().backward()  # type: ignore[no-untyped-call]
    assert grey.grad is not None
    assert float(grey.grad.abs().sum()) > 0


def test_batches_show_every_picture_once_a_round_and_depend_on_position_only(tmp_path: Path) -> None:
    paths = draw_pictures(tmp_path, 7)
    pictures = Pictures(paths, 16, mirror=False)
    shown = torch.cat([pictures.batch(3, 0, 4), pictures.batch(3, 4, 3)])
    own = torch.from_numpy(np.stack([pictures.picture(i) for i in range(7)])).permute(0, 3, 1, 2) / 127.5 - 1
    assert sorted(float(one.sum()) for one in shown) == pytest.approx(sorted(float(one.sum()) for one in own))
    afresh = Pictures(paths, 16, mirror=False, cache_bytes=0)
    assert torch.equal(afresh.batch(3, 5, 4), pictures.batch(3, 5, 4))


def test_pictures_are_found_by_folder_manifest_and_label(tmp_path: Path) -> None:
    paths = draw_pictures(tmp_path / "images", 3)
    rows = [{"file": f"images/{p.name}", "labels": {"age": age}} for p, age in zip(paths, (30, 30, 60), strict=True)]
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "labels.csv").write_text("file,hat\n000.png,1\n002.png,0\nlost.png,0\n")
    assert find_pictures(tmp_path) == paths
    assert find_pictures(manifest, where={"age": ["30"]}) == paths[:2]
    assert find_pictures(tmp_path / "images", tmp_path / "labels.csv", {"hat": ["0"]}) == paths[2:]
    with pytest.raises(NoPictures, match="at least 4"):
        find_pictures(tmp_path, least=4)


def test_every_recipe_is_read_and_wrong_ones_are_named(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.yaml"):
        assert read_recipe(path.stem).shape.size_px >= 32
    with pytest.raises(NoSuchRecipe, match="gpu-256"):
        read_recipe("gpu-9000")
    (tmp_path / "wrong.yaml").write_text("batch: 6\n")
    with pytest.raises(WrongRecipe, match="multiple of 4"):
        read_recipe(str(tmp_path / "wrong.yaml"))
