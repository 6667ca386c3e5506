"""The sketch studio's training: it can learn, goes on exactly, and what it draws and measures is right."""

from __future__ import annotations

import copy
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from tests.unit.studio.sketch.drawings import draw_face

from visavis.face.mesh import MESH
from visavis.lab.sketch import hand
from visavis.lab.sketch.colouring import Colouring, Critic, begin_with
from visavis.lab.sketch.colours import measure
from visavis.lab.sketch.data import Faces, prepare
from visavis.lab.sketch.linear import begin_linear
from visavis.lab.sketch.model import CODE, Coders
from visavis.lab.sketch.painting import Paints, mirrored, mix_paints, read_finish
from visavis.lab.sketch.refining import Refining, RefiningRecipe, as_parts, for_parts, lesson
from visavis.lab.sketch.sheets import answer
from visavis.lab.sketch.styles import STYLES
from visavis.lab.sketch.wardrobe import measure_makeup
from visavis.lab.translate.paired import PairedRecipe, PairedTraining
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.studio import generate
from visavis.studio.sketch import Part
from visavis.studio.sketch.lines import Plane
from visavis.studio.sketch.looks import GENDER, LOOKS, zone
from visavis.studio.sketch.reading import before_studio
from visavis.studio.sketch.windows import WINDOWS

EIGEN = Path(generate.__file__).parent / "data" / "eigen.onnx"


@pytest.fixture(scope="module")
def face() -> RGB:
    portrait = cast()[0].portrait()
    return before_studio(cv2.resize(portrait[60:560, 130:630], (256, 256), interpolation=cv2.INTER_AREA))


@pytest.fixture(scope="module")
def points(face: RGB) -> NDArray[np.float32]:
    with MESH.lease("facemesh") as mesh:
        return np.asarray(mesh.find(face)[0].points[:, :2], np.float32)


def some_ink() -> NDArray[np.uint8]:
    """Ink (2, 1, 256, 256) of two drawn faces."""
    faces = [255 - cv2.resize(draw_face(width_px=width), (256, 256), interpolation=cv2.INTER_AREA) for width in (4, 7)]
    return np.asarray(np.stack(faces)[:, None], np.uint8)


def some_faces() -> Faces:
    rng = np.random.default_rng(0)
    photos = rng.integers(0, 255, (2, 256, 256, 3)).astype(np.uint8)
    ink = np.repeat(some_ink(), len(STYLES), axis=1)
    return Faces(np.array(["a", "b"]), photos, ink, rng.normal(20, 9, (2, LOOKS)).astype(np.float32))


@pytest.mark.parametrize("style", STYLES)
def test_every_hand_draws_dark_lines_on_paper(style: str, face: RGB, points: NDArray[np.float32]) -> None:
    ink = STYLES[style](face, points)
    assert ink.shape == (256, 256)
    assert ink.dtype == np.float32
    assert 0 <= ink.min() <= ink.max() <= 1
    assert 0.01 < ink.mean() < 0.35
    assert np.array_equal(ink, STYLES[style](face, points))


def test_an_unsure_hand_differs_each_time_and_not_by_chance() -> None:
    ink = some_ink()[0, 0].astype(np.float32) / 255
    drawn = [hand.redraw(ink, np.random.default_rng(seed)) for seed in (1, 1, 2)]
    assert np.array_equal(drawn[0], drawn[1])
    assert not np.array_equal(drawn[0], drawn[2])
    assert all(0 <= one.min() <= one.max() <= 1 for one in drawn)


def test_a_lesson_depends_on_seed_and_step_alone() -> None:
    ink = for_parts(some_ink())
    first, again, other = (lesson(ink, 1, step, 3) for step in (5, 5, 6))
    assert np.array_equal(first.drawn, again.drawn)
    assert not np.array_equal(first.drawn, other.drawn)


def test_codes_have_512_numbers_and_parts_their_windows() -> None:
    coders = Coders().eval()
    parts = as_parts(lesson(for_parts(some_ink()), 1, 0, 2).drawn)
    with torch.inference_mode():
        codes = coders.encode(parts)
        made = coders.decode(codes)
    assert codes.shape == (2, len(Part), CODE)
    assert all(made[part].shape == (2, 1, WINDOWS[part].side, WINDOWS[part].side) for part in Part)


def begun(ink: NDArray[np.uint8]) -> Coders:
    """Coders at their linear beginning."""
    coders = Coders()
    begin_linear(coders, lesson(ink, 1, 0, 40))
    return coders


def test_the_linear_beginning_already_draws_what_it_is_shown() -> None:
    ink = for_parts(some_ink())
    shown = lesson(ink, 2, 0, 6)
    blank, ready = (answer(coders.eval(), shown.drawn) for coders in (Coders(), begun(ink)))
    assert _miss(ready, shown.wanted) < 0.5 * _miss(blank, shown.wanted)


def test_coders_learn_one_face_by_heart() -> None:
    torch.manual_seed(4)
    ink = for_parts(some_ink()[:1])
    training = Refining(RefiningRecipe(batch=4, linear_rate=1e-3), Coders(), ink)
    told = [sum(value for name, value in measured.items() if name != "step") for measured in training.run(40)]
    assert np.mean(told[-5:]) < 0.7 * told[0]


def test_interrupted_refining_equals_uninterrupted(tmp_path: Path) -> None:
    ink = for_parts(some_ink())
    torch.manual_seed(3)
    coders = Coders()
    whole, first, gone_on = (Refining(RefiningRecipe(batch=2), copy.deepcopy(coders), ink) for _ in range(3))
    torch.manual_seed(1)
    list(whole.run(3))
    torch.manual_seed(1)
    list(first.run(1))
    torch.save(first.state(), tmp_path / "last.pt")
    torch.manual_seed(9)
    gone_on.restore(torch.load(tmp_path / "last.pt", weights_only=True))
    list(gone_on.run(2))
    for ours, theirs in zip(whole.coders.state_dict().values(), gone_on.coders.state_dict().values(), strict=True):
        assert torch.equal(ours, theirs)


def _miss(made: list[Plane], wanted: list[Plane]) -> float:
    return float(np.mean([np.square(a - b).mean() for a, b in zip(made, wanted, strict=True)]))


def painting(paints: Paints) -> PairedTraining:
    torch.manual_seed(2)
    recipe = PairedRecipe(batch=2, hinge=True, r1=1.0, edges=1.0, critic_from=1)
    return PairedTraining(recipe, Colouring(16, 4, 8), Critic(8, 4), lambda step: paints.lesson(3, step, 2))


def test_interrupted_colouring_equals_uninterrupted(tmp_path: Path) -> None:
    paints = mix_paints(some_faces(), Coders().eval())
    whole, begun, gone_on = (painting(paints) for _ in range(3))
    list(whole.run(3))
    list(begun.run(2))
    torch.save(begun.state(), tmp_path / "last.pt")
    gone_on.restore(torch.load(tmp_path / "last.pt", weights_only=True))
    list(gone_on.run(1))
    for name, value in whole.average.state_dict().items():
        assert torch.equal(value, gone_on.average.state_dict()[name])


def test_colouring_takes_over_what_the_face_generator_learned() -> None:
    torch.manual_seed(0)
    net, learned = Colouring(), read_finish(EIGEN)
    assert begin_with(net, learned) >= 50
    state = net.state_dict()
    for own, theirs in (("fine.blocks.0.first.weight", "fine.0.first.weight"), ("leave.weight", "leave.weight")):
        shared = tuple(slice(0, min(sizes)) for sizes in zip(state[own].shape, learned[theirs].shape, strict=True))
        assert torch.equal(state[own][shared], learned[theirs][shared])


def test_mirrored_faces_swap_their_cheeks() -> None:
    looks = np.arange(LOOKS, dtype=np.float32)[None]
    turned = mirrored(looks)
    assert np.array_equal(turned[0, zone("right cheek")], looks[0, zone("left cheek")])
    assert np.array_equal(mirrored(turned), looks)


def test_looks_tell_colours_and_labels(face: RGB, points: NDArray[np.float32]) -> None:
    looks = measure(face, points, {"gender": "F", "age_group": "adult"})
    assert looks.shape == (LOOKS,)
    assert looks[GENDER] == 1
    assert looks[zone("hair")][0] < looks[zone("right cheek")][0]
    assert looks[zone("lips")][1] > looks[zone("right cheek")][1] - 5


def test_bold_lips_are_redder_than_bare_ones() -> None:
    rng = np.random.default_rng(0)
    looks = rng.normal(0, 8, (200, LOOKS)).astype(np.float32)
    looks[:, GENDER] = 1
    moods = measure_makeup(looks)
    assert moods[3, 1] > moods[1, 1] > moods[0, 1]
    assert moods[4, 3] < moods[0, 3]


@pytest.mark.shared
def test_preparing_leaves_out_what_hides_a_face(shared_data: Path, tmp_path: Path) -> None:
    lines = (shared_data / "faces" / "labels.csv").read_text("utf-8").splitlines()
    hats = [line for line in lines[1:] if line.split(",")[-6] == "1"][:2]
    plain = [line for line in lines[1:] if line.split(",")[-7:-3] == ["none", "0", "0", "0"]][:3]
    folder = tmp_path / "faces"
    folder.mkdir()
    (folder / "labels.csv").write_text("\n".join([lines[0], *hats, *plain]), encoding="utf-8")
    (folder / "aligned256").symlink_to(shared_data / "faces" / "aligned256")
    faces = prepare(folder)
    assert 1 <= len(faces.names) <= 3
    assert not {line.split(",")[0] for line in hats} & set(faces.names)
    faces.save(tmp_path / "faces.npz")
    assert np.array_equal(Faces.load(tmp_path / "faces.npz").ink, faces.ink)
