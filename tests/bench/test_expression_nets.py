"""The shipped networks for expressions on people who were never learned from, in ONNX Runtime, torch and 8 bits."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import csv
import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import quantize_dynamic

from visavis.face.mesh import MESH
from visavis.lab.expression.material import LABELS
from visavis.lab.expression.measure import Scores, score, softmax
from visavis.lab.expression.nets import build
from visavis.lab.expression.plan import read_plan
from visavis.lab.expression.reading import FaceNet
from visavis.lab.expression.shipping import SHIPPED
from visavis.lab.expression.sources import read_labels
from visavis.media.image import load_image
from visavis.observe.expression_classes.crop import cut_face, level_shape

NETS = ("vit", "mixer")
BATCH, THREADS = 64, 2
LEAST_PER_S = 200
pytestmark = [
    pytest.mark.bench,
    pytest.mark.shared,
    pytest.mark.timeout(1800),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
Held = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64]]


@pytest.fixture(scope="module")
def known() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((SHIPPED / "expression.json").read_text())
    return told


@pytest.fixture(scope="module")
def held(shared_data: Path) -> Held:
    """Faces, shapes and classes of the people who are measured."""
    labels, folder = read_labels(LABELS / "three.yaml"), shared_data / "expressions" / "faces"
    with (LABELS / "held.csv").open(newline="") as file:
        measured = {row["file"] for row in csv.DictReader(file) if row["part"] == "test"}
    with (shared_data / "expressions" / "labels.csv").open(newline="") as file:
        told = [row for row in csv.DictReader(file) if row["file"] in measured]
    rows = []
    with MESH.lease("facemesh") as mesh:
        for row in told:
            image = load_image(folder / row["file"])
            for face in mesh.find(image, most=1):
                rows.append((cut_face(image, face).astype(np.float32), level_shape(face), labels.find(row["label"])))
    faces, shapes, classes = zip(*rows, strict=True)
    return np.stack(faces), np.stack(shapes), np.array(classes)


def test_right_on_people_never_seen(held: Held, known: dict[str, Any]) -> None:
    faces, shapes, classes = held
    joined = weigh(known, {net: in_batches(session(SHIPPED / f"{net}.onnx"), faces) for net in NETS}, shapes)
    found = score(joined, classes)
    print(f"\nthe ensemble with landmarks, {len(classes)} faces: {words(found)} (the lab: {known['measured']})")
    for net in NETS:
        answers = in_batches(session(SHIPPED / f"{net}.onnx"), faces).astype(np.float64)
        print(f"{net} alone: {words(score(softmax(answers), classes))}")


def test_eight_bits(held: Held, known: dict[str, Any], tmp_path: Path) -> None:
    faces, shapes, classes = held
    small = {net: eight_bits(SHIPPED / f"{net}.onnx", tmp_path / f"{net}.onnx") for net in NETS}
    answers = {net: in_batches(session(path), faces) for net, path in small.items()}
    size = sum(path.stat().st_size for path in small.values()) / 1e6
    runners = [session(path) for path in small.values()]
    pace = [per_second(partial(one.run, None, {"faces": faces[:BATCH]})) for one in runners]
    found = score(weigh(known, answers, shapes), classes)
    print(f"\nin 8 bits: {words(found)}, {size:.1f} MB, {together(pace):.0f} faces/s")


def test_faces_per_second(known: dict[str, Any]) -> None:
    faces = np.random.default_rng(0).uniform(0, 255, (BATCH, 80, 80, 3)).astype(np.float32)
    torch.set_num_threads(THREADS)
    ours, theirs = [], []
    for net in NETS:
        runner, size = session(SHIPPED / f"{net}.onnx"), read_plan().sizes[net]  # type: ignore[index]
        ours.append(per_second(partial(runner.run, None, {"faces": faces})))
        torchs = FaceNet(build(net, size, len(known["classes"])), size.channels).eval()  # type: ignore[arg-type]
        seen = torch.from_numpy(faces).permute(0, 3, 1, 2)
        with torch.inference_mode():
            theirs.append(per_second(partial(torchs, seen)))
    print(
        f"\nboth nets, batches of {BATCH}, {THREADS} threads: ONNX Runtime {together(ours):.0f} faces/s "
        f"(wanted: {LEAST_PER_S}), torch {together(theirs):.0f}"
    )


def weigh(known: dict[str, Any], answers: dict[str, NDArray[np.float32]], shapes: NDArray[np.float32]) -> NDArray[Any]:
    """Probabilities, as expression.json says."""
    held = np.load(SHIPPED / "landmarks.npz")
    every = answers | {"landmarks": shapes.reshape(len(shapes), -1) @ held["slope"] + held["offset"]}
    joined = sum(weight * every[name] for name, weight in known["weights"].items())
    return softmax(np.asarray(joined / known["temperature"] + np.array(known["offsets"]), np.float64))


def session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])


def in_batches(runner: onnxruntime.InferenceSession, faces: NDArray[np.float32]) -> NDArray[np.float32]:
    parts = [runner.run(None, {"faces": faces[at : at + BATCH]})[0] for at in range(0, len(faces), BATCH)]
    return np.concatenate(parts)


def eight_bits(path: Path, out: Path) -> Path:
    """The file with dynamic 8-bit weights; the casts of its half-precision weights are folded first."""
    folded = out.with_suffix(".folded.onnx")
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(folded)
    onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    model = onnx.load(folded)
    del model.graph.value_info[:]  # ONNX Runtime leaves shapes of before the folding in it
    onnx.save(model, folded)
    quantize_dynamic(folded, out)
    return out


def per_second(work: Callable[[], object], times: int = 9) -> float:
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return BATCH / float(np.median(taken))


def together(paces: list[float]) -> float:
    """Faces per second of all nets one after the other."""
    return 1 / sum(1 / pace for pace in paces)


def words(found: Scores) -> str:
    recalls = "/".join(f"{one:.2f}" for one in found.recalls)
    first = f"happy or neutral {found.pair:.3f}, accuracy {found.accuracy:.3f}"
    return f"{first}, macro-F1 {found.macro_f1:.3f}, recalls {recalls}"
