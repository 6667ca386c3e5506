"""Hands and posture over time: ``with BODY.lease() as body: reader = GestureReader(body.track())``."""

from visavis.engines import Entry, Shelf
from visavis.observe.gesture import holistic
from visavis.observe.gesture.engine import Body, BodyEngine, BodyTracker, HandPoints, Shoulders
from visavis.observe.gesture.reader import GestureReader

BODY: Shelf[BodyEngine] = Shelf("hands and posture", (Entry(holistic.CARD, holistic.HandsAndPose),))

__all__ = ["BODY", "Body", "BodyEngine", "BodyTracker", "GestureReader", "HandPoints", "Shoulders"]
