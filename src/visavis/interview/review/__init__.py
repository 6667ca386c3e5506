"""Reviewing a recorded answer: the video streams once through every reader, then the sound, then the words."""

from visavis.interview.review.answer import review_answer
from visavis.interview.review.values import Asked, Review, Said, StageCost

__all__ = ["Asked", "Review", "Said", "StageCost", "review_answer"]
