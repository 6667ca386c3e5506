"""How often an account may call a route that costs much."""

from __future__ import annotations

import time

from visavis.api.errors import TooFast
from visavis.kit.text import Text


class Pace:
    """At most ``calls`` of one account in any ``window_s`` seconds; held in memory, since nothing is lost with it."""

    def __init__(self, calls: int, window_s: float = 1.0) -> None:
        self._calls = calls
        self._window_s = window_s
        self._times: dict[str, list[float]] = {}

    def take(self, account_id: str) -> None:
        """Raises TooFast."""
        now_s = time.monotonic()
        recent = [at for at in self._times.get(account_id, []) if at > now_s - self._window_s]
        if len(recent) >= self._calls:
            raise TooFast(
                Text(ko="요청이 너무 잦습니다. 잠시 후 다시 시도해 주세요.", en="Too many calls; wait a moment.")
            )
        self._times[account_id] = [*recent, now_s]
        if len(self._times) > 10_000:
            self._times = {
                account: times for account, times in self._times.items() if times[-1] > now_s - self._window_s
            }
