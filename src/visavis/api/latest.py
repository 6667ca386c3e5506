"""Of requests that follow each other quickly, only the newest counts: an older one that still waits gives up."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Request

from visavis.kit.errors import Conflict
from visavis.kit.text import Text

WAIT_S = 0.01
"""Between two looks whether the turn has come."""


class Superseded(Conflict):
    """A newer request about the same thing has come, or nobody waits for the answer any more."""

    def __init__(self) -> None:
        super().__init__(
            Text(ko="더 새로운 요청이 있어 이 요청은 건너뛰었습니다.", en="A newer request has taken this one's place.")
        )


class Newest:
    """Gives the slots to the newest request of each subject; held in memory, since nothing is lost with it."""

    def __init__(self, slots: int) -> None:
        self._slots = threading.BoundedSemaphore(slots)
        self._newest: dict[str, object] = {}

    @asynccontextmanager
    async def turn(self, subject: str, request: Request) -> AsyncIterator[None]:
        """Waits for a slot and holds it. Raises Superseded instead when a newer request of the subject comes first."""
        ticket = object()
        self._newest[subject] = ticket
        try:
            while not self._slots.acquire(blocking=False):
                if self._newest.get(subject) is not ticket or await request.is_disconnected():
                    raise Superseded
                await asyncio.sleep(WAIT_S)
            try:
                yield
            finally:
                self._slots.release()
        finally:
            if self._newest.get(subject) is ticket:
                del self._newest[subject]
