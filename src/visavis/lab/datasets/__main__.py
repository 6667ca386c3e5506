"""``python -m visavis.lab.datasets ingest SRC --out DIR``: what ``visavis lab ingest`` runs."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from visavis.kit.errors import VisavisError
from visavis.lab.datasets.ingest import Order, Progress, ingest
from visavis.lab.datasets.likeness import MOST_BITS_APART
from visavis.lab.datasets.manifest import Terms
from visavis.lab.datasets.reporting import end_with_parent, report, report_error
from visavis.lab.datasets.rules import Rules
from visavis.lab.datasets.scan import parse_where
from visavis.lab.datasets.table import LAYOUTS
from visavis.lab.datasets.watch import parse_every, watch


def main() -> None:
    """Run a command; an error of ours ends as one sentence in two languages and exit code 1.

    Signals end it in order, with exit code 130.
    """
    given = _parser().parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)
    try:
        given.run(given)
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped; what was judged is kept. The same command goes on from there.\n")
        sys.stderr.write("멈췄습니다. 같은 명령을 다시 실행하면 이어서 합니다.\n")
        sys.exit(130)
    except VisavisError as error:
        if getattr(given, "report", False):
            report_error(error)
        sys.stderr.write(f"visavis: {error.message.en}\n         {error.message.ko}\n")
        sys.exit(1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="visavis lab", description="The data line.")
    commands = parser.add_subparsers(required=True)
    once = commands.add_parser("ingest", help="make or update a dataset of aligned faces")
    _add_order(once)
    once.add_argument("--report", action="store_true", help=argparse.SUPPRESS)
    once.set_defaults(run=_ingest)
    again = commands.add_parser("watch", help="ingest again and again, as files arrive")
    _add_order(again)
    again.add_argument(
        "--every", type=parse_every, default=600.0, metavar="10m", help="pause between two runs: s, m, h, d"
    )
    again.set_defaults(run=_watch)
    return parser


def _add_order(parser: argparse.ArgumentParser) -> None:
    rules = Rules()
    parser.add_argument("source", type=Path, metavar="SRC", help="a folder, or a zip of pictures")
    parser.add_argument("--out", type=Path, required=True, help="the dataset's folder")
    parser.add_argument("--layout", choices=("auto", *LAYOUTS), default="auto")
    parser.add_argument("--size", type=int, default=rules.size_px, help="side of the aligned faces in pixels")
    parser.add_argument("--crop", type=float, default=rules.crop, help="side of the cut, as a share of FFHQ's")
    parser.add_argument("--licence", help="of every picture whose labels state no other, as an SPDX id if it has one")
    parser.add_argument("--origin", help="where the pictures come from: an address or a name")
    parser.add_argument("--workers", type=int, default=0, help="processes; as many as there are processors by default")
    parser.add_argument("--where", action="append", default=[], metavar="LABEL=A,B", help="keep only these; repeatable")
    parser.add_argument(
        "--replace", action="store_true", help="let the dataset be emptied, or made of another source than before"
    )
    parser.add_argument("--sketch", action="store_true", help="draw a line drawing of every face too")
    parser.add_argument("--likeness", type=int, default=MOST_BITS_APART, help="bits (of 256) that copies may differ in")
    parser.add_argument("--most-yaw", type=float, default=rules.most_yaw_deg, help="degrees a head may be turned")
    parser.add_argument("--most-pitch", type=float, default=rules.most_pitch_deg, help="degrees a head may be tilted")
    parser.add_argument("--least-sharpness", type=float, default=rules.least_sharpness)
    parser.add_argument(
        "--least-face", type=float, default=rules.least_face, help="smallest face, as a share of --size"
    )


def _order(given: argparse.Namespace) -> Order:
    rules = Rules(
        given.size, given.crop, given.most_yaw, given.most_pitch, given.least_face, given.least_sharpness, given.sketch
    )
    return Order(
        source=given.source,
        out=given.out,
        rules=rules,
        terms=Terms(given.licence, given.origin),
        layout=None if given.layout == "auto" else given.layout,
        where=parse_where(given.where),
        likeness_bits=given.likeness,
        workers=given.workers,
        replaces=given.replace,
    )


def _ingest(given: argparse.Namespace) -> None:
    order = _order(given)
    if given.report:
        threading.Thread(target=end_with_parent, daemon=True).start()
        ingest(order, report)
        return
    began, last = time.monotonic(), Progress(0, 0, 0, 0.0)

    def show(progress: Progress) -> None:
        nonlocal last
        last = progress
        sys.stderr.write(f"\r{progress.done}/{progress.total}  {progress.per_minute:,.0f} a minute ")

    head = ingest(order, show)
    sys.stderr.write("\n")
    sys.stdout.write(summary(head, last, time.monotonic() - began, given.out))


def _watch(given: argparse.Namespace) -> None:
    for told in watch(_order(given), given.every):
        sys.stdout.write(told + "\n")
        sys.stdout.flush()


def summary(head: dict[str, Any], progress: Progress, wall_s: float, out: Path) -> str:
    counts = head["counts"]
    lines = [f"{out}: version {head['version']}, {counts['kept']} faces of {counts['files']} files"]
    lines += [f"  {count:6} {code}" for code, count in counts["reasons"].items()]
    if idle := counts["labels_without_file"]:
        lines.append(f"rows of label files that name no picture: {idle} (rejected.csv, no_such_file)")
    lines.append(
        f"{progress.judged} files judged in {progress.seconds:.1f} s ({progress.per_minute:,.0f} a minute); "
        f"{wall_s:.1f} s with scanning and writing"
    )
    if counts["licences"].get("unstated"):
        lines.append(f"{counts['licences']['unstated']} faces have no stated licence: give --licence and --origin.")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
