"""Korean as it is read aloud."""

from __future__ import annotations


def say(pieces: list[str]) -> list[str]:
    """The spoken form of each written piece."""
    return pieces
