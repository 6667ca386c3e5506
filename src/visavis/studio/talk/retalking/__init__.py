"""VideoReTalking over imported weights: stabilise, draw the lips, enhance. See docs/retalking.md."""
