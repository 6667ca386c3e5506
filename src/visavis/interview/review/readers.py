"""The table of everything that reads the picture, in the order in which it is reported."""

from __future__ import annotations

from visavis.observe.engine import Reader


def make_readers() -> dict[str, Reader]:
    """A fresh reader of each kind, for one video."""
    return {}
