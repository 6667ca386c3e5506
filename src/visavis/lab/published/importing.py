"""A published checkpoint becomes a folder of the library: the graph that engines run, the weights, who accepted what.

    network.onnx  weights.safetensors  import.json

The folder appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from safetensors.torch import save
from torch import Tensor

from visavis.engines.accepting import Acceptance
from visavis.engines.choosing import GRAPH
from visavis.engines.drafts import drafting
from visavis.engines.imported import RECORD
from visavis.kit.clock import now
from visavis.lab.published.errors import NotAccepted
from visavis.lab.published.exporting import difference, export_network
from visavis.lab.published.first_look import look
from visavis.lab.published.fitting import check_fit, fill, shapes_of
from visavis.lab.published.network import Network
from visavis.lab.published.reading import find_weights, read_checkpoint, widened

WEIGHTS = "weights.safetensors"


def import_checkpoint(
    source: Path, folder: Path, network: Network, accepted: Acceptance, others: Iterable[Network] = ()
) -> Path:
    """Read ``source`` as data, fit it to the network, and make ``folder``; returns the record.

    ``others``: networks that the file may be of in truth. Raises what ``look``, ``reading``, ``fitting``,
    ``export_network`` and ``drafting`` raise, and NotAccepted.
    """
    look(source)
    if not accepted.licence.strip():
        raise NotAccepted
    with drafting(folder) as draft:
        sha256 = _sha256(source)
        weights, notes = _weights(source, network, others)
        about = {"licence": accepted.licence, "source_sha256": sha256}
        net = fill(network, weights)
        error = export_network(network, net, draft / GRAPH, about)
        (draft / WEIGHTS).write_bytes(save(weights, about))
        record = {
            "kind": network.kind,
            **about,
            "accepted_as": accepted.accepted_as,
            "non_commercial": accepted.non_commercial,
            "accepted_by": accepted.accepted_by,
            "accepted_at": now().isoformat(timespec="seconds"),
            "source": source.name,
            "source_bytes": source.stat().st_size,
            "official_file": accepted.official(sha256),
            "inputs": _inputs(network),
            "largest_error": float(f"{error:.2g}"),
            "notes": notes,
            "files": {path.name: _sha256(path) for path in sorted(draft.iterdir())},
        }
        (draft / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return folder / RECORD


def compare_again(folder: Path, network: Network) -> float:
    """How far the graph of an imported folder lies from torch with the weights beside it."""
    held = read_checkpoint(folder / WEIGHTS)
    check_fit(network, shapes_of(network), held)
    return difference(network, network.graph(fill(network, held)).eval(), folder / GRAPH)


def _weights(source: Path, network: Network, others: Iterable[Network]) -> tuple[dict[str, Tensor], list[str]]:
    """The network's weights in the file as float32, and what was done to get them."""
    wanted = shapes_of(network)
    found = find_weights(read_checkpoint(source), wanted, source)
    check_fit(network, wanted, found.tensors, others)
    fitting = {name: value for name, value in found.tensors.items() if name in wanted}
    weights, notes = widened(fitting)
    taken_off = [f"taken out of {' → '.join(found.wrappers)}"] if found.wrappers else []
    return weights, [*taken_off, *notes]


def _inputs(network: Network) -> dict[str, Any]:
    return {
        name: {"shape": [1, *value.shape[1:]], "type": "tensor(float)"} for name, value in network.examples().items()
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
