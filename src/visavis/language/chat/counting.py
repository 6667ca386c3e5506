"""Counts tokens before anything is sent: too many rather than too few, since every model cuts text differently."""

from __future__ import annotations

import math

ASCII_PER_TOKEN = 3.0
TOKENS_PER_OTHER = 2.0
"""Three ASCII characters a token and two tokens for every other character.

Published averages are about four characters a token for English, and between 0.6 (o200k) and 2.5 (Llama 2, byte
fallback) tokens a syllable for Korean: the rule overstates most models and is near the most wasteful ones.
"""


def count_tokens(text: str) -> int:
    """Tokens of a text by the rule above, at least one for a text that isn't empty."""
    plain = sum(character.isascii() for character in text)
    return math.ceil(plain / ASCII_PER_TOKEN + (len(text) - plain) * TOKENS_PER_OTHER)
