"""Guards in front of every route: same origin for unsafe methods, a limit on bodies, headers that browsers obey."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from visavis.api.errors import answer
from visavis.api.uploads import too_large
from visavis.kit.errors import Refused, VisavisError
from visavis.kit.text import Text
from visavis.shop.arriving import LARGEST_ZIP

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_BODY = 32 * 1024 * 1024
LARGER_BODIES = ((re.compile(r"/api/shop/catalogues/[^/]+/zip"), LARGEST_ZIP),)
"""Routes that write a larger body to a file as it comes."""

_RULES = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' blob: data:",
        "media-src 'self' blob: mediastream:",
        "style-src 'self'{nonce}",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self' blob:",
        "connect-src 'self' blob:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": _RULES.format(nonce=""),
    "Permissions-Policy": "camera=(self), microphone=(self), display-capture=(), geolocation=(), payment=()",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def policy_with(nonce: str) -> str:
    """The content policy of a page whose own style elements carry this nonce (CSP level 3, 6.7.3)."""
    return _RULES.format(nonce=f" 'nonce-{nonce}'")


class ForeignOrigin(Refused):
    """Another site's page tried to act in the user's name."""


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most_bytes = largest_body(scope["path"])
        refusal = why_refused(scope["method"], Headers(scope=scope), most_bytes)
        guarded = self._with_headers(send)
        if refusal is not None:
            await answer(Request(scope), refusal)(scope, receive, guarded)
            return
        await self._app(scope, _limited(receive, most_bytes), guarded)

    def _with_headers(self, send: Send) -> Send:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        return send_guarded


def largest_body(path: str) -> int:
    """How many bytes a request to this path may carry."""
    return next((most for paths, most in LARGER_BODIES if paths.fullmatch(path)), LARGEST_BODY)


def _limited(receive: Receive, most_bytes: int) -> Receive:
    """Counts bodies that don't say how long they are."""
    taken = 0

    async def receive_limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most_bytes:
            raise too_large(most_bytes)
        return message

    return receive_limited


def why_refused(method: str, headers: Headers, most_bytes: int = LARGEST_BODY) -> VisavisError | None:
    """Why a request is turned away before any route sees it; None lets it pass."""
    if method not in SAFE and _is_foreign(headers):
        return ForeignOrigin(
            Text(
                ko="다른 사이트에서 보낸 요청은 받지 않습니다. 이 사이트를 직접 열어 다시 시도해 주세요.",
                en="Requests from other sites are refused. Open this site itself and try again.",
            )
        )
    length = headers.get("content-length", "0")
    if not (length.isdecimal() and len(length) <= 18) or int(length) > most_bytes:
        return too_large(most_bytes)
    return None


def _is_foreign(headers: Headers) -> bool:
    """Whether a browser says that another origin sent this; programs send neither header and hold no cookies."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    try:
        return origin is not None and urlsplit(origin).netloc != headers.get("host", "")
    except ValueError:  # no address at all
        return True
