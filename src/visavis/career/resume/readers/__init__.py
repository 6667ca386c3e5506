"""Files in, text with its layout out: one file for each format, told apart by what is in them."""

from visavis.career.resume.readers.laid import Laid
from visavis.career.resume.readers.opening import FILE_BYTES, lay_out

__all__ = ["FILE_BYTES", "Laid", "lay_out"]
