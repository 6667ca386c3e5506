"""An official checkpoint becomes a folder of ours: safetensors, ONNX checked against torch, and who accepted what.

    generator.safetensors  mapping.onnx  synthesis.onnx  import.json

The folder appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from visavis.engines.drafts import drafting
from visavis.engines.imported import RECORD
from visavis.lab.generator.checkpoints import read_checkpoint
from visavis.lab.generator.export import export
from visavis.lab.generator.first_look import look
from visavis.lab.generator.weights import save_generator
from visavis.lab.published.errors import NotAccepted


@dataclass(frozen=True)
class Licence:
    """Which licence somebody accepted for the weights."""

    name: str
    accepted_by: str


def import_checkpoint(source: Path, folder: Path, licence: Licence, half: bool = False) -> Path:
    """Read ``source`` and make ``folder``; returns the record.

    Raises NotAccepted, and what ``checkpoints`` and ``drafting`` raise.
    """
    look(source)
    if not licence.name.strip():
        raise NotAccepted
    with drafting(folder) as draft:
        checkpoint = read_checkpoint(source)
        about = {"layout": checkpoint.layout, "licence": licence.name, "source_sha256": _sha256(source)}
        save_generator(checkpoint.generator, draft / "generator.safetensors", half, about)
        made = export(checkpoint.generator, draft, half, about)
        record = {
            "kind": "stylegan2",
            **about,
            "source": source.name,
            "source_bytes": source.stat().st_size,
            "accepted_by": licence.accepted_by,
            "accepted_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "half_precision": half,
            "shape": vars(checkpoint.generator.shape),
            "largest_error": {"mapping": made.mapping_error, "synthesis": made.synthesis_error},
            "rounding": made.rounding,
            "notes": list(checkpoint.notes),
            "files": {path.name: _sha256(path) for path in sorted(draft.iterdir())},
        }
        (draft / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return folder / RECORD


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
