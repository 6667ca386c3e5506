"""Blobs over HTTP, with ranges so that players can seek."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from visavis.storage.blobs import BlobInfo, Blobs

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_PRIVATE = "private, max-age=3600"


def send_blob(
    request: Request, blobs: Blobs, key: str, mime: str, download_as: str | None = None, cache: str = _PRIVATE
) -> Response:
    """The blob, or the part that the request's Range asks for (RFC 9110, one range). Raises BlobNotFound."""
    info = blobs.info(key)
    headers = {"Accept-Ranges": "bytes", "ETag": f'"{info.etag}"', "Cache-Control": cache}
    if download_as:
        headers["Content-Disposition"] = f'attachment; filename="{download_as}"'
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    wanted = _wanted(request, info)
    if wanted is None:
        headers["Content-Length"] = str(info.size_bytes)
        return StreamingResponse(blobs.stream(key, 0, info.size_bytes), media_type=mime, headers=headers)
    start, stop = wanted
    if start >= stop:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{info.size_bytes}"})
    headers |= {"Content-Range": f"bytes {start}-{stop - 1}/{info.size_bytes}", "Content-Length": str(stop - start)}
    return StreamingResponse(blobs.stream(key, start, stop), status_code=206, media_type=mime, headers=headers)


def attachment(title: str, suffix: str) -> str:
    """The Content-Disposition of a file that is named after somebody (RFC 6266), ``suffix`` without its dot.

    Letters and digits of every script stay, with blanks and hyphens between them; old programs get those of ASCII.
    """
    name = " ".join(re.sub(r"[^\w ()-]+", " ", unicodedata.normalize("NFC", title)).split()) or "person"
    plain = name.encode("ascii", "ignore").decode().strip() or "person"
    told = f'attachment; filename="{plain}.{suffix}"'
    return told if plain == name else f"{told}; filename*=UTF-8''{quote(f'{name}.{suffix}')}"


def _wanted(request: Request, info: BlobInfo) -> tuple[int, int] | None:
    """The half-open part asked for; None for the whole. An unsatisfiable range comes out empty."""
    asked = _RANGE.fullmatch(request.headers.get("range", "").strip())
    if asked is None or asked.groups() == ("", ""):
        return None
    if request.headers.get("if-range", f'"{info.etag}"') != f'"{info.etag}"':
        return None
    first, last = (_position(digits) for digits in asked.groups())
    if first is None:
        return max(0, info.size_bytes - (last or 0)), info.size_bytes
    if last is not None and last < first:
        return None  # invalid, so to be ignored (RFC 9110, 14.1.1)
    return first, info.size_bytes if last is None else min(last + 1, info.size_bytes)


def _position(digits: str) -> int | None:
    # Python refuses to read thousands of digits; beyond 18 every number lies behind every end.
    significant = digits.lstrip("0")
    return int(significant[:18] or "0") if digits else None
