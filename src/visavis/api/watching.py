"""Around every request: its id, one line in the log, its count and duration, and an answer whatever breaks."""

from __future__ import annotations

import logging
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from visavis.api.errors import BROKE, answer
from visavis.api.meters import Meters, Served
from visavis.api.security import HEADERS
from visavis.kit.tracing import accept_request_id, following

log = logging.getLogger("visavis.requests")
REQUEST_ID = "X-Request-Id"
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_SELDOM_TOLD = frozenset({"/api/health", "/api/ready", "/api/metrics"})
"""What programs ask every few seconds: told only where debugging is on."""
UNMATCHED = "unmatched"
GONE = 499
"""The caller went away before it had sent everything; nobody gets this answer."""


class Watch:
    """ASGI middleware outside all others."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self._app = app
        self._meters = meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = accept_request_id(Headers(scope=scope).get(REQUEST_ID))
        scope.setdefault("state", {})["request_id"] = request_id
        with following(request_id):
            await self._watch(scope, receive, send, request_id)

    async def _watch(self, scope: Scope, receive: Receive, send: Send, request_id: str) -> None:
        began, status = time.perf_counter(), 0

        async def send_named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        try:
            await self._app(scope, receive, send_named)
        except ClientDisconnect:
            status = GONE
        except Exception as error:
            log.error("unexpected error at %s %s", method_of(scope), route_of(scope), exc_info=error)
            if status:  # the answer has begun, and can only be cut off
                raise
            broken = answer(Request(scope), BROKE)
            broken.headers.update(HEADERS)
            await broken(scope, receive, send_named)
        finally:
            self._tell(scope, status, time.perf_counter() - began)

    def _tell(self, scope: Scope, status: int, took_s: float) -> None:
        method, route = method_of(scope), route_of(scope)
        self._meters.count(Served(method, route, status, took_s, _length(scope)))
        level = logging.DEBUG if route in _SELDOM_TOLD else logging.INFO
        facts = {"method": method, "route": route, "status": status, "ms": round(1000 * took_s, 1)}
        log.log(level, "%s %s %d %.1f ms", *facts.values(), extra={"facts": facts})


def route_of(scope: Scope) -> str:
    """The template of the route that served the request, never its path: paths hold ids and tokens."""
    path = getattr(scope.get("route"), "path", None)
    if path is None:
        return UNMATCHED
    if path == "/api/{rest:path}":
        return UNMATCHED
    under_api = scope["path"].startswith("/api/") and not path.startswith("/api/")
    return f"/api{path}" if under_api else str(path)


def method_of(scope: Scope) -> str:
    """The method; whatever else somebody makes up is one word."""
    return scope["method"] if scope["method"] in _METHODS else "OTHER"


def _length(scope: Scope) -> int:
    told = Headers(scope=scope).get("content-length", "")
    return int(told) if told.isdecimal() and len(told) <= 18 else 0
