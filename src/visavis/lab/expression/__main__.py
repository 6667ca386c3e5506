"""``python -m visavis.lab.expression gather|table|tell|export``: the networks that sort faces by expression.

``gather`` cuts all faces once; ``table`` trains and measures whatever of the results table isn't there yet, for as many
minutes as it may, and goes on where it stopped (several processes may share a table, each with other ``--nets``);
``tell`` writes the table and the drawings; ``export`` writes what ships: networks in 8 bits, unless they lose more than
half a point of accuracy on the people who are measured, which is refused; ``--bits 32`` writes them in float32.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from pathlib import Path

import torch

from visavis.lab.expression.cells import Bench
from visavis.lab.expression.faces import gather
from visavis.lab.expression.material import LABELS, read_material
from visavis.lab.expression.plan import RECIPES, read_plan
from visavis.lab.expression.shipping import SHIPPED, AccuracyLost, ship, write_held
from visavis.lab.expression.sources import read_fer_folder, read_fer_table, read_manifest, read_shared
from visavis.lab.expression.telling import tell_all


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.expression", description=__doc__)
    parser.add_argument("command", choices=("gather", "table", "tell", "export"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--fer", type=Path, help="gather: fer2013.csv, or the folder of its pictures")
    parser.add_argument("--manifest", type=Path, help="gather: a data set made by the data line, AI-Hub's for example")
    parser.add_argument("--work", type=Path, default=Path("expression"))
    parser.add_argument("--labels", type=Path, default=LABELS / "three.yaml")
    parser.add_argument("--plan", type=Path, default=RECIPES / "table.yaml")
    parser.add_argument("--nets", nargs="*", help="table: only these")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--seed", type=int, default=1, help="export: which of the finished nets")
    parser.add_argument("--bits", type=int, choices=(8, 32), default=8, help="export: what the networks compute in")
    parser.add_argument("--out", type=Path, help="export: where to; tell: where drawings go")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    {"gather": _gather, "table": _table, "tell": _tell, "export": _export}[given.command](given)


def _gather(given: argparse.Namespace) -> None:
    samples = [*read_shared(given.shared / "data")]
    if given.fer is not None:
        samples += read_fer_folder(given.fer) if given.fer.is_dir() else read_fer_table(given.fer)
    if given.manifest is not None:
        samples += read_manifest(given.manifest)
    gather(samples, given.work / "faces", say)


def _table(given: argparse.Namespace) -> None:
    bench = _bench(given)
    say("all done" if bench.run_all(given.nets) else "the minutes are over; the same command goes on")


def _tell(given: argparse.Namespace) -> None:
    say(tell_all(_bench(given), given.out or given.work))


def _export(given: argparse.Namespace) -> None:
    bench = _bench(given)
    try:
        say(ship(bench, given.seed, given.out or SHIPPED, given.bits))
    except AccuracyLost as lost:
        sys.exit(str(lost))
    if given.out is None:
        write_held(bench.material, LABELS / "held.csv")


def _bench(given: argparse.Namespace) -> Bench:
    ends = time.monotonic() + 60 * given.minutes
    return Bench(read_material(given.work / "faces", given.labels), read_plan(given.plan), given.work, say, ends)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
