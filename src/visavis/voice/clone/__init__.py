"""Cloning: the shelf of engines that speak in the voice of a recording. There is no embedded one."""

from __future__ import annotations

from visavis.engines import Entry, Shelf
from visavis.voice.clone import xtts
from visavis.voice.clone.engine import Cloner

CLONERS: Shelf[Cloner] = Shelf("clone", (Entry(xtts.CARD, xtts.Xtts, xtts.why_not),))

__all__ = ["CLONERS", "Cloner"]
