"""Reading text out: from text as written to text as spoken, keeping which written piece each spoken word came from."""

from visavis.voice.reading.spoken import Spoken, read_out

__all__ = ["Spoken", "read_out"]
