"""Runs the cells of a plan, each in a folder of its own, and goes on where the last run stopped."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from visavis.lab.expression.ages import AgeEstimate, estimate_ages
from visavis.lab.expression.faces import Bytes, Rows
from visavis.lab.expression.masks import masked
from visavis.lab.expression.material import Material
from visavis.lab.expression.measure import Reals, score, softmax
from visavis.lab.expression.nets import NetName, build
from visavis.lab.expression.plan import BASE, Cell, Plan, Row
from visavis.lab.expression.reading import FaceNet
from visavis.lab.expression.shapes import fit_components, mirror_shapes
from visavis.lab.expression.train import ClassTraining, Recipe, ShapeTraining, tell
from visavis.lab.expression.vary import vary
from visavis.lab.translate.running import Training, go_on
from visavis.observe.expression_classes.crop import FACE_PX

Say = Callable[[str], None]
_SHOWN = 24


@dataclass(frozen=True)
class Bench:
    """Where cells are run: the faces, the plan, and the folder that keeps everything."""

    material: Material
    plan: Plan
    work: Path
    say: Say
    ends: float = math.inf

    @property
    def minutes(self) -> float:
        return (self.ends - time.monotonic()) / 60

    @cached_property
    def ages(self) -> AgeEstimate:
        return estimate_ages(self.material.faces)

    def folder(self, cell: Cell) -> Path:
        return self.work / "cells" / cell.name

    def is_done(self, cell: Cell) -> bool:
        return (self.folder(cell) / "answers.npz").exists()

    def pictures(self, row: Row) -> Bytes:
        return masked(self.material.pictures(row.framing), row.mask, FACE_PX)

    def run_all(self, nets: Collection[str] | None = None) -> bool:
        """Run what isn't done, of these nets or of all; False when the minutes were over before the last cell was."""
        for cell in self.plan.cells():
            if not self.is_done(cell) and (not nets or cell.net in nets):
                self.say(f"{cell.name} ({self.minutes:.0f} minutes left)")
                if not self.run(cell):
                    return False
        return True

    def run(self, cell: Cell) -> bool:
        """Train one cell and keep its answers; False when the minutes were over first."""
        pictures = self.pictures(cell.row)
        net = self._group_net(cell, pictures) if cell.row.group_rounds else self._class_net(cell, pictures)
        if net is None:
            return False
        rows = np.concatenate([self.material.tune, self.material.test, self.material.others])
        answers = tell(net, pictures[rows])
        torch.save({name: one.half() for name, one in net.state_dict().items()}, self.folder(cell) / "net.pt")
        np.savez(self.folder(cell) / "answers.npz", rows=rows, answers=answers)
        (self.folder(cell) / "last.pt").unlink(missing_ok=True)
        return True

    def trained(self, cell: Cell) -> FaceNet:
        """The averaged network of a finished cell."""
        size = self.plan.sizes[cell.net]
        net = FaceNet(build(cell.net, size, len(self.material.labels.classes)), size.channels)
        weights = torch.load(self.folder(cell) / "net.pt", weights_only=True)
        net.load_state_dict({name: one.float() for name, one in weights.items()})
        return net.eval()

    def shape_weights(self, net: NetName, row: Row) -> dict[str, Tensor] | None:
        """What learning shapes has made of a net, trained now if it wasn't; None when the minutes were over first."""
        weights = self._learn_shapes(net, "cut", None, self.plan.shape_recipe(net))
        if weights is None or not row.adapt_steps:
            return weights
        return self._learn_shapes(net, row.framing, weights, self.plan.shape_recipe(net, row.adapt_steps))

    def _learn_shapes(
        self, net: NetName, framing: str, begin: dict[str, Tensor] | None, recipe: Recipe
    ) -> dict[str, Tensor] | None:
        folder, rows = self.work / f"shapes-{net}-{framing}", self.material.unlabelled
        if (folder / "net.pt").exists():
            return torch.load(folder / "net.pt", weights_only=True)  # type: ignore[no-any-return]
        shapes = self.material.shapes(rows)
        mirrored = mirror_shapes(shapes)
        parts = fit_components(np.concatenate([shapes, mirrored]), self.plan.shape_codes)
        pictures = self.material.faces.cut if framing == "cut" else self.material.faces.given
        training = ShapeTraining(recipe, pictures[rows], parts.places(shapes), parts.places(mirrored))
        if begin is not None:
            training.net.load_state_dict(begin)
            training.average.load_state_dict(begin)
        if not self._go_on(training, folder, recipe, lambda: _sheet(pictures[rows], recipe)):
            return None
        torch.save(training.average.state_dict(), folder / "net.pt")
        (folder / "last.pt").unlink()
        return training.average.state_dict()

    def _class_net(self, cell: Cell, pictures: Bytes) -> FaceNet | None:
        recipe, rows = self.plan.recipe(cell), self.material.train
        if cell.row.others:
            rows = np.concatenate([rows, self.material.others[_learned(len(self.material.others))]])
        training = self._training(recipe, pictures, rows)
        if cell.row.pretrained:
            begin = self.shape_weights(cell.net, cell.row)
            if begin is None:
                return None
            training.begin_from(begin)
        return self._learn(training, cell, pictures)

    def _group_net(self, cell: Cell, pictures: Bytes) -> FaceNet | None:
        """Rounds from the net of BASE with the same seed: the age group weighs more each time."""
        base = next(row for row in self.plan.rows if row.name == BASE)
        net: FaceNet = self.trained(Cell(base, cell.net, cell.seed))
        for turn in range(cell.row.group_rounds):
            recipe, rows = self.plan.group_recipe(cell, turn + 1), self.material.train
            weight = float(self.plan.group["weights"][turn])
            chances = np.where(self.ages.inside()[rows], weight, 1.0)
            training = self._training(recipe, pictures, rows, chances)
            training.net.load_state_dict(net.state_dict())
            training.average.load_state_dict(net.state_dict())
            told = self._learn(training, cell, pictures, f"round-{turn + 1}")
            if told is None:
                return None
            net = told
        return net

    def _training(self, recipe: Recipe, pictures: Bytes, rows: Rows, weights: Reals | None = None) -> ClassTraining:
        count = len(self.material.labels.classes)
        return ClassTraining(recipe, pictures[rows], self.material.classes[rows], count, weights)

    def _learn(self, training: ClassTraining, cell: Cell, pictures: Bytes, inner: str = "") -> FaceNet | None:
        folder, tune = self.folder(cell) / inner, self.material.tune

        def sheet() -> NDArray[np.uint8]:
            answers = tell(training.average, pictures[tune])
            found = score(softmax(answers), self.material.classes[tune])
            told: dict[str, Any] = {"step": training.step, "accuracy": found.accuracy, "macro_f1": found.macro_f1}
            with (folder / "tune.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(told) + "\n")
            self.say(json.dumps(told))
            return _sheet(pictures[self.material.train], training.recipe)

        return training.average if self._go_on(training, folder, training.recipe, sheet) else None

    def _go_on(self, training: Training, folder: Path, recipe: Recipe, sheet: Callable[[], NDArray[np.uint8]]) -> bool:
        go_on(training, folder, recipe.steps, sheet, self.plan.keep_every, self.minutes, say=self.say)
        return training.step >= recipe.steps


def _learned(count: int) -> Rows:
    """Which of the faces of another origin are learned from: every second; the others are measured on."""
    return np.arange(0, count, 2)


def _sheet(pictures: Bytes, recipe: Recipe) -> NDArray[np.uint8]:
    """Some faces as the net sees them while learning."""
    draw = torch.Generator().manual_seed(0)
    rows = torch.randint(len(pictures), (_SHOWN,), generator=draw)
    some = vary(torch.from_numpy(pictures[rows.numpy()]), rows % 2 == 0, recipe.variety, draw)
    faces = some.permute(0, 2, 3, 1).numpy().astype(np.uint8)
    return np.concatenate([np.concatenate(list(line), 1) for line in np.array_split(faces, 3)], 0)
