"""This installation's own secrets, made on first use and readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def load_secret(folder: Path, name: str) -> bytes:
    """32 random bytes that stay the same for this data folder; file mode 0600."""
    path = folder / "secrets" / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as out:
        out.write(secrets.token_bytes(32))
    return path.read_bytes()
