"""What ships answers as the networks do, in any batch, and is described whole."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from tests.lab.test_expression_lab import drawn_material, small_plan

from visavis.face.mesh import MESH
from visavis.lab.expression.cells import Bench
from visavis.lab.expression.export import write_shapes
from visavis.lab.expression.material import LABELS
from visavis.lab.expression.results import Results
from visavis.lab.expression.shapes import balanced_weights, fit_regression
from visavis.lab.expression.shipping import SHIPPED, ship, threshold, write_held
from visavis.lab.expression.telling import groups_of, tell_all
from visavis.media.image import load_image
from visavis.observe.expression_classes.crop import FACE_PX

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning", "ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    made = Bench(drawn_material(), small_plan(), tmp_path_factory.mktemp("work"), lambda line: None)
    made.run_all()
    return made


def test_what_ships_is_whole_and_answers_as_the_lab_measured(bench: Bench, tmp_path: Path) -> None:
    told = json.loads(ship(bench, 1, tmp_path))
    assert max(told["gaps"].values()) < 0.03
    known = json.loads((tmp_path / "expression.json").read_text())
    assert sum(known["weights"].values()) == pytest.approx(1, abs=1e-3)
    results = Results(bench)
    row = int(results.rows["test"][0])
    face = bench.material.faces.cut[row : row + 1, 16:-16, 16:-16].astype(np.float32)
    shape = np.load(tmp_path / "landmarks.npz")
    logits = {
        net: onnxruntime.InferenceSession(tmp_path / f"{net}.onnx").run(None, {"faces": face})[0][0]
        for net in ("vit", "mixer")
    }
    logits["landmarks"] = bench.material.faces.shape[row].ravel() @ shape["slope"] + shape["offset"]
    joined = sum(known["weights"][name] * one for name, one in logits.items())
    nets = results.mean(bench.plan.rows[0], 1)
    wanted = results.joined(nets, results.landmarks)["test"][0]
    assert joined == pytest.approx(wanted, abs=0.03)
    assert known["measured"]["faces"] == len(results.rows["test"])


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
