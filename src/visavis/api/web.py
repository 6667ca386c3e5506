"""Serves the built web app: hashed assets for ever, every other path as the app's own page."""

from __future__ import annotations

import secrets
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from visavis.api.errors import NO_ROUTE
from visavis.api.identity import ServicesDep
from visavis.api.security import policy_with

router = APIRouter(include_in_schema=False)

_NONCE = "CSP_NONCE"
"""What stands in the built page (``html.cspNonce`` in web/vite.config.ts) until somebody asks for it."""
_NOT_BUILT = """<!doctype html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Visavis</title><style nonce="CSP_NONCE">body{font:16px/1.6 system-ui;max-width:40rem;margin:15vh auto}</style>
<h1>Visavis</h1>
<p>서버는 켜져 있지만 웹 화면이 아직 만들어지지 않았습니다.
저장소에서 <code>make web</code>을 실행한 뒤 새로 고쳐 주세요.</p>
<p lang="en">The server is up, but the web app isn't built yet.
Run <code>make web</code> in the repository and reload.</p>
</body></html>"""


@router.get("/api/{rest:path}")
def no_such_route(rest: str) -> Response:
    raise NO_ROUTE


@router.get("/{path:path}")
def page(path: str, request: Request, services: ServicesDep) -> Response:
    folder = services.options.web_dir
    found = _file(folder, path)
    if found is not None:
        return FileResponse(found, headers={"Cache-Control": _caching(path)})
    if "." in path.rsplit("/", 1)[-1]:
        raise NO_ROUTE  # a missing asset is missing; handing out the page instead would hide it
    index = folder / "index.html"
    if not index.is_file():
        return _with_nonce(_NOT_BUILT, 503)
    return _with_nonce(index.read_text("utf-8"))


def _with_nonce(html: str, status: int = 200) -> HTMLResponse:
    """The page with a nonce of its own, for the style elements that its script makes (Radix keeps pages from
    scrolling behind a dialog with one)."""
    nonce = secrets.token_urlsafe(16)
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": policy_with(nonce)}
    return HTMLResponse(html.replace(_NONCE, nonce), status, headers)


def _file(folder: Path, path: str) -> Path | None:
    try:
        wanted = (folder / path).resolve()
        inside = wanted.is_relative_to(folder.resolve())
        return wanted if inside and wanted.is_file() and wanted.name != "index.html" else None
    except (OSError, ValueError):  # no file system has such a name: too long, or with a null byte
        raise NO_ROUTE from None


def _caching(path: str) -> str:
    return "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
