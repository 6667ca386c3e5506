"""How an answer is spoken: loudness, pitch, emphasis, pace and pauses."""

from visavis.observe.delivery.reader import observe_delivery, observe_prosody

__all__ = ["observe_delivery", "observe_prosody"]
