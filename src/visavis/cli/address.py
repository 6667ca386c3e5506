"""Where the server was reached last, so that links made by other commands lead there."""

from __future__ import annotations

import contextlib
import ipaddress
from pathlib import Path

_NAME = "address"


def note_address(data_dir: Path, url: str) -> None:
    """Remember the address of the server that starts on this data folder."""
    (data_dir / _NAME).write_text(url + "\n", "utf-8")


def last_address(data_dir: Path) -> str | None:
    """The address of the server that started last on this data folder; None when none did."""
    with contextlib.suppress(OSError):
        return (data_dir / _NAME).read_text("utf-8").strip() or None
    return None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"
