"""FaceShifter's training: gradients flow through an ONNX encoder, it learns, goes on exactly, and ships its nets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper
from tests.lab.nets import draw_pictures
from tests.unit.studio.swap.tiny_networks import encoder as mean_encoder

from visavis.engines.imported import Library, library, use_library
from visavis.kit.errors import NotFound
from visavis.lab.faceshifter.__main__ import main
from visavis.lab.faceshifter.encoder import Encoder
from visavis.lab.faceshifter.lessons import Lessons
from visavis.lab.faceshifter.onnx_torch import ComputesOtherwise, UnknownOperators, read_graph
from visavis.lab.faceshifter.recipe import Recipe, read_recipe
from visavis.lab.faceshifter.train import AeiTraining
from visavis.lab.faceshifter.train_hear import HearTraining
from visavis.lab.recipe_files import WrongRecipe

TINY = Recipe(thin=32, batch=2, critic_width=4, critic_scales=1, same=0.5, rate=2e-3)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Nets as small as these lose more by sharing than they win."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faces")
    draw_pictures(folder, 4, 256)
    return folder


@pytest.fixture(scope="module")
def encoder_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("encoder") / "encoder.onnx"
    path.write_bytes(mean_encoder(8))
    return path


def training(faces: Path, encoder_file: Path, recipe: Recipe = TINY) -> AeiTraining:
    return AeiTraining(recipe, Encoder(encoder_file, unit=recipe.network == "aeinet"), Lessons(faces, recipe).pair)


def test_one_lesson_is_learned(faces: Path, encoder_file: Path) -> None:
    recipe = TINY.model_copy(update={"same": 1.0, "adversarial": 0.1})
    lesson = Lessons(faces, recipe).pair(0)
    told = list(AeiTraining(recipe, Encoder(encoder_file), lambda step: lesson).run(20))
    for name in ("reconstruction", "identity", "attributes", "critic"):
        assert told[-1][name] < 0.8 * told[0][name], name


@pytest.mark.parametrize("network", ["aeinet", "ghost"])
def test_interrupted_training_goes_on_to_the_same_bits(network: str, faces: Path, encoder_file: Path) -> None:
    recipe = TINY.model_copy(update={"network": network})
    whole, begun, resumed = (training(faces, encoder_file, recipe) for _ in range(3))
    list(whole.run(2))
    list(begun.run(1))
    resumed.restore(begun.state())
    list(resumed.run(1))
    for a, b in zip(whole.state()["net"].values(), resumed.state()["net"].values(), strict=True):
        assert torch.equal(a, b)


def test_hear_training_learns_what_was_in_the_way(faces: Path, encoder_file: Path) -> None:
    recipe = TINY.model_copy(update={"thin": 4, "same": 1.0})
    first = training(faces, encoder_file)
    lesson = Lessons(faces, recipe).hidden(0)
    hear = HearTraining(recipe, first.net, Encoder(encoder_file), lambda step: lesson)
    told = [line["reconstruction"] for line in hear.run(12)]
    assert told[-1] < 0.7 * told[0]
    assert hear.sheet().shape == (4 * 256, 2 * 256, 3)


def test_pairs_depend_on_seed_and_step_alone_and_same_ones_are_the_same(faces: Path) -> None:
    lessons, again = (Lessons(faces, TINY.model_copy(update={"batch": 8})) for _ in range(2))
    again.pair(5)
    one, two = lessons.pair(3), again.pair(3)
    assert torch.equal(one.target, two.target)
    same = one.same > 0
    assert 0 < same.sum() < 8
    assert torch.equal(one.source[same], one.target[same])
    assert all((one.source[row] != one.target[row]).any() for row in torch.nonzero(~same)[:, 0])
    hidden = lessons.hidden(3)
    assert torch.equal(hidden.source, one.source)
    assert (hidden.target != one.target).any()


def test_command_trains_goes_on_and_ships_what_the_engine_runs(
    faces: Path, encoder_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.unit.studio.swap.tiny_networks import put

    from visavis.people.casting import cast
    from visavis.studio.swap.faceshifter import AEINET, FaceShifter
    from visavis.studio.swap.network import NetworkSwap

    recipe, run, models = tmp_path / "tiny.yaml", tmp_path / "run", tmp_path / "models"
    recipe.write_text("{thin: 32, batch: 2, critic_width: 4, critic_scales: 1, keep_every: 2, crop_share: 0.85}")
    options = ["--faces", str(faces), "--encoder", str(encoder_file)]
    for steps in ("2", "3"):
        main(["train", str(recipe), *options, "--out", str(run), "--steps", steps])
    lines = [json.loads(line)["step"] for line in (run / "log.jsonl").read_text().splitlines()]
    main(
        [
            "hear",
            str(recipe),
            "--aeinet",
            str(run / "last.pt"),
            *options,
            "--out",
            str(tmp_path / "hear"),
            "--steps",
            "1",
        ]
    )
    for last in (run / "last.pt", tmp_path / "hear" / "last.pt"):
        main(["ship", str(last), "--models", str(models), "--name", "mine", "--licence", "CC0"])
    put(models, "arcface", encoder_file.read_bytes())
    before = library()
    use_library(Library(models))
    try:
        swap = NetworkSwap(FaceShifter(AEINET))
        source = swap.prepare(cast()[3].portrait())
    finally:
        use_library(before)

    assert lines == [2, 3]
    assert (run / "sheet_000003.png").exists()
    assert source.identities["aeinet"].shape == (8,)
    assert swap.card.licence_weights == "CC0"


def graph_of(*nodes: onnx.NodeProto, **held: object) -> bytes:
    stored = [numpy_helper.from_array(np.asarray(value, np.float32), name) for name, value in held.items()]
    ends = (helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in ("y",))
    given = helper.make_tensor_value_info("x", TensorProto.FLOAT, (1, 4, 12, 12))
    graph = helper.make_graph(list(nodes), "g", [given], list(ends), stored)
    return bytes(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 12)], ir_version=9).SerializeToString()
    )


@pytest.mark.parametrize("to", [[1, -1], [1, 5], [0, 5], [-1, 5]])
def test_graph_of_all_kinds_of_layers_computes_what_the_runtime_does(to: list[int], tmp_path: Path) -> None:
    draw = np.random.default_rng(0).standard_normal
    node = helper.make_node
    path = tmp_path / "all.onnx"
    path.write_bytes(
        graph_of(
            node("Conv", ["x", "w", "b"], ["1"], kernel_shape=[3, 3], pads=[1, 0, 1, 2], strides=[1, 2], group=2),
            node("BatchNormalization", ["1", "s", "b2", "m", "v"], ["2"], epsilon=1e-3),
            node("PRelu", ["2", "slope"], ["3"]),
            node("MaxPool", ["3"], ["4"], kernel_shape=[3, 3], strides=[1, 1], pads=[1, 1, 1, 1]),
            node("AveragePool", ["3"], ["5"], kernel_shape=[1, 1]),
            node("Sub", ["4", "5"], ["6"]),
            node("GlobalAveragePool", ["3"], ["7"]),
            node("Sigmoid", ["7"], ["8"]),
            node("Mul", ["6", "8"], ["9"]),
            node("Clip", ["9", "", "most"], ["10"]),
            node("Flatten", ["10"], ["11"]),
            node("Gemm", ["11", "g", "c"], ["12"], transB=1, alpha=0.5, beta=2.0),
            node("ReduceL2", ["12"], ["13"], axes=[1]),
            node("Constant", [], ["flat"], value=numpy_helper.from_array(np.array(to))),
            node("Div", ["12", "13"], ["14"]),
            node("Reshape", ["14", "flat"], ["y"]),
            w=draw((6, 2, 3, 3)), b=draw(6), s=draw(6), b2=draw(6), m=draw(6), v=np.abs(draw(6)) + 0.5,
            slope=draw((6, 1, 1)), most=0.8, g=draw((5, 6 * 12 * 6)), c=draw(5),
        )
    )  # fmt: skip
    net = read_graph(path)  # compares
    x = torch.randn(3, 4, 12, 12, requires_grad=True)
    torch.autograd.backward(net(x)[:, 0].sum())
    assert x.grad is not None
    assert all(float(one.abs().sum()) > 0 for one in x.grad)


def test_graph_that_training_cannot_follow_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.onnx"
    path.write_bytes(graph_of(helper.make_node("Erf", ["x"], ["y"])))
    with pytest.raises(UnknownOperators, match="Erf"):
        read_graph(path)
    # padding that the file leaves to the runtime isn't followed: the comparison notices
    conv = helper.make_node("Conv", ["x", "w"], ["y"], kernel_shape=[3, 3], auto_pad="SAME_UPPER")
    path.write_bytes(graph_of(conv, w=np.ones((2, 4, 3, 3))))
    with pytest.raises(ComputesOtherwise):
        read_graph(path)


@pytest.mark.shared
def test_encoder_sees_aligned_faces_as_the_judge_sees_them(shared_data: Path) -> None:
    from visavis.face.mesh import MESH
    from visavis.lab.cast.likeness import Judge
    from visavis.media.image import load_image

    weights = shared_data / "weights" / "foamliu_MobileFaceNet.onnx"
    encoder, judge = Encoder(weights, crop_share=0.85), Judge(weights)
    paths = sorted((shared_data / "faces" / "aligned256").iterdir())[:3]
    with MESH.lease("facemesh") as mesh:
        for path in paths:
            picture = load_image(path)
            points = mesh.find(picture, most=1)[0].points[:, :2].astype(np.float64)
            planes = torch.from_numpy(picture.transpose(2, 0, 1)[None].astype(np.float32) / 255)
            assert float(judge.embed(picture, points) @ encoder(planes.repeat(2, 1, 1, 1))[1].numpy()) > 0.9


def test_recipes_are_whole_and_wrong_ones_are_told(tmp_path: Path) -> None:
    for name in ("aeinet", "ghost", "faces", "hear"):
        assert read_recipe(name).steps > 0
    with pytest.raises(NotFound, match="nosuch"):
        read_recipe("nosuch")
    path = tmp_path / "wrong.yaml"
    path.write_text("thick: 2")
    with pytest.raises(WrongRecipe, match="thick"):
        read_recipe(str(path))
