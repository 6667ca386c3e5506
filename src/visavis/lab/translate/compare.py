"""``python -m visavis.lab.translate.compare RECIPE… --source DIR --target DIR --out DIR``: recipes side by side.

Every recipe trains for the same minutes of processor time in a process of its own, on the same pictures; every eighth
picture is held out, and what is made of those is measured. OUT gets table.md and sheet.png (sources, a row for each
recipe, targets).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from visavis.lab.generator.data import Pictures, find_pictures
from visavis.lab.generator.measure import RandomFeatures, kid
from visavis.lab.translate.__main__ import make_generator, read_recipe, where_of
from visavis.lab.translate.measure import feature_gap
from visavis.lab.translate.running import write_sheet

_HELD_OUT_EVERY = 8
_SHOWN = 8
_ENOUGH = 10**9
"""Steps that no training reaches: minutes end it."""

Batch = NDArray[np.uint8]
"""RGB (n, S, S, 3)."""


@dataclass(frozen=True)
class Row:
    """What one recipe came to. ``gap``: mean distance to the true picture on random features, where there are pairs."""

    recipe: str
    weights: int
    steps: int
    cpu_s: float
    memory_mb: float
    ms: float
    kid: float
    gap: float | None


@dataclass(frozen=True)
class Held:
    """The pictures that nobody trained on; ``paired``: each source's true picture lies beside it in ``target``."""

    source: Batch
    target: Batch
    paired: bool


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.translate.compare", description=__doc__)
    parser.add_argument("recipes", nargs="+")
    for name in ("--source", "--target", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--source-where", default="", metavar="LABEL=VALUE")
    parser.add_argument("--target-where", default="", metavar="LABEL=VALUE")
    parser.add_argument("--minutes", type=float, default=8.0, help="of processor time, for each training")
    given = parser.parse_args()
    sides = [
        find_pictures(folder, given.labels, where_of(words))
        for folder, words in ((given.source, given.source_where), (given.target, given.target_where))
    ]
    split(sides, given.out)
    rows, made = [], []
    for recipe in given.recipes:
        row, pictures, held = _measure(recipe, given.out, given.minutes)
        rows.append(row)
        made.append(pictures)
    (given.out / "table.md").write_text(table(rows, held), "utf-8")
    write_sheet(np.vstack([_in_a_row(one) for one in (held.source, *made, held.target)]), given.out / "sheet.png")
    sys.stdout.write((given.out / "table.md").read_text("utf-8"))


def split(sides: list[list[Path]], out: Path) -> None:
    """Copy the pictures to ``out``/train and ``out``/held, source and target; pairs stay together."""
    names = [{path.stem: path for path in side} for side in sides]
    common = set(names[0]) & set(names[1])
    for side, found in zip(("source", "target"), names, strict=True):
        kept = {name: path for name, path in found.items() if not common or name in common}
        for place in (out / part / side for part in ("train", "held")):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
        for row, (name, path) in enumerate(sorted(kept.items())):
            part = "held" if row % _HELD_OUT_EVERY == 0 else "train"
            shutil.copyfile(path, out / part / side / f"{name}{path.suffix}")


def table(rows: list[Row], held: Held) -> str:
    """The rows as Markdown; the first tells what the sources themselves come to."""
    features = RandomFeatures()
    start = kid(features(held.target), features(held.source))
    lines = [
        "| recipe | weights | steps | CPU s | memory, MB | ms a picture | KID ↓ | gap to the true picture ↓ |",
        "|---|---|---|---|---|---|---|---|",
        f"| (sources as they are) | | | | | | {start:.4f} | {_told(_gap(held.source, held))} |",
    ]
    for row in rows:
        figures = f"{row.weights:,} | {row.steps:,} | {row.cpu_s:.0f} | {row.memory_mb:.0f} | {row.ms:.1f}"
        lines.append(f"| {row.recipe} | {figures} | {row.kid:.4f} | {_told(row.gap)} |")
    return "\n".join(lines) + f"\n\nKID on {features.name}; {len(held.source)} held-out pictures.\n"


def _measure(recipe: str, out: Path, minutes: float) -> tuple[Row, Batch, Held]:
    folder = out / Path(recipe).stem
    cpu_s, memory_mb = _train(recipe, out, folder, minutes)
    about = read_recipe(recipe)
    held = _held(out / "held", about["size_px"])
    state = torch.load(folder / "last.pt", weights_only=True, map_location="cpu")
    net = make_generator(about["generator"])
    net.load_state_dict(state["average"])
    began = time.perf_counter()
    made = translate(net.eval(), held.source)
    ms = 1000 * (time.perf_counter() - began) / len(made)
    weights = sum(weight.numel() for weight in net.parameters())
    features = RandomFeatures()
    near = kid(features(held.target), features(made))
    row = Row(Path(recipe).stem, weights, state["step"], cpu_s, memory_mb, ms, near, _gap(made, held))
    return row, made, held


def _train(recipe: str, out: Path, folder: Path, minutes: float) -> tuple[float, float]:
    """CPU seconds and peak memory (MB) of the training's own process."""
    shutil.rmtree(folder, ignore_errors=True)
    words = [sys.executable, "-m", "visavis.lab.translate", recipe, "--out", str(folder), "--steps", str(_ENOUGH)]
    words += ["--source", str(out / "train" / "source"), "--target", str(out / "train" / "target")]
    process = subprocess.Popen([*words, "--cpu-time", "--minutes", str(minutes)])
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{recipe} failed; see above.")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


@torch.inference_mode()
def translate(net: nn.Module, pictures: Batch) -> Batch:
    """Every picture through the generator, one at a time."""
    made = []
    for picture in pictures:
        given = torch.from_numpy(picture.transpose(2, 0, 1)[None].astype(np.float32) / 127.5 - 1)
        answer = net(given)
        answer = answer[0] if isinstance(answer, tuple) else answer
        made.append(((answer[0].permute(1, 2, 0).clamp(-1, 1) + 1) * 127.5).round().numpy().astype(np.uint8))
    return np.stack(made)


def _held(folder: Path, size_px: int) -> Held:
    sides = [find_pictures(folder / side) for side in ("source", "target")]
    paired = [path.stem for path in sides[0]] == [path.stem for path in sides[1]]
    source, target = (
        np.stack([Pictures(side, size_px, mirror=False).picture(row) for row in range(len(side))]) for side in sides
    )
    return Held(source, target, paired)


def _gap(made: Batch, held: Held) -> float | None:
    return feature_gap(made, held.target) if held.paired else None


def _told(gap: float | None) -> str:
    return "no pairs" if gap is None else f"{gap:.4f}"


def _in_a_row(pictures: Batch) -> Batch:
    return np.hstack(list(pictures[:_SHOWN]))


if __name__ == "__main__":
    main()
