"""``visavis lab``: starts the training lab's programs as processes of their own; the product never imports them."""

from __future__ import annotations

import subprocess
import sys

import typer

program = typer.Typer(help="Training: prepare data, train what ships.", no_args_is_help=True)
_AS_GIVEN = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


@program.command("ingest", context_settings=_AS_GIVEN)
def ingest(context: typer.Context) -> None:
    """Make a dataset of aligned faces: ingest SRC --out DIR (--help shows all options)."""
    _run("visavis.lab.datasets", "ingest", *context.args)


@program.command("watch", context_settings=_AS_GIVEN)
def watch(context: typer.Context) -> None:
    """Keep a dataset up with a folder: watch SRC --out DIR --every 10m (--help shows all options)."""
    _run("visavis.lab.datasets", "watch", *context.args)


def _run(module: str, *words: str) -> None:
    try:
        code = subprocess.run([sys.executable, "-m", module, *words], check=False).returncode
    except KeyboardInterrupt:  # the child got it too and has ended
        code = 130
    raise typer.Exit(code)
