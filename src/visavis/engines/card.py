"""The card of an engine: what it is, whose it is, what it costs and what it was measured to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from visavis.kit.text import Text

Kind = Literal["embedded", "neural", "remote"]


@dataclass(frozen=True)
class Card:
    """What an engine states about itself.

    ``inputs`` and ``outputs`` give shapes, dtypes and ranges in words; ``measured`` gives quality and speed with the
    command that measured them. ``sha256`` and ``size_bytes`` are of the weights file and None for engines without one.
    ``non_commercial``: the licence of the weights forbids commercial use.
    """

    name: str
    kind: Kind
    good_at: Text
    licence_code: str
    licence_weights: str
    origin: str
    inputs: str
    outputs: str
    sha256: str | None = None
    size_bytes: int | None = None
    measured: dict[str, str] = field(default_factory=dict)
    non_commercial: bool = False
