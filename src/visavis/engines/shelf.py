"""A shelf: the explicit table of the engines of one capability."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from visavis.engines.card import Card
from visavis.engines.choosing import serving_mark, weights_sha256
from visavis.kit.errors import NotFound, Unavailable
from visavis.kit.text import Text
from visavis.media.provenance import Maker
from visavis.media.sandbox import carry

E = TypeVar("E")


def _ready() -> Text | None:
    return None


_preferred: Mapping[str, str] = {}


def prefer_engines(names: Mapping[str, str]) -> None:
    """Which engine of a capability serves where none is named; said by whoever composes the program.

    One that isn't ready isn't replaced either. Children that do limited work are told too.
    """
    global _preferred
    _preferred = names
    carry("preferred engines", prefer_engines, names)


def preferred_engine(capability: str) -> str | None:
    """The engine that was said to serve; None: the first ready one."""
    return _preferred.get(capability)


@dataclass(frozen=True)
class Entry(Generic[E]):
    """One row of a shelf: the card, how to load the engine, and why it can't be used now (None: it can).

    ``weights``: the kind of imported weights that the engine runs, where it runs some.
    """

    card: Card
    load: Callable[[], E]
    why_not: Callable[[], Text | None] = _ready
    weights: str | None = None


class Shelf(Generic[E]):
    """The engines of one capability, in order of preference.

    With no name given, the one that the settings prefer serves, else the first ready one. A named engine is never
    silently replaced: it raises ``Unavailable`` with the reason. A loaded engine is shared, counted, and dropped after
    ``idle_s`` unused seconds, or when nobody uses it and other weights serve than those that it was loaded from.
    """

    def __init__(self, capability: str, entries: tuple[Entry[E], ...], idle_s: float = 600.0) -> None:
        self.capability = capability
        self.entries = {entry.card.name: entry for entry in entries}
        self._idle_s = idle_s
        self._lock = threading.RLock()
        self._loaded: dict[str, E] = {}
        self._borrowers: dict[str, int] = {}
        self._returned_at: dict[str, float] = {}
        self._loaded_from: dict[str, str | None] = {}
        self._sources: dict[str, str | None] = {}

    def why_not(self, name: str) -> Text | None:
        """Why this engine can't serve now, as a sentence that a user can act on; None when it can."""
        return self._entry(name).why_not()

    def choose(self, name: str | None = None) -> Card:
        """The card of the named engine, or of the preferred one, or of the first ready one.

        Raises NotFound for a name that isn't on the shelf and Unavailable when it (or, unnamed, every one) isn't ready.
        """
        name = name or preferred_engine(self.capability)
        if name is not None:
            reason = self.why_not(name)
            if reason is not None:
                raise Unavailable(reason)
            return self._entry(name).card
        for entry in self.entries.values():
            if entry.why_not() is None:
                return entry.card
        raise Unavailable(
            Text(
                ko="'{c}' 기능에 쓸 수 있는 엔진이 없습니다. `visavis doctor`를 실행해 보세요.",
                en="No engine is ready for '{c}'. Run `visavis doctor` to see what is missing.",
            ).fill(c=self.capability)
        )

    @contextmanager
    def lease(self, name: str | None = None) -> Iterator[E]:
        """Borrow a loaded engine: ``with shelf.lease() as engine: …``."""
        chosen = self.choose(name).name
        engine = self._borrow(chosen)
        try:
            yield engine
        finally:
            self._give_back(chosen)

    @contextmanager
    def lend(self, makers: dict[str, Maker], name: str | None = None) -> Iterator[E]:
        """As ``lease``, and note under this capability who does the work."""
        chosen = self.choose(name).name
        with self.lease(chosen) as engine:
            makers[self.capability] = self.maker(chosen)
            yield engine

    def maker(self, name: str) -> Maker:
        """For the record of an output: this engine, which is lent out now, and the SHA-256 of what it runs.

        That is of the published file that imported weights came from, as `visavis models list` tells it; where that
        isn't known, and of networks that ship with the package, what the engine itself tells; None without a network.
        """
        with self._lock:
            engine, source = self._loaded[name], self._sources[name]
        own = source or getattr(engine, "weights_sha256", None) or self.entries[name].card.sha256
        return Maker(name, own or None)

    def _entry(self, name: str) -> Entry[E]:
        if name not in self.entries:
            known = ", ".join(self.entries)
            raise NotFound(
                Text(
                    ko="'{n}' 엔진이 없습니다. 사용할 수 있는 엔진: {k}",
                    en="There is no engine '{n}'. Known engines: {k}.",
                ).fill(n=name, k=known)
            )
        return self.entries[name]

    def _borrow(self, name: str) -> E:
        with self._lock:
            self._drop_idle(except_for=name)
            weights = self.entries[name].weights
            serving = serving_mark(weights) if weights else None
            if self._loaded_from.get(name) != serving and not self._borrowers.get(name):
                self._loaded.pop(name, None)
            if name not in self._loaded:
                self._loaded[name] = self.entries[name].load()
                self._loaded_from[name] = serving
                self._sources[name] = weights_sha256(weights or name)
            self._borrowers[name] = self._borrowers.get(name, 0) + 1
            return self._loaded[name]

    def _give_back(self, name: str) -> None:
        with self._lock:
            self._borrowers[name] -= 1
            self._returned_at[name] = time.monotonic()

    def _drop_idle(self, except_for: str) -> None:
        oldest = time.monotonic() - self._idle_s
        for name in [n for n in self._loaded if n != except_for and not self._borrowers[n]]:
            if self._returned_at[name] < oldest:
                del self._loaded[name]
