"""Blinks, mouth corners and brows over time."""

from visavis.observe.expression.reader import ExpressionReader

__all__ = ["ExpressionReader"]
