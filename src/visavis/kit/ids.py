"""Identifiers: random, unguessable, sortable by nothing; safe in URLs, file names and blob keys."""

from __future__ import annotations

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def new_id(prefix: str) -> str:
    """A fresh identifier such as ``int_7kq2…`` with 119 bits of randomness behind the prefix.

    Without look-alike characters (0/o, 1/l/i, u), because people read some of them aloud.
    """
    return f"{prefix}_{''.join(secrets.choice(_ALPHABET) for _ in range(24))}"
