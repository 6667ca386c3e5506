"""Who may read the metrics."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal

from starlette.datastructures import Headers

PROXY_HEADERS = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")


@dataclass(frozen=True)
class MetricsDoor:
    """Who may read: nobody, this machine, or whoever knows the token."""

    kind: Literal["off", "loopback", "token"]
    token: str = field(default="", repr=False)

    def lets_in(self, address: str, headers: Headers) -> bool:
        if self.kind == "loopback":
            return _is_this_machine(address) and _is_meant(headers)
        if self.kind == "token":
            told = headers.get("authorization", "").removeprefix("Bearer ")
            return hmac.compare_digest(told.encode(), self.token.encode())
        return False


def _is_meant(headers: Headers) -> bool:
    """No proxy passed it on, and no name that leads here by somebody else's DNS was asked."""
    if any(name in headers for name in PROXY_HEADERS):
        return False
    host = headers.get("host", "").rsplit(":", 1)[0].strip("[]")
    return host == "localhost" or _is_this_machine(host)


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
