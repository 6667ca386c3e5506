"""Whether what is here is still what came, what it costs, and whether it still computes what torch computes."""

from __future__ import annotations

import json

import typer

from visavis.cli.models import running
from visavis.cli.models.showing import cost_lines
from visavis.engines.fetching import check_hashes, recorded_hashes
from visavis.engines.imported import Imported
from visavis.engines.measuring import keep_figures, measure

_WEIGHTS = "weights.safetensors"


def verify(model: Imported) -> None:
    """Check hashes, run and time the graph on every provider, compare with torch where that is installed.

    Raises Damaged.
    """
    check_hashes(model.folder)
    typer.echo(f"{model.kind} '{model.name}': {len(recorded_hashes(model.folder))} file(s) as they came")
    figures = measure(model)
    if not figures:
        return
    if (model.folder / _WEIGHTS).is_file() and running.has_lab():
        told = running.ask_lab(*running.DOOR, "verify", model.kind, str(model.folder.absolute()))
        figures["torch_error"] = json.loads(told)["largest_error"]
        keep_figures(model, figures)
    for line in cost_lines(figures):
        typer.echo(line)
