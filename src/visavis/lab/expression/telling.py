"""What is told of finished cells: the table, the confusion, groups of faces, curves and reliability."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visavis.lab.expression.ages import estimate_ages
from visavis.lab.expression.cells import Bench
from visavis.lab.expression.curves import Curve, draw_curves, draw_reliability
from visavis.lab.expression.faces import MARGIN_PX, Faces, Rows
from visavis.lab.expression.measure import Scores, fit_scaling, reliability, softmax
from visavis.lab.expression.plan import BASE, Cell
from visavis.lab.expression.results import Results, by_group, with_spread, write_table

Groups = dict[str, NDArray[np.bool_]]


def tell_all(bench: Bench, out: Path) -> str:
    """Write the drawings into ``out``; returns tables as Markdown."""
    results = Results(bench)
    classes = bench.material.labels.classes
    parts = [write_table(results.lines(), classes), _parts_of_people(results)]
    base = next(row for row in bench.plan.rows if row.name == BASE)
    seeds = results.seeds(base)
    if seeds:
        joined = results.joined(results.mean(base, seeds[0]), results.landmarks)
        measured = results.measure(joined)
        parts.append(_confusion(measured.scaled, classes))
        parts.append(_groups(results, measured.shares))
        scaling, truth = fit_scaling(joined["tune"], results.truth("tune"), with_offsets=True), results.truth("test")
        before, after = reliability(softmax(joined["test"]), truth), reliability(scaling.shares(joined["test"]), truth)
        out.mkdir(parents=True, exist_ok=True)
        drawing = draw_reliability(before, after, "How far confidence can be believed, people never seen")
        (out / "expression-reliability.svg").write_text(drawing, "utf-8")
        _write_curves(bench, out)
    ages = bench.ages if any(row.group_rounds for row in bench.plan.rows) else estimate_ages(bench.material.faces)
    error = f"{ages.error_years:.1f} years mean error ({ages.guess_years:.1f} for the mean)"
    parts.append(f"Ages: {error}, {ages.count} told.")
    return "\n\n".join(parts)


def lighting(faces: Faces, rows: Rows) -> Groups:
    """By how much one half of the face is lighter than the other, measured: grey levels over the spread of all."""
    inner = slice(MARGIN_PX, -MARGIN_PX)
    grey = np.stack([faces.cut[row][inner, inner].mean(-1) for row in rows])
    half = grey.shape[2] // 2
    sides = np.abs(grey[..., :half].mean((1, 2)) - grey[..., half:].mean((1, 2))) / (grey.std((1, 2)) + 1)
    low, high = np.quantile(sides, [1 / 3, 2 / 3])
    mean = grey.mean((1, 2))
    dark = np.quantile(mean, 0.2)
    return {
        "light from the front": sides <= low,
        "somewhat from the side": (sides > low) & (sides <= high),
        "from the side": sides > high,
        "darkest fifth": mean <= dark,
    }


def groups_of(results: Results, ages: NDArray[np.float64]) -> dict[str, Groups]:
    """Groups of the measured people's faces, and of the faces of another origin, for which more is told."""
    faces, test, other = results.material.faces, results.rows["test"], results.rows["elsewhere"]
    scores = np.array([float(value or "nan") for value in faces.column("glasses_score")[test]])
    years = ages[test]
    turned = np.abs(faces.pose[test, 0])
    measured = {
        **lighting(faces, test),
        "glasses (as our detector sees them)": scores > 0,
        "no glasses": scores <= 0,
        "turned by less than 15°": turned < 15,
        "15–30°": (turned >= 15) & (turned < 30),
        "more than 30°": turned >= 30,
        "estimated age 20–39": (years >= 20) & (years < 40),
        "estimated age 40 and more": years >= 40,
    }
    gender, worn = faces.column("gender")[other], faces.column("glasses")[other]
    elsewhere = {
        "perceived as women": gender == "F",
        "perceived as men": gender == "M",
        "glasses (labelled)": np.isin(worn, ["clear", "sun"]),
        "none (labelled)": worn == "none",
    }
    return {"test": measured, "elsewhere": elsewhere}


def _parts_of_people(results: Results) -> str:
    """Accuracy of each row's mean of both nets where its strategy should matter."""
    faces, test, truth = results.material.faces, results.rows["test"], results.truth("test")
    years = results.bench.ages.years[test]
    some = {"all": np.ones(len(test), bool), "coloured": faces.colourful()[test]}
    some["estimated age 20–39"] = (years >= 20) & (years < 40)
    some = {name: mask for name, mask in some.items() if mask.any()}
    lines = [
        _line("accuracy, mean of both", *(f"{name} ({mask.sum()})" for name, mask in some.items())),
        _line(*["---"] * (1 + len(some))),
    ]
    for row in results.bench.plan.rows:
        right = [results.measure(results.mean(row, seed)).shares.argmax(1) == truth for seed in results.seeds(row)]
        if right:
            each = [np.array([one[mask].mean() for one in right]) for mask in some.values()]
            lines.append(_line(row.title, *map(with_spread, each)))
    return "\n".join(lines)


def _groups(results: Results, shares: NDArray[np.float64]) -> str:
    base = next(row for row in results.bench.plan.rows if row.name == BASE)
    joined = results.joined(results.mean(base, results.seeds(base)[0]), results.landmarks)
    elsewhere = fit_scaling(joined["tune"], results.truth("tune"), True).shares(joined["elsewhere"])
    classes = results.material.labels.classes
    lines = [
        _line("faces", "count", f"{classes[0]} or {classes[1]}", "accuracy", *(f"recall {one}" for one in classes)),
        _line(*["---"] * (4 + len(classes))),
    ]
    for part, told in (("test", shares), ("elsewhere", elsewhere)):
        found = by_group(told, results.truth(part), groups_of(results, results.bench.ages.years)[part])
        for name, one in found.items():
            values = (one.pair, one.accuracy, *one.recalls)
            lines.append(_line(name, str(one.count), *(f"{value:.3f}" for value in values)))
    return "\n".join(lines)


def _confusion(scores: Scores, classes: Sequence[str]) -> str:
    lines = [_line("labelled ↓, told →", *classes), _line(*["---"] * (1 + len(classes)))]
    lines += [_line(name, *map(str, row)) for name, row in zip(classes, scores.confusion, strict=True)]
    return "\n".join(lines)


def _line(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _write_curves(bench: Bench, out: Path) -> None:
    """Of learning shapes, and of the seed of BASE with the most notes."""
    base = next(row for row in bench.plan.rows if row.name == BASE)
    shapes = [
        _curve(bench.work / f"shapes-{net}-cut" / "log.jsonl", f"{net}: not told yet", "first")
        for net in bench.plan.sizes
    ]
    drawing = draw_curves(shapes, "Learning shapes: the first component", "steps of 64 faces", "share of variance")
    (out / "expression-shapes.svg").write_text(drawing, "utf-8")
    loss, tune = [], []
    for net in bench.plan.sizes:
        folders = [bench.folder(Cell(base, net, seed)) for seed in Results(bench).seeds(base, net)]
        folder = max(folders, key=lambda one: len((one / "tune.jsonl").read_text("utf-8").splitlines()))
        loss.append(_curve(folder / "log.jsonl", f"{net}: loss while learning", "loss"))
        tune.append(_curve(folder / "tune.jsonl", f"{net}: accuracy", "accuracy"))
        tune.append(_curve(folder / "tune.jsonl", f"{net}: macro-F1", "macro_f1"))
    drawing = draw_curves(loss, "Learning classes (labels smoothed, pictures mixed)", "steps of 64 faces", "loss")
    (out / "expression-loss.svg").write_text(drawing, "utf-8")
    drawing = draw_curves(tune, "On people who tune, unscaled", "steps of 64 faces", "")
    (out / "expression-accuracy.svg").write_text(drawing, "utf-8")


def _curve(path: Path, name: str, column: str) -> Curve:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return Curve(name, [float(row["step"]) for row in rows], [float(row[column]) for row in rows])
