"""From finished cells to the folder that ships: files, weights of the answers, threshold and error rates."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np

from visavis.lab.expression.cells import Bench
from visavis.lab.expression.export import write_network, write_shapes
from visavis.lab.expression.faces import Rows
from visavis.lab.expression.material import Material
from visavis.lab.expression.measure import Reals, Scaling, calibration_error, score
from visavis.lab.expression.plan import BASE, Cell
from visavis.lab.expression.results import Results
from visavis.observe.expression_classes.crop import FACE_PX

SHIPPED = Path(__file__).parents[2] / "observe" / "expression_classes" / "data"
_WRONG = 0.06
"""Of the answers given to people who tune, at most this share is wrong: below the threshold is no answer."""
_DATA = (
    "12,200 photographs of 5,021 people in the news and in films (muxspace/facial_expressions, Apache-2.0), nearly all "
    "grey, labels partly made by machine; measured on people who were neither learned from nor tuned on"
)


def ship(bench: Bench, seed: int, out: Path) -> str:
    """Write everything into ``out``; returns what is to be told."""
    results = Results(bench)
    base = next(row for row in bench.plan.rows if row.name == BASE)
    gaps = {net: write_network(bench.trained(Cell(base, net, seed)), out / f"{net}.onnx") for net in bench.plan.sizes}
    write_shapes(results.regression, out / "landmarks.npz")
    each = (results.mean(base, seed), results.landmarks)
    weighing = results.weigh(*each)
    joined = results.joined(*each)
    limit = threshold(weighing.scaling.shares(joined["tune"]), results.truth("tune"))
    nets, landmarks = weighing.weights
    weights = dict.fromkeys(bench.plan.sizes, nets / len(bench.plan.sizes)) | {"landmarks": landmarks}
    known = describe(weighing.scaling, weights, limit, bench.material.labels.classes)
    shares_of = {part: weighing.scaling.shares(told) for part, told in joined.items()}
    known["measured"] = error_rates(shares_of["test"], results, limit) | elsewhere(
        shares_of["elsewhere"], results, limit
    )
    (out / "expression.json").write_text(json.dumps(known, indent=2) + "\n", "utf-8")
    return json.dumps({"gaps": gaps, **known}, indent=2)


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


def error_rates(shares: Reals, results: Results, limit: float) -> dict[str, Any]:
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
