"""Cards and shelves: how every engine says what it is, and how it is found, borrowed and refused."""

from visavis.engines.card import Card, Kind
from visavis.engines.shelf import Entry, Shelf

__all__ = ["Card", "Entry", "Kind", "Shelf"]
