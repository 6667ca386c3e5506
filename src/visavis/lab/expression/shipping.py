"""From finished cells to the folder that ships: files, weights of the answers, threshold and error rates."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from visavis.lab.expression.cells import Bench
from visavis.lab.expression.eight_bits import CALIBRATED_ON
from visavis.lab.expression.export import Bits, answer, write_eight_bits, write_network, write_shapes
from visavis.lab.expression.faces import MARGIN_PX, Bytes, Rows
from visavis.lab.expression.material import Material
from visavis.lab.expression.measure import Reals, Scaling, Scores, calibration_error, score
from visavis.lab.expression.nets import NetName
from visavis.lab.expression.plan import BASE, Cell
from visavis.lab.expression.results import Answers, Results, Weighing
from visavis.observe.expression_classes.crop import FACE_PX

SHIPPED = Path(__file__).parents[2] / "observe" / "expression_classes" / "data"
_WRONG = 0.06
"""Of the answers given to people who tune, at most this share is wrong: below the threshold is no answer."""
MOST_LOSS = 0.005
"""Of accuracy on the people who are measured: networks in 8 bits that lose more don't ship."""
_COMPARED = 256
"""Faces of people who tune on which the 8-bit networks are compared with torch's."""
_DATA = (
    "12,200 photographs of 5,021 people in the news and in films (muxspace/facial_expressions, Apache-2.0), nearly all "
    "grey, labels partly made by machine; measured on people who were neither learned from nor tuned on"
)


class AccuracyLost(ValueError):
    """In 8 bits more accuracy is lost than MOST_LOSS."""


@dataclass(frozen=True)
class Settled:
    """How the answers of networks and landmarks are put together, fitted on the people who tune; from which confidence
    on there is an answer; and the probabilities that this makes for every part of the people."""

    weighing: Weighing
    limit: float
    shares: Answers


def ship(bench: Bench, seed: int, out: Path, bits: Bits = 8) -> str:
    """Write everything into ``out``, or nothing; returns what is to be told.

    With 8 bits, weights, temperature, offsets and threshold are those of the 8-bit networks, measured in ONNX Runtime.
    Raises AccuracyLost when these lose more than MOST_LOSS against float32, and ValueError when a file's answers aren't
    torch's.
    """
    results = Results(bench)
    base = next(row for row in bench.plan.rows if row.name == BASE)
    cells = {net: Cell(base, net, seed) for net in bench.plan.sizes}
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder)
        settled = whole = settle(results, {net: results.answers(cell) for net, cell in cells.items()})
        if bits == 8:
            gaps = {net: _write_eight_bits(bench, cell, draft) for net, cell in cells.items()}
            settled = settle(results, {net: read_file(draft / f"{net}.onnx", results) for net in cells})
            hold(*(score(one.shares["test"], results.truth("test")) for one in (whole, settled)))
        else:
            gaps = {net: write_network(bench.trained(cell), draft / f"{net}.onnx") for net, cell in cells.items()}
        write_shapes(results.regression, draft / "landmarks.npz")
        known = {"bits": bits, **_know(settled, results, tuple(cells)), "in_float32": _short(whole, results)}
        (draft / "expression.json").write_text(json.dumps(known, indent=2) + "\n", "utf-8")
        out.mkdir(parents=True, exist_ok=True)
        for path in draft.iterdir():
            shutil.copyfile(path, out / path.name)
    return json.dumps({"gaps": gaps, **known}, indent=2)


def settle(results: Results, each: Mapping[NetName, Answers]) -> Settled:
    """Of the mean of networks and the landmarks."""
    nets: Answers = {part: np.asarray(np.mean([one[part] for one in each.values()], 0)) for part in results.rows}
    both = (nets, results.landmarks)
    weighing = results.weigh(*both)
    shares = {part: weighing.scaling.shares(weighing.join([one[part] for one in both])) for part in results.rows}
    return Settled(weighing, threshold(shares["tune"], results.truth("tune")), shares)


def hold(whole: Scores, small: Scores) -> None:
    """Raise AccuracyLost where 8 bits are less often right than float32 by more than MOST_LOSS, of all classes or
    between the first two."""
    for name, one, other in (
        ("accuracy", whole.accuracy, small.accuracy),
        ("accuracy between the first two classes", whole.pair, small.pair),
    ):
        if one - other > MOST_LOSS + 1e-9:
            told = f"In 8 bits the {name} falls from {one:.3f} to {other:.3f}, by more than {MOST_LOSS}"
            raise AccuracyLost(f"{told}; nothing was written. Ship in float32: --bits 32")


def read_file(path: Path, results: Results) -> Answers:
    """What a written network tells of every part's faces."""
    cut = results.material.faces.cut
    return {part: answer(path, _middles(cut[rows])) for part, rows in results.rows.items()}


def _write_eight_bits(bench: Bench, cell: Cell, folder: Path) -> float:
    """Ranges are learned from people who are learned from, and nobody else."""
    cut, train = bench.material.faces.cut, bench.material.train
    learned = np.random.default_rng(0).permutation(train)[:CALIBRATED_ON]
    faces, others = _middles(cut[learned]), _middles(cut[bench.material.tune[:_COMPARED]])
    return write_eight_bits(bench.trained(cell), folder / f"{cell.net}.onnx", faces, others)


def _middles(faces: Bytes) -> Bytes:
    """Cut faces without their margin."""
    return faces[:, MARGIN_PX:-MARGIN_PX, MARGIN_PX:-MARGIN_PX]


def _know(settled: Settled, results: Results, nets: tuple[NetName, ...]) -> dict[str, Any]:
    """What is written of it into expression.json."""
    share, landmarks = settled.weighing.weights
    weights = dict.fromkeys(nets, share / len(nets)) | {"landmarks": landmarks}
    known = describe(settled.weighing.scaling, weights, settled.limit, results.material.labels.classes)
    return known | {"measured": error_rates(settled, results)}


def write_held(material: Material, path: Path) -> None:
    """Who tunes and who is measured, as a table of part and file: so that anybody can measure on the same."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("part", "file"))
        for part, rows in (("tune", material.tune), ("test", material.test)):
            table.writerows((part, material.faces.about[row]["name"]) for row in rows)


def describe(scaling: Scaling, weights: dict[str, float], limit: float, classes: tuple[str, ...]) -> dict[str, Any]:
    """How answers are put together: softmax(sum of weight · logits / temperature + offsets)."""
    return {
        "classes": list(classes),
        "face_px": FACE_PX,
        "weights": {name: round(weight, 4) for name, weight in weights.items()},
        "temperature": round(scaling.temperature, 4),
        "offsets": [round(one, 4) for one in scaling.offsets],
        "cant_tell_below": round(limit, 3),
        "most_yaw_deg": 40,
        # what all but the outermost of the labelled faces have; the read tilt of a level head is about -11° there
        "least_pitch_deg": -50,
        "most_pitch_deg": 30,
        "least_eyes_px": 24,
    }


def threshold(shares: Reals, truth: Rows) -> float:
    """The lowest confidence from which at most the share _WRONG of all answers is wrong."""
    sure, right = shares.max(1), shares.argmax(1) == truth
    for limit in np.arange(0.4, 0.96, 0.01):
        answered = sure >= limit
        if answered.any() and 1 - right[answered].mean() <= _WRONG:
            return float(limit)
    return 0.95


def _short(settled: Settled, results: Results) -> dict[str, float]:
    """The figures to compare by."""
    found = error_rates(settled, results)
    classes = results.material.labels.classes
    return {name: found[name] for name in ("accuracy", "macro_f1", f"{classes[0]}_or_{classes[1]}")}


def error_rates(settled: Settled, results: Results) -> dict[str, Any]:
    """On the people who are measured, and on pictures of another kind, which nobody tuned on either."""
    return _at_home(settled.shares["test"], results, settled.limit) | elsewhere(
        settled.shares["elsewhere"], results, settled.limit
    )


def _at_home(shares: Reals, results: Results, limit: float) -> dict[str, Any]:
    """On the people who are measured."""
    truth, classes = results.truth("test"), results.material.labels.classes
    found, answered = score(shares, truth), shares.max(1) >= limit
    right = shares.argmax(1) == truth
    confusion = np.array(found.confusion)
    told = np.maximum(1, confusion.sum(0))
    return {
        "faces": len(truth),
        "people": len(set(results.material.persons[results.rows["test"]])),
        "accuracy": round(found.accuracy, 3),
        "macro_f1": round(found.macro_f1, 3),
        f"{classes[0]}_or_{classes[1]}": round(found.pair, 3),
        "recall": {name: round(one, 3) for name, one in zip(classes, found.recalls, strict=True)},
        "precision": {name: round(confusion[n, n] / told[n], 3) for n, name in enumerate(classes)},
        "ece": round(calibration_error(shares, truth), 3),
        "answered": round(float(answered.mean()), 3),
        "accuracy_answered": round(float(right[answered].mean()), 3),
        "wrong_answered": round(float(1 - right[answered].mean()), 3),
        "data": _DATA,
    }


def elsewhere(shares: Reals, results: Results, limit: float) -> dict[str, Any]:
    """On pictures of another kind, which nobody tuned on either."""
    wrong = shares.argmax(1) != results.truth("elsewhere")
    return {
        "elsewhere_faces": len(wrong),
        "elsewhere_wrong": round(float(wrong[shares.max(1) >= limit].mean()), 3),
    }
