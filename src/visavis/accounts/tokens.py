"""Secrets handed to a person: only their SHA-256 is ever stored."""

from __future__ import annotations

import hashlib
import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def new_token() -> str:
    """256 random bits, safe in cookies and URLs."""
    return secrets.token_urlsafe(32)


def new_recovery_code() -> str:
    """78 random bits in a form that can be written down: ``abcd-efgh-jkmn-pqrs``."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def fingerprint(token: str) -> str:
    """The SHA-256 of a token, hex. Fast hashing is right here: tokens are random, not chosen by people."""
    return hashlib.sha256(token.encode()).hexdigest()


def normalise_code(code: str) -> str:
    """A recovery code as typed, brought to the form that was shown."""
    letters = "".join(c for c in code.lower() if c.isalnum())
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
