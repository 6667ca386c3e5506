"""What ships answers as the networks do, in any batch, and is described whole."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from tests.lab.test_expression_lab import drawn_material, small_plan

from visavis.face.mesh import MESH
from visavis.lab.expression import shipping
from visavis.lab.expression.cells import Bench
from visavis.lab.expression.export import TOLERANCE, Bits, answer, write_eight_bits, write_network, write_shapes
from visavis.lab.expression.material import LABELS
from visavis.lab.expression.measure import score
from visavis.lab.expression.nets import NetName
from visavis.lab.expression.plan import Cell
from visavis.lab.expression.results import Results
from visavis.lab.expression.shapes import balanced_weights, fit_regression
from visavis.lab.expression.shipping import (
    SHIPPED,
    AccuracyLost,
    error_rates,
    hold,
    read_file,
    settle,
    ship,
    threshold,
    write_held,
)
from visavis.lab.expression.telling import groups_of, tell_all
from visavis.lab.expression.train import tell
from visavis.media.image import load_image
from visavis.observe.expression_classes import look_map, read_picture
from visavis.observe.expression_classes.crop import FACE_PX
from visavis.observe.expression_classes.ensemble import Ensemble
from visavis.people.casting import cast

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning", "ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    made = Bench(drawn_material(), small_plan(), tmp_path_factory.mktemp("work"), lambda line: None)
    made.run_all()
    return made


@pytest.mark.parametrize("bits", [8, 32])
def test_what_ships_is_whole_and_answers_as_the_lab_measured(bench: Bench, tmp_path: Path, bits: Bits) -> None:
    told = json.loads(ship(bench, 1, tmp_path, bits))
    assert max(told["gaps"].values()) < TOLERANCE[bits]
    known = json.loads((tmp_path / "expression.json").read_text())
    assert known["bits"] == bits
    assert sum(known["weights"].values()) == pytest.approx(1, abs=1e-3)
    results = Results(bench)
    row = int(results.rows["test"][0])
    face = bench.material.faces.cut[row : row + 1, 16:-16, 16:-16]
    shape = np.load(tmp_path / "landmarks.npz")
    logits = {net: answer(tmp_path / f"{net}.onnx", face)[0] for net in ("vit", "mixer")}
    logits["landmarks"] = bench.material.faces.shape[row].ravel() @ shape["slope"] + shape["offset"]
    joined = sum(known["weights"][name] * one for name, one in logits.items())
    nets, _, landmarks = (known["weights"][name] for name in ("vit", "mixer", "landmarks"))
    torchs = 2 * nets * results.mean(bench.plan.rows[0], 1)["test"][0]
    wanted = torchs + landmarks * results.landmarks["test"][0]
    assert joined == pytest.approx(wanted, abs=0.03)
    assert known["measured"]["faces"] == len(results.rows["test"])


def test_weights_temperature_and_threshold_are_fitted_to_what_the_8_bit_files_tell(
    bench: Bench, tmp_path: Path
) -> None:
    ship(bench, 1, tmp_path, 8)
    known = json.loads((tmp_path / "expression.json").read_text())
    results = Results(bench)
    settled = settle(results, {net: read_file(tmp_path / f"{net}.onnx", results) for net in bench.plan.sizes})
    assert known["temperature"] == pytest.approx(settled.weighing.scaling.temperature, abs=1e-3)
    assert known["cant_tell_below"] == pytest.approx(settled.limit, abs=1e-3)
    assert known["measured"] == error_rates(settled, results)


def test_8_bits_that_lose_accuracy_are_refused_and_nothing_is_written(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    truth = Results(bench).truth("test")
    right, one_wrong = np.eye(3)[truth] + 0.1, np.eye(3)[truth] + 0.1
    one_wrong[0] = np.roll(one_wrong[0], 1)
    hold(score(one_wrong, truth), score(right, truth))
    hold(score(right, truth), score(right, truth))
    with pytest.raises(AccuracyLost, match=r"from 1\.000 to 0\..*--bits 32"):
        hold(score(right, truth), score(one_wrong, truth))

    monkeypatch.setattr(shipping, "MOST_LOSS", -1.0)
    with pytest.raises(AccuracyLost, match="nothing was written"):
        ship(bench, 1, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    monkeypatch.undo()
    ship(bench, 1, tmp_path / "out", 32)
    assert (tmp_path / "out" / "vit.onnx").is_file()


@pytest.mark.parametrize("net", ["vit", "mixer"])
def test_8_bit_networks_answer_as_torch_and_others_than_trained_are_refused(
    bench: Bench, tmp_path: Path, net: NetName, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained = bench.trained(Cell(bench.plan.rows[0], net, 1))
    faces = bench.material.faces.cut[:, 16:-16, 16:-16]
    gap = write_eight_bits(trained, tmp_path / "net.onnx", faces[:60], faces[60:])
    wanted = tell(trained, bench.material.faces.cut[60:])
    assert np.abs(answer(tmp_path / "net.onnx", faces[60:]) - wanted).max() == pytest.approx(gap, abs=0.02)
    assert 0 < gap < 0.1 * np.ptp(wanted)
    monkeypatch.setitem(TOLERANCE, 8, gap / 3)
    with pytest.raises(ValueError, match="differs from torch"):
        write_eight_bits(trained, tmp_path / "refused.onnx", faces[:60], faces[60:])
    assert not (tmp_path / "refused.onnx").exists()


def test_the_file_in_float32_is_torchs_to_the_last_digits(bench: Bench, tmp_path: Path) -> None:
    for net in bench.plan.sizes:
        trained = bench.trained(Cell(bench.plan.rows[0], net, 1))
        assert write_network(trained, tmp_path / f"{net}.onnx", half=False) < 1e-4


def test_tables_and_drawings_are_written(bench: Bench, tmp_path: Path) -> None:
    told = tell_all(bench, tmp_path)
    assert "landmarks, logistic regression" in told
    assert {path.name for path in tmp_path.iterdir()} == {
        "expression-reliability.svg",
        "expression-loss.svg",
        "expression-shapes.svg",
        "expression-accuracy.svg",
    }
    results = Results(bench)
    groups = groups_of(results, bench.ages.years)
    assert all(len(mask) == len(results.rows[part]) for part, one in groups.items() for mask in one.values())


def test_the_regression_ships_as_one_step(tmp_path: Path) -> None:
    material = drawn_material()
    rows = np.arange(len(material.faces))
    shapes, truth = material.shapes(rows), material.classes
    regression = fit_regression(shapes, truth, balanced_weights(truth), 10)
    write_shapes(regression, tmp_path / "landmarks.npz")
    held = np.load(tmp_path / "landmarks.npz")
    made = shapes.reshape(len(rows), -1) @ held["slope"] + held["offset"]
    assert made == pytest.approx(regression.logits(shapes), abs=1e-3)


def test_the_threshold_keeps_wrong_answers_rare() -> None:
    rng = np.random.default_rng(0)
    sure = rng.uniform(0.4, 1, 5000)
    shares = np.stack([sure, 1 - sure], 1)
    truth = (rng.random(5000) > sure).astype(np.int64)
    limit = threshold(shares, truth)
    answered = shares.max(1) >= limit
    assert (shares.argmax(1) == truth)[answered].mean() == pytest.approx(0.94, abs=0.01)


def test_the_held_people_are_written_down(bench: Bench, tmp_path: Path) -> None:
    write_held(bench.material, tmp_path / "held.csv")
    with (tmp_path / "held.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["part"] for row in rows].count("test") == len(bench.material.test)
    about = bench.material.faces.about
    assert {row["file"] for row in rows if row["part"] == "test"} == {about[row]["name"] for row in bench.material.test}


@pytest.mark.shared
def test_nobody_of_the_held_people_is_learned_from(shared_data: Path) -> None:
    with (LABELS / "held.csv").open(newline="") as file:
        part_of = {row["file"]: row["part"] for row in csv.DictReader(file)}
    with (shared_data / "expressions" / "labels.csv").open(newline="") as file:
        person_of = {row["file"]: row["person"] for row in csv.DictReader(file)}
    people = {part: {person_of[file] for file, one in part_of.items() if one == part} for part in ("tune", "test")}
    assert not people["tune"] & people["test"]
    assert len(people["test"]) > 400
    held = people["tune"] | people["test"]
    strays = [file for file, person in person_of.items() if person in held and file not in part_of]
    with MESH.lease("facemesh") as mesh:  # nobody learns from a picture without a face
        assert not [one for one in strays if mesh.find(load_image(shared_data / "expressions" / "faces" / one), 1)]
    assert len(strays) < 20


@pytest.mark.skipif(not SHIPPED.is_dir(), reason="nothing ships yet")
def test_the_shipped_files_are_small_and_take_any_batch() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 15e6
    classes = json.loads((SHIPPED / "expression.json").read_text())["classes"]
    faces = torch.rand(3, FACE_PX, FACE_PX, 3).numpy() * 255
    for net in ("vit", "mixer"):
        session = onnxruntime.InferenceSession(SHIPPED / f"{net}.onnx")
        whole = session.run(None, {"faces": faces})[0]
        each = [session.run(None, {"faces": one[None]})[0][0] for one in faces]
        assert whole.shape == (3, len(classes))
        assert np.abs(whole - np.array(each)).max() < 1e-3


@pytest.mark.parametrize("net", ["vit", "mixer"])
def test_no_processor_cuts_off_sums_of_the_shipped_products(net: str) -> None:
    weights = quantised_weights(onnx.load(SHIPPED / f"{net}.onnx"))
    assert len(weights) == 20
    assert all(one.dtype == np.int8 for one in weights)
    assert 2 * 255 * max(np.abs(one.astype(int)).max() for one in weights) < 2**15
    assert max(np.abs(one.astype(int)).max() for one in weights) > 60  # the 7 bits are used


@pytest.mark.parametrize("net", ["vit", "mixer"])
def test_products_in_8_bits_are_what_the_shipped_file_says(net: str) -> None:
    """Without optimisation ONNX Runtime rounds to bytes and multiplies in float32, by no kernel of one processor."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    file = (SHIPPED / f"{net}.onnx").read_bytes()
    faces = np.random.default_rng(0).uniform(0, 255, (8, FACE_PX, FACE_PX, 3)).astype(np.float32)
    plain = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    wanted = plain.run(None, {"faces": faces})[0]
    assert np.abs(answer(file, faces) - wanted).max() < 0.05
    assert np.ptp(wanted) > 1


def test_what_the_shipped_networks_looked_at_is_on_the_face() -> None:
    """Hiding parts of a smiling face moves the shipped ensemble's answer, about the mouth more than elsewhere."""
    engine = Ensemble()
    falls, most = [], []
    for person in cast():
        for seen in read_picture(engine, person.portrait()):
            if seen.judgement.label == "happy":
                found = look_map(engine, seen.cut)
                falls.append(found.importance)
                most.append(found.most_fall)
    assert max(most) > 0.1
    mean = np.mean(falls, 0)
    assert mean[44:68, 24:56].mean() > 2 * max(0, mean.mean())


def quantised_weights(model: onnx.ModelProto) -> list[NDArray[np.int8]]:
    """The matrices among the file's 8-bit numbers."""
    held = [numpy_helper.to_array(one) for one in model.graph.initializer if one.data_type == onnx.TensorProto.INT8]
    return [one for one in held if one.ndim == 2]
