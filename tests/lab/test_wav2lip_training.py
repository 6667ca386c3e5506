"""Wav2Lip's training: lessons fit their sounds, all three networks learn, and an interrupted run goes on exactly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from visavis.lab.wav2lip.__main__ import main, read_recipe
from visavis.lab.wav2lip.data import Windows, at_expert_size, lower_lips
from visavis.lab.wav2lip.generator import PX96, PX256, Shape, Wav2Lip
from visavis.lab.wav2lip.judges import QualityCritic, SyncNet
from visavis.lab.wav2lip.losses import sync_loss
from visavis.lab.wav2lip.preparing import LEAST, prepare
from visavis.lab.wav2lip.train import ExpertRecipe, ExpertTraining, Recipe, Training
from visavis.media.encode import write_clip
from visavis.media.image import resize
from visavis.media.values import RGB, Audio
from visavis.people.casting import cast
from visavis.studio.talk import TALK
from visavis.studio.talk.motion_audio import motion_from_audio
from visavis.voice.mel import LOUDEST

TINY = replace(PX96, thin=16)


def face(opening: float) -> RGB:
    """A drawn face whose mouth opens from 0 to 1."""
    drawn = np.full((96, 96, 3), (60, 90, 120), np.uint8)
    cv2.ellipse(drawn, (48, 48), (34, 44), 0, 0, 360, (210, 170, 150), -1)
    cv2.ellipse(drawn, (48, 72), (13, 2 + round(10 * opening)), 0, 0, 360, (120, 20, 30), -1)
    return drawn


def write_piece(path: Path, count: int = 60, seed: int = 0) -> None:
    """A mouth that opens with the loudness of its sound."""
    rng = np.random.default_rng(seed)
    opening = np.repeat(rng.integers(0, 2, count // 5 + 2), 5).astype(np.float32)
    columns = np.interp(np.arange((count // 5 + 1) * 16 + 16) / 3.2, np.arange(len(opening)), opening)
    mel = np.tile((columns * 2 * LOUDEST - LOUDEST).astype(np.float32), (80, 1))
    np.savez(path, faces=np.stack([face(opening[index]) for index in range(count)]), mel=mel)


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pieces")
    for number in range(3):
        write_piece(folder / f"drawn-{number:04}.npz", seed=number)
    return folder


def expert_training(pieces: Path, by_heart: bool = False) -> ExpertTraining:
    torch.manual_seed(1)
    windows = Windows(pieces, 8)
    lessons = (lambda _: windows.pairing(0)) if by_heart else windows.pairing
    return ExpertTraining(ExpertRecipe(rate=4e-3), SyncNet(thin=16), lessons)


def training(pieces: Path, by_heart: bool = False, **changes: float) -> Training:
    torch.manual_seed(1)
    windows = Windows(pieces, 1)
    nets = Wav2Lip(TINY), QualityCritic(96, thin=16), SyncNet(thin=16)
    recipe = replace(Recipe(rate=1e-2, critic_rate=1e-3), **changes)  # type: ignore[arg-type]
    return Training(recipe, *nets, (lambda _: windows.lesson(0)) if by_heart else windows.lesson)


def test_lesson_shows_the_face_with_the_sound_of_its_moment(pieces: Path) -> None:
    lesson = Windows(pieces, 6).lesson(3)
    assert lesson.faces.shape == lesson.others.shape == (6, 5, 3, 96, 96)
    assert (lesson.mels.shape, lesson.mel.shape) == ((6, 5, 1, 80, 16), (6, 1, 80, 16))
    red_and_dark = lesson.faces[:, :, 2, 72 + 6, 48] < 0.6  # BGR: the third channel; dark where the mouth is open
    loud = lesson.mels[:, :, 0, 40, 0] > 0
    assert torch.equal(red_and_dark, loud)
    assert 0 < red_and_dark.float().mean() < 1
    assert not torch.equal(lesson.faces, lesson.others)


def test_same_step_gets_the_same_lesson_and_another_step_another(pieces: Path) -> None:
    first, again, other = (Windows(pieces, 4).pairing(step) for step in (5, 5, 6))
    assert torch.equal(first.lips, again.lips)
    assert not torch.equal(first.lips, other.lips)
    assert first.lips.shape == (4, 15, 48, 96)


def test_pieces_held_out_are_not_learned_from(tmp_path: Path) -> None:
    for number in range(20):
        write_piece(tmp_path / f"{number:04}.npz", count=LEAST, seed=number)
    learned, held = Windows(tmp_path, 1), Windows(tmp_path, 1, held_out=True)
    assert (len(learned._pieces), len(held._pieces)) == (18, 2)
    assert not set(learned._pieces) & set(held._pieces)


def test_expert_learns_which_lips_belong_to_a_sound(pieces: Path) -> None:
    told = list(expert_training(pieces, by_heart=True).run(30))
    assert np.mean([one["sync"] for one in told[-5:]]) < 0.5 * told[0]["sync"]
    assert np.mean([one["right"] for one in told[-5:]]) >= 0.85


def test_generator_learns_the_mouth_and_the_critic_learns_to_tell(pieces: Path) -> None:
    told = list(training(pieces, by_heart=True).run(40))
    assert np.mean([one["likeness"] for one in told[-5:]]) < 0.65 * told[0]["likeness"]
    assert np.mean([one["critic"] for one in told[-5:]]) < told[0]["critic"]


def test_expert_has_a_say_once_it_is_sure_and_is_itself_never_changed(pieces: Path) -> None:
    made = training(pieces, sync_below=100.0, sync=0.5)
    before = [value.clone() for value in made.expert.state_dict().values()]
    list(made.run(1))
    assert made.sync_counts
    list(made.run(2))
    assert all(torch.equal(a, b) for a, b in zip(before, made.expert.state_dict().values(), strict=True))
    silent = training(pieces, sync_below=0.0)
    list(silent.run(3))
    assert not silent.sync_counts


@pytest.mark.parametrize("make", [expert_training, lambda pieces: training(pieces, sync_below=100.0)])
def test_interrupted_run_gives_the_same_bits(
    pieces: Path, tmp_path: Path, make: Callable[[Path], Training | ExpertTraining]
) -> None:
    whole, first, rest = make(pieces), make(pieces), make(pieces)
    list(whole.run(3))
    list(first.run(1))
    torch.save(first.state(), tmp_path / "last.pt")
    rest.restore(torch.load(tmp_path / "last.pt", weights_only=True))
    list(rest.run(2))
    for name, value in whole.state()["state_dict"].items():
        assert torch.equal(value, rest.state()["state_dict"][name]), name


def test_sync_loss_is_small_for_what_belongs_together() -> None:
    one, other = torch.tensor([[1.0, 0.0]]), torch.tensor([[0.0, 1.0]])
    yes, no = torch.ones(1, 1), torch.zeros(1, 1)
    assert sync_loss(one, one, yes) < 1e-4 < sync_loss(one, other, yes)
    assert sync_loss(one, other, no) < 1e-4 < sync_loss(one, one, no)


@pytest.mark.parametrize("shape", [PX96, PX256])
def test_every_network_takes_its_size(shape: Shape) -> None:
    net = Wav2Lip(replace(shape, thin=16)).eval()
    with torch.inference_mode():
        made = net(torch.zeros(1, 1, 80, 16), torch.zeros(1, 6, shape.side_px, shape.side_px))
        chance = QualityCritic(shape.side_px, thin=16)(made)
        seen = SyncNet(thin=16).eval()(
            torch.zeros(1, 1, 80, 16), lower_lips(at_expert_size(made[:, None].repeat(1, 5, 1, 1, 1)))
        )
    assert made.shape == (1, 3, shape.side_px, shape.side_px)
    assert chance.shape == (1, 1)
    assert seen[0].shape == seen[1].shape == (1, 32)


def test_recipes_are_whole() -> None:
    for path in (Path(__file__).parents[2] / "src/visavis/lab/wav2lip/recipes").glob("*.yaml"):
        recipe = read_recipe(path.stem)
        assert recipe["size_px"] in (96, 256)
        for part, kind in (("expert", ExpertRecipe), ("training", Recipe)):
            kind(**{name: value for name, value in recipe[part].items() if name != "steps"})


def spoken_film(path: Path) -> None:
    """A member of the cast talks to bursts of noise for two seconds."""
    rng = np.random.default_rng(4)
    gate = np.repeat(rng.integers(0, 2, 20), 1600)
    sound = Audio((0.2 * gate * rng.standard_normal(32_000)).astype(np.float32), 16_000)
    with TALK.lease("mesh") as talker:
        frames = talker.render(talker.prepare(cast()[0].portrait(), 256), motion_from_audio(sound))
        write_clip(path, (resize(frame, 160, 160) for frame in frames), sound)


_RECIPE = """
size_px: 96
thin: 16
keep_every: 2
expert: {steps: 2, batch: 2}
training: {steps: 2, batch: 1}
"""


def test_film_goes_all_the_way_to_a_released_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lab(*words: Path | str) -> None:
        monkeypatch.setattr("sys.argv", ["lab.wav2lip", *(str(word) for word in words)])
        main()

    (tmp_path / "clips" / "a").mkdir(parents=True)
    spoken_film(tmp_path / "clips" / "a" / "one.mp4")
    write_clip(tmp_path / "clips" / "silent.mp4", iter([np.zeros((64, 64, 3), np.uint8)] * 10), None)
    (tmp_path / "clips" / "notes.txt").write_text("no clip")
    told: list[str] = []
    assert prepare(tmp_path / "clips", tmp_path / "pieces", 96, told.append) == 1
    assert any("left out" in line for line in told)
    assert prepare(tmp_path / "clips", tmp_path / "pieces", 96, told.append) == 1
    with np.load(tmp_path / "pieces" / "a-one-0001.npz") as piece:
        assert piece["faces"].shape == (50, 96, 96, 3)
        assert piece["mel"].shape == (80, 192)

    (tmp_path / "tiny.yaml").write_text(_RECIPE)
    words = (tmp_path / "pieces", "--recipe", tmp_path / "tiny.yaml")
    lab("expert", *words, "--out", tmp_path / "expert")
    lab("train", *words, "--out", tmp_path / "run", "--expert", tmp_path / "expert" / "last.pt")
    assert (tmp_path / "run" / "sheet_000002.png").stat().st_size > 1000
    lab("release", tmp_path / "run" / "last.pt", "--out", tmp_path / "own.pth")
    state = torch.load(tmp_path / "own.pth", weights_only=True)["state_dict"]
    Wav2Lip(TINY).load_state_dict(state)


@pytest.mark.shared
def test_filmed_speech_becomes_pieces(shared_data: Path, tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "bbaf2n.mpg").symlink_to(shared_data / "clips" / "grid" / "bbaf2n.mpg")
    assert prepare(tmp_path / "clips", tmp_path / "pieces", 96) == 1
    with np.load(tmp_path / "pieces" / "bbaf2n-0001.npz") as piece:
        assert len(piece["faces"]) == 75
        assert piece["faces"].std() > 25
        assert piece["mel"].max() > 0
