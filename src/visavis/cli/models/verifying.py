"""Whether what is here is still what came, what it costs, and whether it still computes what torch computes."""

from __future__ import annotations

import json
from typing import Any

import typer

from visavis.cli.models import running
from visavis.cli.models.showing import cost_lines
from visavis.engines.fetching import check_hashes, recorded_hashes
from visavis.engines.imported import Imported
from visavis.engines.measuring import keep_figures, measure
from visavis.engines.providers import ProviderMissing, missing_provider, wished_providers

_WEIGHTS = "weights.safetensors"


def verify(model: Imported) -> None:
    """Check hashes, run and time the graph on every provider, compare with torch where that is installed.

    Raises Damaged, and at the end ProviderMissing where the settings name one that isn't there.
    """
    check_hashes(model.folder)
    typer.echo(f"{model.kind} '{model.name}': {len(recorded_hashes(model.folder))} file(s) as they came")
    figures = measure(model)
    if figures:
        _compare(model, figures)
        for line in cost_lines(figures):
            typer.echo(line)
    missing = missing_provider() or _unstarted(figures)
    if missing:
        raise missing


def _unstarted(figures: dict[str, Any]) -> ProviderMissing | None:
    """The first named provider that is offered and doesn't start."""
    costs = figures.get("providers", {})
    named = (name for name in wished_providers() if name in costs and "why_not" in costs[name])
    return next((ProviderMissing(name) for name in named), None)


def _compare(model: Imported, figures: dict[str, Any]) -> None:
    if (model.folder / _WEIGHTS).is_file() and running.has_lab():
        told = running.ask_lab(*running.DOOR, "verify", model.kind, str(model.folder.absolute()))
        figures["torch_error"] = json.loads(told)["largest_error"]
        keep_figures(model, figures)
