"""Request bodies with a limit, read as they come so that nobody can fill the memory."""

from __future__ import annotations

from fastapi import Request

from visavis.kit.errors import Invalid
from visavis.kit.text import Text


class UploadTooLarge(Invalid):
    """The request's body is over the limit."""


async def read_body(request: Request, most_bytes: int) -> bytes:
    """The raw body. Raises UploadTooLarge as soon as it passes the limit."""
    taken = bytearray()
    async for chunk in request.stream():
        taken += chunk
        if len(taken) > most_bytes:
            raise too_large(most_bytes)
    return bytes(taken)


def too_large(most_bytes: int) -> UploadTooLarge:
    return UploadTooLarge(
        Text(ko="보낸 파일이 너무 큽니다. 한도는 {m}입니다.", en="What was sent is too large; the limit is {m}.").fill(
            m=f"{most_bytes // 2**20} MiB" if most_bytes >= 2**20 else f"{most_bytes // 2**10} KiB"
        )
    )
