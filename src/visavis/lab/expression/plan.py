"""The table's plan: a recipe file says which nets, which rows, which seeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from visavis.lab.expression.masks import Mask
from visavis.lab.expression.material import Framing
from visavis.lab.expression.nets import NetName, Size
from visavis.lab.expression.train import Recipe
from visavis.lab.expression.vary import Variety

RECIPES = Path(__file__).parent / "recipes"
BASE = "single"


@dataclass(frozen=True)
class Row:
    """One strategy. ``others``: labelled faces of another origin are learned from as well; ``pretrained``: the net has
    learned shapes first; ``adapt_steps``: of learning shapes in this row's own framing; ``group_rounds``: the net of
    the row BASE is fine-tuned so many times more, each time on more of the age group and less of the rest."""

    name: str
    title: str
    framing: Framing = "cut"
    mask: Mask = "none"
    others: bool = False
    pretrained: bool = True
    adapt_steps: int = 0
    group_rounds: int = 0


@dataclass(frozen=True)
class Cell:
    """One run of a row."""

    row: Row
    net: NetName
    seed: int

    @property
    def name(self) -> str:
        return f"{self.row.name}/{self.net}-{self.seed}"


@dataclass(frozen=True)
class Plan:
    sizes: dict[NetName, Size]
    rows: tuple[Row, ...]
    seeds: tuple[int, ...]
    shape_codes: int
    pretraining: dict[str, Any]
    training: dict[str, Any]
    group: dict[str, Any] = field(default_factory=dict)
    keep_every: int = 150

    def shape_recipe(self, net: NetName, steps: int | None = None) -> Recipe:
        return self._recipe(net, self.pretraining | ({} if steps is None else {"steps": steps}), seed=0)

    def recipe(self, cell: Cell) -> Recipe:
        return self._recipe(cell.net, self.training, cell.seed)

    def group_recipe(self, cell: Cell, turn: int) -> Recipe:
        """Of one round: the seed differs from round to round, so that other faces are drawn."""
        told = self.training | {name: value for name, value in self.group.items() if name in ("steps", "rate")}
        return self._recipe(cell.net, told, 100 * turn + cell.seed)

    def cells(self) -> Iterator[Cell]:
        """The most important first: BASE with every seed, then every row with the first seed, then the rest."""
        base = [row for row in self.rows if row.name == BASE]
        rest = [row for row in self.rows if row.name != BASE]
        yield from (Cell(row, net, seed) for row in base for seed in self.seeds for net in self.sizes)
        yield from (Cell(row, net, seed) for seed in self.seeds for row in rest for net in self.sizes)

    def _recipe(self, net: NetName, told: dict[str, Any], seed: int) -> Recipe:
        variety = Variety(**told.get("variety", {}))
        return Recipe(net, self.sizes[net], **(told | {"variety": variety, "seed": seed}))


def read_plan(path: Path = RECIPES / "table.yaml") -> Plan:
    """The plan of a recipe file."""
    told: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    sizes = {net: Size(**size) for net, size in told.pop("sizes").items()}
    rows = tuple(Row(name, **row) for name, row in told.pop("rows").items())
    return Plan(sizes, rows, tuple(told.pop("seeds")), **told)
