"""A trained network into the library of a data folder, as an import would lay it down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from visavis.engines.choosing import GRAPH
from visavis.engines.drafts import drafting
from visavis.engines.imported import RECORD
from visavis.kit.clock import now
from visavis.lab.faceshifter import ghost, mindslab
from visavis.lab.faceshifter.recipe import Recipe
from visavis.lab.faceshifter.train import build
from visavis.lab.published.exporting import export_network
from visavis.lab.published.network import Network

_HEAR_KINDS = {"aeinet": "hearnet", "ghost": "hearnet-taotao"}


def ship(last: Path, models: Path, name: str, licence: str) -> Path:
    """Export the network of a run's last.pt to ``models/KIND/name``; returns the record. Raises AlreadyThere and
    NotTheSame."""
    state = torch.load(last, weights_only=True, map_location="cpu")
    network, net = read(state)
    folder = models / network.kind / name
    about = {"licence": licence, "crop_share": str(state["recipe"]["crop_share"])}
    with drafting(folder) as draft:
        error = export_network(network, net, draft / GRAPH, about)
        record = {
            "kind": network.kind,
            **about,
            "accepted_at": now().isoformat(timespec="seconds"),
            "source": f"trained in the lab, {state['step']} steps",
            "recipe": state["recipe"],
            "largest_error": error,
        }
        (draft / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return folder / RECORD


def read(state: dict[str, Any]) -> tuple[Network, nn.Module]:
    """What a run trained, with its weights: an AEI-Net, or a HEAR-Net where there was no critic."""
    recipe, width = Recipe.model_validate(state["recipe"]), int(state["width"])
    is_hear = "critic" not in state
    kind = _HEAR_KINDS[recipe.network] if is_hear else recipe.network

    def fresh() -> nn.Module:
        if is_hear:
            return mindslab.HearNet(recipe.thin) if recipe.network == "aeinet" else ghost.HearNet()
        return build(recipe, width)

    net = fresh()
    net.load_state_dict(state["net"])
    return Network(kind, fresh, lambda: _examples(is_hear, width, recipe.low), ("picture",)), net.eval()


def _examples(is_hear: bool, width: int, low: float) -> dict[str, Tensor]:
    draw = torch.Generator().manual_seed(0)
    channels = 6 if is_hear else 3
    picture = torch.rand(2, channels, 256, 256, generator=draw) * (1 - low) + low
    if is_hear:
        return {"pair": picture}
    return {"target": picture, "identity": nn.functional.normalize(torch.randn(2, width, generator=draw))}
