"""Head movement over time."""

from visavis.observe.head.reader import HeadReader

__all__ = ["HeadReader"]
