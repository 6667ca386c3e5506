"""Training of the embedded generator, on a small drawn population."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from visavis.lab.eigen import appearance
from visavis.lab.eigen.appearance import Appearance, Floats
from visavis.lab.eigen.data import Face
from visavis.lab.eigen.export import write_network, write_numbers
from visavis.lab.eigen.measure import frechet
from visavis.lab.eigen.model import Finish
from visavis.lab.eigen.steer import find_directions
from visavis.lab.eigen.train import Recipe, Training
from visavis.studio.generate.eigen import Model
from visavis.studio.generate.frame import SIZE_PX, MeanFrame
from visavis.studio.generate.mixing import NEIGHBOURS, People
from visavis.studio.generate.shape import RING_DEG
from visavis.studio.generate.sliders import SLIDERS

COUNT, OF_FACE, OF_HAIR = 10, 6, 6
COMPONENTS = OF_FACE + OF_HAIR
RECIPE = Recipe(batch=2, critic_from=2, penalty_every=2, fewest_components=3, rate=2e-4)


def drawn_picture(seed: int) -> Floats:
    """A coloured ellipse on nothing, premultiplied."""
    draw = np.random.default_rng(seed)
    y, x = np.mgrid[:SIZE_PX, :SIZE_PX]
    wide, high = draw.uniform(60, 95), draw.uniform(85, 110)
    alpha = ((((x - 160) / wide) ** 2 + ((y - 165) / high) ** 2) < 1).astype(np.float32)
    alpha = cv2.GaussianBlur(alpha, (0, 0), 1.5)
    colour = draw.uniform(0.2, 0.9, 3).astype(np.float32) * alpha[..., None]
    return np.dstack([colour, alpha]).astype(np.float32)


@pytest.fixture(scope="module")
def faces() -> list[Face]:
    mean = Model.load().mean
    draw = np.random.default_rng(0)
    return [
        Face(str(seed), {}, drawn_picture(seed), mean + draw.normal(0, 1.0, mean.shape), 0.0, 0.0)
        for seed in range(COUNT)
    ]


@pytest.fixture(scope="module")
def fitted(faces: list[Face]) -> tuple[MeanFrame, Floats, Appearance, Floats, Floats]:
    frame, pictures = appearance.straighten(faces)
    return frame, pictures, *appearance.fit(faces, frame, pictures, (OF_FACE, OF_HAIR))


def new_training(fitted: tuple[MeanFrame, Floats, Appearance, Floats, Floats], recipe: Recipe = RECIPE) -> Training:
    _, pictures, model, straight, mirrored = fitted
    others = np.array([[(row + step) % COUNT for step in range(1, NEIGHBOURS + 1)] for row in range(COUNT)])
    codes = np.stack([straight, mirrored], axis=1)
    group_of, donors = np.zeros(COUNT, np.int64), np.ones(COUNT, np.bool_)
    tone = np.zeros((4, OF_FACE), np.float32)
    spread = np.eye(OF_FACE, dtype=np.float32)
    people = People((("F", "asian"),), group_of, codes, donors, others, spread, tone, tone)
    return Training(recipe, model, pictures.astype(np.float16), (straight, mirrored), people)


def test_latents_are_white_and_give_the_pictures_back(
    fitted: tuple[MeanFrame, Floats, Appearance, Floats, Floats],
) -> None:
    _, pictures, model, straight, mirrored = fitted
    both = np.concatenate([straight, mirrored])
    assert np.abs(both.mean(0)).max() < 1e-3
    for block in (both[:, :OF_FACE], both[:, OF_FACE:]):
        assert np.allclose(block.T @ block / len(both), np.eye(block.shape[1]), atol=1e-3)
    small = np.array([appearance.shrink(picture) for picture in pictures])
    gap, spread = np.abs(model.picture(straight) - small).mean(), np.abs(small - small.mean(0)).mean()
    assert gap < 0.5 * spread


def test_hair_stays_out_of_the_face_and_the_face_out_of_the_hair(
    fitted: tuple[MeanFrame, Floats, Appearance, Floats, Floats],
) -> None:
    frame, _, model, _, _ = fitted
    zone = appearance.face_zone(frame)
    assert 0.1 < (zone > 0.5).mean() < 0.3
    face, hair = (np.abs(part).max((0, 3)) for part in np.split(model.colour, [OF_FACE]))
    assert face[zone == 0].max() < 1e-6
    assert hair[zone == 1].max() < 1e-6
    ring = -len(RING_DEG)
    assert np.abs(model.shape[:OF_FACE, ring:]).max() < 1e-9
    assert np.abs(model.shape[OF_FACE:, :ring]).max() < 1e-9


def test_one_batch_can_be_learnt_by_heart(fitted: tuple[MeanFrame, Floats, Appearance, Floats, Floats]) -> None:
    recipe = Recipe(batch=2, critic_from=10_000, fewest_components=COMPONENTS, latent_noise=0.0, rate=4e-4)
    training = new_training(fitted, recipe)
    latents = torch.from_numpy(fitted[3][:2])
    real = torch.from_numpy(fitted[1][:2].transpose(0, 3, 1, 2))

    def gap() -> float:
        with torch.no_grad():
            return float((training.finish(training.linear(latents)) - real).abs().mean())

    before = gap()
    training.learn(latents, real, steps=60)
    assert gap() < 0.95 * before


def test_resumed_training_equals_the_uninterrupted_one(
    fitted: tuple[MeanFrame, Floats, Appearance, Floats, Floats], tmp_path: Path
) -> None:
    whole = new_training(fitted)
    told = list(whole.run(4))
    first = new_training(fitted)
    list(first.run(2))
    first.save(tmp_path / "last.pt")
    second = new_training(fitted, Recipe(**{**vars(RECIPE), "seed": 99}))
    second.restore(torch.load(tmp_path / "last.pt", weights_only=True))
    again = list(second.run(2))
    assert again == told[2:]
    assert {"critic", "penalty", "features"} <= set(told[2])
    for name, weights in whole.average.state_dict().items():
        assert torch.equal(weights, second.average.state_dict()[name]), name


@pytest.mark.filterwarnings("ignore::FutureWarning")  # of torch's exporter about itself
def test_exported_file_gives_what_torch_gives(
    fitted: tuple[MeanFrame, Floats, Appearance, Floats, Floats], tmp_path: Path
) -> None:
    torch.manual_seed(0)
    finish = Finish(width=16, place=4)
    torch.nn.init.normal_(finish.leave.weight, std=0.05)
    gap = write_network(finish, tmp_path / "small.onnx")
    assert 0 <= gap < 0.01
    as_floats = 4 * sum(weights.numel() for weights in finish.parameters())
    assert (tmp_path / "small.onnx").stat().st_size < 0.75 * as_floats


def test_colour_is_kept_in_bytes(fitted: tuple[MeanFrame, Floats, Appearance, Floats, Floats], tmp_path: Path) -> None:
    model = fitted[2]
    names = [scale.attribute for scale in SLIDERS]
    draw = np.random.default_rng(5)
    latents = draw.standard_normal((60, COMPONENTS)).astype(np.float32)
    directions = find_directions(latents, {name: draw.normal(size=60) for name in names}, np.arange(60))
    write_numbers(model, new_training(fitted).people, directions, tmp_path / "small.npz")
    with np.load(tmp_path / "small.npz") as held:
        colour = held["colour"] * held["scale"][:, None, None, None]
        assert np.abs(colour - model.colour).max() <= np.abs(model.colour).max() / 127
        assert list(held["names"]) == names


def test_direction_changes_its_own_reading_and_no_other() -> None:
    draw = np.random.default_rng(3)
    latents = draw.standard_normal((400, 8)).astype(np.float32)
    truth = {"a": 3 * latents[:, 0] + latents[:, 1] + 5, "b": latents[:, 1] - latents[:, 2]}
    noisy = {name: values.astype(np.float64) + draw.normal(0, 0.1, 400) for name, values in truth.items()}
    found = find_directions(latents, noisy, np.arange(400))
    assert (found.r > 0.98).all()
    assert np.allclose(found.read @ found.move.T, np.eye(2), atol=1e-4)
    moved = latents[0] + 2 * found.move[0]
    assert 3 * moved[0] + moved[1] - (3 * latents[0, 0] + latents[0, 1]) == pytest.approx(2, abs=0.15)


def test_direction_keeps_to_the_numbers_it_may_be_read_from() -> None:
    draw = np.random.default_rng(6)
    latents = draw.standard_normal((300, 6)).astype(np.float32)
    wanted = {"a": (latents[:, 0] + latents[:, 4]).astype(np.float64), "b": latents[:, 5].astype(np.float64)}
    low = np.arange(6) < 3
    found = find_directions(latents, wanted, np.arange(300), {"a": low, "b": ~low})
    assert np.abs(found.move[0, 3:]).max() < 1e-6
    assert np.abs(found.move[1, :3]).max() < 1e-6
    assert found.read[0, 0] > 0.5


def test_frechet_distance_is_zero_for_the_same_and_grows_with_the_gap() -> None:
    draw = np.random.default_rng(4)
    same, near, far = (draw.normal(shift, 1, (500, 4)) for shift in (0, 0.3, 2))
    assert frechet(same, same) == pytest.approx(0, abs=1e-6)
    assert frechet(same, near) < frechet(same, far)
    assert frechet(same, far) == pytest.approx(16, rel=0.15)
