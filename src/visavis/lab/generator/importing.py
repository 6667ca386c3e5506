"""An official checkpoint becomes a folder of ours: safetensors, ONNX checked against torch, and who accepted what.

    generator.safetensors  mapping.onnx  synthesis.onnx  import.json

The folder appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from visavis.engines.imported import RECORD
from visavis.kit.errors import Conflict, Refused
from visavis.kit.text import Text
from visavis.lab.generator.checkpoints import read_checkpoint
from visavis.lab.generator.export import export
from visavis.lab.generator.first_look import look
from visavis.lab.generator.weights import save_generator


class NotAccepted(Refused):
    """Nobody has said under which licence the weights are used."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko='가중치의 라이선스를 확인하고 이름을 적어 주세요: --accept-licence "이름"',
                en='Read the licence of the weights and give its name: --accept-licence "NAME"',
            )
        )


class AlreadyThere(Conflict):
    """The folder of this name exists."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Text(
                ko="{f} 폴더가 이미 있습니다. 지우거나 --name으로 다른 이름을 지정해 주세요.",
                en="{f} exists already. Delete it, or give another name with --name.",
            ).fill(f=folder)
        )


@dataclass(frozen=True)
class Licence:
    """Which licence somebody accepted for the weights."""

    name: str
    accepted_by: str


def import_checkpoint(source: Path, folder: Path, licence: Licence, half: bool = False) -> Path:
    """Read ``source`` and make ``folder``; returns the record. Raises the errors above and those of ``checkpoints``."""
    look(source)
    if not licence.name.strip():
        raise NotAccepted
    if folder.exists():
        raise AlreadyThere(folder)
    checkpoint = read_checkpoint(source)
    draft = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
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
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder / RECORD


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
