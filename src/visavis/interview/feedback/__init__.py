"""Two or three things to try next, and what goes well: fixed rules, so that the same report says the same."""

from visavis.interview.feedback.choosing import choose_strengths, choose_suggestions

__all__ = ["choose_strengths", "choose_suggestions"]
