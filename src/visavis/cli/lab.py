"""``visavis lab``: starts the training lab's programs as processes of their own; the product never imports them."""

from __future__ import annotations

import signal
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

_PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

program = typer.Typer(help="Training: prepare data, train what ships.", no_args_is_help=True)

Source = Annotated[Path, typer.Argument(metavar="SRC", help="A folder or a zip of pictures, or an AI-Hub download.")]
Out = Annotated[Path, typer.Option(help="The dataset's folder.")]
Size = Annotated[int, typer.Option(min=64, max=1024, help="Side of the aligned faces in pixels.")]
Crop = Annotated[float, typer.Option(min=0.5, max=2.0, help="Side of the cut, as a share of FFHQ's.")]
Licence = Annotated[str | None, typer.Option(help="Of every picture whose labels state no other, e.g. CC0-1.0.")]
Origin = Annotated[str | None, typer.Option(help="Where the pictures come from: an address or a name.")]
Layout = Annotated[str, typer.Option(help="auto, folder, aihub-face or aihub-emotion.")]
Where = Annotated[list[str], typer.Option(metavar="LABEL=A,B", help="Keep only these, e.g. camera=C6,C7; repeatable.")]
Sketch = Annotated[bool, typer.Option("--sketch", help="Draw a line drawing of every face too.")]
Replace = Annotated[bool, typer.Option("--replace", help="The dataset may be emptied or made of another source.")]
Workers = Annotated[int, typer.Option(min=0, max=256, help="Processes; 0: as many as there are processors.")]
Likeness = Annotated[int, typer.Option(min=0, max=128, help="Bits (of 256) in which copies may differ.")]
MostYaw = Annotated[float, typer.Option(min=0, max=90, help="Degrees by which a head may be turned.")]
MostPitch = Annotated[float, typer.Option(min=0, max=90, help="Degrees by which a head may be tilted.")]
LeastFace = Annotated[float, typer.Option(min=0, max=4, help="Smallest face, as a share of --size.")]
LeastSharpness = Annotated[float, typer.Option(min=0, help="Least variance of the Laplacian over the face.")]


@program.command("ingest")
def ingest(
    source: Source,
    out: Out,
    size: Size = 256,
    crop: Crop = 1.0,
    licence: Licence = None,
    origin: Origin = None,
    layout: Layout = "auto",
    where: Where = [],  # noqa: B006 - typer's way; never changed
    sketch: Sketch = False,
    replace: Replace = False,
    workers: Workers = 0,
    likeness: Likeness = 32,
    most_yaw: MostYaw = 30.0,
    most_pitch: MostPitch = 50.0,
    least_face: LeastFace = 0.4,
    least_sharpness: LeastSharpness = 20.0,
) -> None:
    """Make or update a dataset of aligned faces with a manifest. Can be stopped at any time and goes on."""
    _run("ingest", locals())


@program.command("watch")
def watch(
    source: Source,
    out: Out,
    every: Annotated[str, typer.Option(help="Pause between two runs: 30s, 10m, 2h, 1d.")] = "10m",
    size: Size = 256,
    crop: Crop = 1.0,
    licence: Licence = None,
    origin: Origin = None,
    layout: Layout = "auto",
    where: Where = [],  # noqa: B006 - typer's way; never changed
    sketch: Sketch = False,
    replace: Replace = False,
    workers: Workers = 0,
) -> None:
    """Keep a dataset up with a folder until stopped."""
    _run("watch", locals())


class SketchStage(StrEnum):
    """What the sketch studio's programs do."""

    PREPARE = "prepare"
    TRAIN = "train"
    EXPORT = "export"
    EVALUATE = "evaluate"


@program.command("sketch")
def sketch(
    stage: Annotated[SketchStage, typer.Argument(help="prepare, train, export or evaluate.")],
    work: Annotated[Path, typer.Option(help="Folder of prepared data and checkpoints.")],
    shared: Annotated[Path, typer.Option(help="Folder whose data/faces is learned from.")] = Path("../shared"),
    minutes: Annotated[
        float, typer.Option(min=0, help="Stop each stage after so many; 0: when its steps are done.")
    ] = 0,
) -> None:
    """Train and evaluate the sketch studio's networks. Training can be stopped at any time and goes on."""
    stages = ("refine", "colour") if stage is SketchStage.TRAIN else (stage.value,)
    for name in stages:
        words = ["visavis.lab.sketch", name, "--work", str(work), "--shared", str(shared)]
        _start([*words, "--minutes", str(minutes)] if minutes else words)


def _run(command: str, options: dict[str, object]) -> None:
    words = ["visavis.lab.datasets", command, str(options.pop("source"))]
    for name, value in options.items():
        words += _words(f"--{name.replace('_', '-')}", value)
    _start(words)


def _start(words: list[str]) -> None:
    """Run a module of the lab; what it couldn't do ends us too.

    Signals are passed on, once each: the program has a group of its own, so that Ctrl-C doesn't reach it twice.
    """
    child = subprocess.Popen([sys.executable, "-m", *words], process_group=0)
    for number in _PASSED_ON:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda received, _: child.send_signal(received))
    code = child.wait()
    if code:
        raise typer.Exit(code if code > 0 else 128 - code)


def _words(name: str, value: object) -> list[str]:
    if isinstance(value, bool):
        return [name] if value else []
    if isinstance(value, list):
        return [word for one in value for word in (name, str(one))]
    return [] if value is None else [name, str(value)]
