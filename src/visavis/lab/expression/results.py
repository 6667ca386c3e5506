"""The results table: every row of a plan on the same people, who were never learned from, as far as it is done."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from numpy.typing import NDArray

from visavis.lab.expression.cells import Bench
from visavis.lab.expression.faces import Rows
from visavis.lab.expression.gradients import Gradients, fit_gradients
from visavis.lab.expression.measure import Reals, Scaling, Scores, fit_scaling, score, softmax
from visavis.lab.expression.nets import NetName
from visavis.lab.expression.plan import BASE, Cell, Row
from visavis.lab.expression.shapes import Regression, balanced_weights, fit_regression
from visavis.lab.expression.train import tell

Answers = Mapping[str, Reals]
"""Logits on the people who tune, on those who are measured, and on the faces of another origin that no row learns
from."""
PARTS = ("tune", "test", "elsewhere")
_STEPS = 10
"""Weights are tried in tenths."""


@dataclass(frozen=True)
class Weighing:
    """How answers are put together, fitted on the people who tune: logits with weights that sum to 1, then scaled."""

    weights: tuple[float, ...]
    scaling: Scaling

    def join(self, each: Sequence[Reals]) -> Reals:
        return np.asarray(sum(weight * one for weight, one in zip(self.weights, each, strict=True)))


@dataclass(frozen=True)
class Measured:
    """One classifier on the people who are measured: ``plain`` before scaling, ``scaled`` after, and ``elsewhere`` on
    faces of another origin."""

    plain: Scores
    scaled: Scores
    elsewhere: Scores
    shares: Reals


class Results:
    """Reads what a bench has finished."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.material = bench, bench.material
        others = self.material.others
        self.rows: dict[str, Rows] = {"tune": self.material.tune, "test": self.material.test, "elsewhere": others[1::2]}

    def truth(self, part: str) -> Rows:
        return np.asarray(self.material.classes[self.rows[part]])

    def answers(self, cell: Cell) -> Answers:
        """What a finished cell told."""
        held = np.load(self.bench.folder(cell) / "answers.npz")
        place = {int(row): number for number, row in enumerate(held["rows"])}
        return {part: held["answers"][[place[int(row)] for row in rows]] for part, rows in self.rows.items()}

    def seeds(self, row: Row, net: NetName | None = None) -> list[int]:
        """Those with this net finished, or with every net."""
        nets = self.bench.plan.sizes if net is None else (net,)
        return [seed for seed in self.bench.plan.seeds if all(self.bench.is_done(Cell(row, n, seed)) for n in nets)]

    @cached_property
    def regression(self) -> Regression:
        """The landmark baseline, on the same people as every row."""
        train = self.material.train
        truth = self.material.classes[train]
        return fit_regression(self.material.shapes(train), truth, self._balanced(truth), 150, 1e-4)

    @cached_property
    def landmarks(self) -> Answers:
        return {part: self.regression.logits(self.material.shapes(rows)) for part, rows in self.rows.items()}

    def mean(self, row: Row, seed: int) -> Answers:
        """The mean ensemble of a row's nets."""
        each = [self.answers(Cell(row, net, seed)) for net in self.bench.plan.sizes]
        return {part: np.asarray(np.mean([one[part] for one in each], 0)) for part in PARTS}

    @cached_property
    def gradients(self) -> Answers:
        """The simplest reader of pictures, on the same people; kept beside the cells, for it takes a minute to fit."""
        path = self.bench.work / "gradients.pt"
        train = self.material.train
        truth, count = self.material.classes[train], len(self.material.labels.classes)
        if path.exists():
            net = Gradients(count)
            net.load_state_dict(torch.load(path, weights_only=True))
        else:
            net = fit_gradients(self.material.faces.cut[train], truth, count, self._balanced(truth))
            torch.save(net.state_dict(), path)
        return {part: tell(net.eval(), self.material.faces.cut[rows]) for part, rows in self.rows.items()}

    def _balanced(self, truth: Rows) -> Reals:
        return balanced_weights(truth, float(self.bench.plan.training.get("balance", 0.5)))

    def weigh(self, *each: Answers) -> Weighing:
        """The weights under which the truth of the people who tune is told most likely, and the scaling."""
        truth, told = self.truth("tune"), [one["tune"] for one in each]

        def gap(weights: tuple[float, ...]) -> float:
            joined = np.asarray(sum(weight * one for weight, one in zip(weights, told, strict=True)))
            shares = fit_scaling(joined, truth, with_offsets=False).shares(joined)
            return float(-np.log(shares[np.arange(len(truth)), truth] + 1e-12).mean())

        weights = min(_simplex(len(each)), key=gap)
        return Weighing(weights, fit_scaling(Weighing(weights, _UNSCALED).join(told), truth, with_offsets=True))

    def joined(self, *each: Answers) -> Answers:
        weighing = self.weigh(*each)
        return {part: weighing.join([one[part] for one in each]) for part in PARTS}

    def measure(self, answers: Answers) -> Measured:
        """Scaled on the people who tune, measured on the others."""
        scaling = fit_scaling(answers["tune"], self.truth("tune"), with_offsets=True)
        shares = scaling.shares(answers["test"])
        return Measured(
            plain=score(softmax(answers["test"]), self.truth("test")),
            scaled=score(shares, self.truth("test")),
            elsewhere=score(scaling.shares(answers["elsewhere"]), self.truth("elsewhere")),
            shares=shares,
        )

    def lines(self) -> list[Line]:
        """The table, as far as it is done."""
        found = [
            Line("landmarks, logistic regression", (self.measure(self.landmarks),)),
            Line("gradients (HOG), logistic regression", (self.measure(self.gradients),)),
            Line("landmarks and gradients", (self.measure(self.joined(self.landmarks, self.gradients)),)),
        ]
        for row in self.bench.plan.rows:
            for net in self.bench.plan.sizes:
                each = tuple(self.measure(self.answers(Cell(row, net, seed))) for seed in self.seeds(row, net))
                found.append(Line(f"{_NAMES[net]}, {row.title}", each))
            means = [self.mean(row, seed) for seed in self.seeds(row)]
            found.append(Line(f"mean of both, {row.title}", tuple(self.measure(one) for one in means)))
            if row.name == BASE:
                both = tuple(self.measure(self.joined(one, self.landmarks)) for one in means)
                found.append(Line("mean of both, and landmarks", both))
                every = tuple(self.measure(self.joined(one, self.landmarks, self.gradients)) for one in means)
                found.append(Line("mean of both, landmarks and gradients", every))
        return [line for line in found if line.each]


_UNSCALED = Scaling(1.0, (0.0,))


def _simplex(count: int) -> Iterator[tuple[float, ...]]:
    """All weights in tenths that sum to 1."""
    for tenths in itertools.product(range(_STEPS + 1), repeat=count):
        if sum(tenths) == _STEPS:
            yield tuple(one / _STEPS for one in tenths)


_NAMES: dict[NetName, str] = {"vit": "ViT", "mixer": "Mixer"}


@dataclass(frozen=True)
class Line:
    """One line of the table, measured once for each seed."""

    title: str
    each: tuple[Measured, ...]

    def text(self, read: Callable[[Measured], float]) -> str:
        return with_spread([read(one) for one in self.each])


def with_spread(values: Sequence[float] | Reals) -> str:
    """Mean ± standard deviation; the value alone when there is one."""
    if len(values) == 1:
        return f"{values[0]:.3f}"
    return f"{np.mean(values):.3f} ± {np.std(values, ddof=1):.3f}"


def write_table(lines: Sequence[Line], classes: Sequence[str]) -> str:
    """As Markdown."""
    columns: list[tuple[str, Callable[[Measured], float]]] = [
        (f"{classes[0]} or {classes[1]}", lambda one: one.scaled.pair),
        ("accuracy", lambda one: one.scaled.accuracy),
        ("macro-F1", lambda one: one.scaled.macro_f1),
        *((f"recall {name}", _recall(number)) for number, name in enumerate(classes)),
        ("macro-F1 unscaled", lambda one: one.plain.macro_f1),
        ("ECE before", lambda one: one.plain.ece),
        ("after", lambda one: one.scaled.ece),
        ("elsewhere: accuracy", lambda one: one.elsewhere.accuracy),
        ("macro-F1", lambda one: one.elsewhere.macro_f1),
    ]
    head = ["what", "seeds", *(name for name, _ in columns)]
    rows = [[one.title, str(len(one.each)), *(one.text(read) for _, read in columns)] for one in lines]
    ruled = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in ruled) + "\n"


def _recall(number: int) -> Callable[[Measured], float]:
    return lambda one: one.scaled.recalls[number]


def by_group(shares: Reals, truth: Rows, groups: Mapping[str, NDArray[np.bool_]]) -> dict[str, Scores]:
    """The scores of each group that has at least 30 faces."""
    return {name: score(shares[one], truth[one]) for name, one in groups.items() if one.sum() >= 30}
