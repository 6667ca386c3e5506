"""Is the person in the picture, alone, well placed and well lit? For one picture, and over time."""

from visavis.observe.framing.check import Advice, FrameCheck, check_frame
from visavis.observe.framing.reader import FramingReader
from visavis.observe.framing.wording import ADVICE

__all__ = ["ADVICE", "Advice", "FrameCheck", "FramingReader", "check_frame"]
