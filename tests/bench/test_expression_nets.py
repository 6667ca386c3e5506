"""The shipped 8-bit networks for expressions on people never learned from; their speed beside float32 and torch."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import csv
import json
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
import torch
from numpy.typing import NDArray

from visavis.face.mesh import MESH
from visavis.lab.expression.export import write_network
from visavis.lab.expression.material import LABELS
from visavis.lab.expression.measure import Scores, score, softmax
from visavis.lab.expression.nets import NetName, build
from visavis.lab.expression.plan import read_plan
from visavis.lab.expression.reading import FaceNet
from visavis.lab.expression.shipping import SHIPPED
from visavis.lab.expression.sources import read_labels
from visavis.media.image import load_image
from visavis.observe.expression_classes.crop import cut_face, level_shape

NETS: tuple[NetName, ...] = ("vit", "mixer")
BATCH, THREADS = 64, 2
LEAST_PER_S = 200
pytestmark = [
    pytest.mark.bench,
    pytest.mark.shared,
    pytest.mark.timeout(1800),
    pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning", "ignore::DeprecationWarning"),
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
    print(f"\nthe ensemble with landmarks, in {known['bits']} bits, {len(classes)} faces: {words(found)}")
    print(f"the lab: {known['measured']}; in float32: {known['in_float32']}")
    for net in NETS:
        answers = in_batches(session(SHIPPED / f"{net}.onnx"), faces).astype(np.float64)
        print(f"{net} alone: {words(score(softmax(answers), classes))}")


@pytest.mark.parametrize(
    ("clock", "threads", "what"),
    [
        (time.perf_counter, THREADS, f"in a second of {THREADS} threads (wanted: {LEAST_PER_S})"),
        (time.process_time, 1, "for a second of one processor, whatever else the machine does"),
    ],
    ids=["clock", "processor"],
)
def test_faces_per_second(
    known: dict[str, Any], whole: Path, clock: Callable[[], float], threads: int, what: str
) -> None:
    """The shipped files, and networks of the same sizes with fresh weights in float32 and in torch, taking turns."""
    faces = np.random.default_rng(0).uniform(0, 255, (BATCH, 80, 80, 3)).astype(np.float32)
    seen = torch.from_numpy(faces).permute(0, 3, 1, 2)
    torch.set_num_threads(threads)
    paces = []
    for net in NETS:
        runs = [session(folder / f"{net}.onnx", threads) for folder in (SHIPPED, whole)]
        with torch.inference_mode():
            works = [*(partial(one.run, None, {"faces": faces}) for one in runs), partial(fresh(net), seen)]
            paces.append(per_second(works, clock))
    eight, whole_s, torch_s = (together(each) for each in zip(*paces, strict=True))
    print(
        f"\nboth nets, batches of {BATCH}: shipped, in {known['bits']} bits: {eight:.0f} faces {what}; "
        f"ONNX in float32 {whole_s:.0f}; torch {torch_s:.0f}"
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files in float32."""
    folder = tmp_path_factory.mktemp("float32")
    for net in NETS:
        write_network(fresh(net), folder / f"{net}.onnx")
    return folder


def fresh(net: NetName) -> FaceNet:
    """A network of the shipped size with weights that nobody trained: it takes as long as a trained one."""
    size = read_plan().sizes[net]
    return FaceNet(build(net, size, 3), size.channels).eval()


def weigh(known: dict[str, Any], answers: dict[str, NDArray[np.float32]], shapes: NDArray[np.float32]) -> NDArray[Any]:
    """Probabilities, as expression.json says."""
    held = np.load(SHIPPED / "landmarks.npz")
    every = answers | {"landmarks": shapes.reshape(len(shapes), -1) @ held["slope"] + held["offset"]}
    joined = sum(weight * every[name] for name, weight in known["weights"].items())
    return softmax(np.asarray(joined / known["temperature"] + np.array(known["offsets"]), np.float64))


def session(path: Path, threads: int = THREADS) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])


def in_batches(runner: onnxruntime.InferenceSession, faces: NDArray[np.float32]) -> NDArray[np.float32]:
    parts = [runner.run(None, {"faces": faces[at : at + BATCH]})[0] for at in range(0, len(faces), BATCH)]
    return np.concatenate(parts)


def per_second(works: Sequence[Callable[[], object]], clock: Callable[[], float], times: int = 15) -> list[float]:
    """Faces per second of each, by the median of its turns."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, times_s in zip(works, taken, strict=True):
            began = clock()
            work()
            times_s.append(clock() - began)
    return [BATCH / float(np.median(times_s[1:])) for times_s in taken]


def together(paces: Sequence[float]) -> float:
    """Faces per second of all nets one after the other."""
    return 1 / sum(1 / pace for pace in paces)


def words(found: Scores) -> str:
    recalls = "/".join(f"{one:.2f}" for one in found.recalls)
    first = f"happy or neutral {found.pair:.3f}, accuracy {found.accuracy:.3f}"
    return f"{first}, macro-F1 {found.macro_f1:.3f}, recalls {recalls}"
