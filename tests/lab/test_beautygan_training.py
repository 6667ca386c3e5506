"""BeautyGAN learns: colours of each region come over, an interrupted run goes on exactly, the command runs whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from visavis.face.mesh import MESH
from visavis.kit.errors import Invalid
from visavis.lab.beautygan.__main__ import build, main, read_recipe
from visavis.lab.beautygan.data import Faces, Side, read_side
from visavis.lab.beautygan.generator import BranchGenerator
from visavis.lab.beautygan.loss import FixedFeatures, histogram_loss, match_histogram, perceptual_loss
from visavis.lab.beautygan.train import MakeupTraining, Recipe
from visavis.lab.translate.critic import MultiscaleDiscriminator
from visavis.media.image import encode_png
from visavis.people.casting import cast
from visavis.studio.makeup import MAKEUP, find_preset
from visavis.studio.makeup.engine import Shares


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Nets this small lose more by waiting for other threads than they win."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def drawn(lips: tuple[int, int, int], seed: int) -> Side:
    """Discs of skin with lips and eyes of a colour, a little different from one another."""
    rng = np.random.default_rng(seed)
    pictures, masks = [], []
    for _ in range(4):
        picture, planes = np.full((32, 32, 3), 40, np.uint8), np.zeros((4, 32, 32), np.uint8)
        skin = tuple(int(v) for v in rng.integers((190, 150, 130), (220, 180, 160)))
        cv2.circle(picture, (16, 16), 13, skin, -1)
        cv2.circle(planes[3], (16, 16), 13, 1, -1)
        for row, (middle, half) in enumerate((((16, 23), (5, 2)), ((10, 12), (3, 2)), ((22, 12), (3, 2)))):
            cv2.ellipse(picture, middle, half, 0, 0, 360, lips, -1)
            cv2.ellipse(planes[row], middle, half, 0, 0, 360, 1, -1)
            planes[3][planes[row] > 0] = 0
        pictures.append(picture)
        masks.append(planes)
    return Side(np.stack(pictures), np.stack(masks))


def training() -> MakeupTraining:
    torch.manual_seed(1)
    faces = Faces(drawn((180, 120, 110), 0), drawn((200, 20, 40), 1), batch=2, seed=1)
    recipe = Recipe(rate=2e-3, ema=0.9)
    return MakeupTraining(
        recipe, BranchGenerator(8, 1), MultiscaleDiscriminator(3, 8, layers=2, scales=1), faces.lesson
    )


def test_values_get_the_wanted_distribution_and_keep_their_order() -> None:
    values, wanted = torch.rand(3, 50), 5 + 2 * torch.rand(3, 80)
    matched = match_histogram(values, wanted)
    assert torch.equal(matched.argsort(1), values.argsort(1))
    assert torch.allclose(matched.aminmax(dim=1).min, wanted.aminmax(dim=1).min)
    assert torch.allclose(matched.mean(1), wanted.mean(1), atol=0.05)
    assert torch.allclose(match_histogram(values, values), values)


def test_the_loss_sees_each_region_alone() -> None:
    picture, red = torch.zeros(1, 3, 8, 8), torch.zeros(1, 3, 8, 8)
    masks = torch.zeros(1, 2, 8, 8)
    masks[:, 0, :4], masks[:, 1, 4:] = 1, 1
    red[:, 0, :4] = 0.6
    for weights, loss in (((1.0, 0.0), 0.2), ((0.0, 1.0), 0.0), ((2.0, 1.0), 0.4)):
        found = histogram_loss(picture, red, masks, masks, torch.tensor(weights))
        assert float(found) == pytest.approx(loss, abs=1e-6)


def test_features_tell_another_face_from_another_colour() -> None:
    features, rng = FixedFeatures(), torch.Generator().manual_seed(0)
    face, other = (torch.rand(1, 3, 32, 32, generator=rng) for _ in range(2))
    tinted, changed = (float(perceptual_loss(features, one, face)) for one in (face * 0.8, other))
    assert tinted < 0.1 * changed
    assert not list(features.parameters())


def test_lips_learn_the_colour_of_the_reference() -> None:
    run = training()
    told = [measured["histogram"] for measured in run.run(60)]
    assert np.mean(told[-5:]) < 0.5 * np.mean(told[:3])
    lesson = Faces(drawn((180, 120, 110), 0), drawn((200, 20, 40), 1), batch=2, seed=9).lesson(0)
    with torch.inference_mode():
        made, _ = run.average(lesson.bare, lesson.made_up)
    lips = lesson.bare_masks[:, :1] > 0
    redder = [(one[:, :1][lips] - one[:, 1:2][lips]).mean() for one in (made, lesson.bare)]
    assert redder[0] > redder[1] + 0.2


def test_an_interrupted_run_equals_one_that_was_not(tmp_path: Path) -> None:
    whole, begun, gone_on = training(), training(), training()
    list(whole.run(4))
    list(begun.run(2))
    torch.save(begun.state(), tmp_path / "last.pt")
    gone_on.restore(torch.load(tmp_path / "last.pt", weights_only=True))
    list(gone_on.run(2))
    ends = [run.nets["generator"].state_dict() for run in (whole, gone_on)]
    assert all(torch.equal(value, ends[1][name]) for name, value in ends[0].items())


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Three of the cast, bare and made up by the embedded engine."""
    bare, made_up = (tmp_path_factory.mktemp(name) for name in ("bare", "made-up"))
    for number, one in enumerate(cast()[:3]):
        picture = one.portrait()
        with MESH.lease("facemesh") as mesh, MAKEUP.lease("paint") as engine:
            painted = engine.paint(picture, mesh.find(picture, most=1)[0], find_preset("evening"), Shares())
        (bare / f"{number}.png").write_bytes(encode_png(picture))
        (made_up / f"{number}.png").write_bytes(encode_png(painted.image))
    return bare, made_up


def test_regions_lie_where_the_face_has_them(folders: tuple[Path, Path], tmp_path: Path) -> None:
    bare, made_up = (read_side(folder, 128) for folder in folders)
    lips, right, left, skin = bare.masks[0] > 0
    rows, columns = (np.argwhere(one).mean(0) for one in (lips, right)), np.argwhere(left).mean(0)
    middle_of_lips, middle_of_right = rows
    assert middle_of_right[1] < 64 < columns[1]
    assert middle_of_right[0] < 64 < middle_of_lips[0]
    assert not (lips & skin).any()
    assert skin.mean() > 0.1
    changed = np.abs(made_up.pictures[0].astype(int) - bare.pictures[0]).mean(2)
    assert changed[lips].mean() > 5 * changed[~(lips | right | left | skin)].mean()
    with pytest.raises(Invalid):
        read_side(tmp_path, 64)


def test_the_command_trains_goes_on_and_leaves_official_names(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "run"
    words = ["x", "train", "cpu-64", "--bare", str(folders[0]), "--made-up", str(folders[1]), "--out", str(out)]
    for steps in ("2", "3"):
        monkeypatch.setattr(sys, "argv", [*words, "--steps", steps, "--device", "cpu"])
        main()
    assert {one.name for one in out.iterdir()} >= {"faces.npz", "last.pt", "log.jsonl", "sheet_000003.png"}
    weights = load_file(out / "generator.safetensors")
    built, _ = build(read_recipe("cpu-64"), out / "faces.npz")
    assert set(weights) == set(built.average.state_dict())
