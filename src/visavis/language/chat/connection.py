"""A connection to a language model: where it is, what it costs, and how long it may take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import urlsplit

from visavis.language.chat.engine import Usage

Mode = Literal["schema", "tool", "prompt"]
"""How a service is told the shape of the answer: by a JSON schema, by a tool to call, or in words."""

MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True)
class Connection:
    """A service that speaks OpenAI's protocol, and one model that it serves. Prices in won per million tokens."""

    base_url: str
    """Up to and with the version, e.g. ``http://localhost:11434/v1`` (Ollama)."""
    model: str
    key: str = field(default="", repr=False)
    timeout_s: float = 60.0
    """For everything together: all tries, and the answer to its last word."""
    tries: int = 3
    """How often a request is sent when the service is busy, broken or cut off; the waits between them double."""
    won_per_million_input: float | None = None
    won_per_million_output: float | None = None
    monthly_won: float | None = None
    """The budget of a calendar month (UTC); None for no limit."""
    most_context_tokens: int = 32_000
    """What the model reads and writes at once."""
    most_output_tokens: int = 2_000
    """The longest answer; the service is told so."""
    local: bool = False
    """Whether it may lie on this machine or in its network (see ``addresses``)."""
    mode: Mode = "schema"
    """What is tried first; the following ones are tried when the service refuses it."""

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).netloc.rpartition("@")[2]

    @property
    def name(self) -> str:
        return f"{self.model} · {self.host}"

    def price(self, input_tokens: int, output_tokens: int) -> Usage:
        """The tokens with what they cost; None won where a price is missing."""
        prices = (self.won_per_million_input, self.won_per_million_output)
        if prices[0] is None or prices[1] is None:
            return Usage(input_tokens, output_tokens)
        return Usage(input_tokens, output_tokens, (input_tokens * prices[0] + output_tokens * prices[1]) / 1e6)
