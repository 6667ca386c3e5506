"""Reading what was said: syllables, fillers and repeated words of a Korean or English transcript."""

from visavis.language.reading import read_transcript
from visavis.language.values import Filler, Repeated, Transcript

__all__ = ["Filler", "Repeated", "Transcript", "read_transcript"]
