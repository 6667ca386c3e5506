"""The HTTP services that an installation connects: where they are, and with which key and model."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

DEFAULT_TIMEOUT_S = 60.0


@dataclass(frozen=True)
class Service:
    """One connected service. ``url`` is its base address, e.g. ``http://localhost:8880/v1``."""

    url: str
    key: str | None = field(default=None, repr=False)
    model: str = ""
    voices: tuple[str, ...] = ()
    timeout_s: float = DEFAULT_TIMEOUT_S

    @property
    def host(self) -> str:
        """Whom text or sound is sent to, as shown to the user."""
        return urlsplit(self.url).hostname or self.url


@dataclass(frozen=True)
class Services:
    """What is connected; None for what isn't."""

    speech: Service | None = None
    cloning: Service | None = None
    transcription: Service | None = None


_services = Services()


def use_services(services: Services) -> None:
    """Said by whoever composes the program; remote engines look here."""
    global _services
    _services = services


def services() -> Services:
    """As composed; before that, nothing is connected."""
    return _services
