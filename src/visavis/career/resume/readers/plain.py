"""Plain text in the encodings that Korean and English applicants have."""

from __future__ import annotations

from visavis.career.resume.errors import GarbledText, NotADocument
from visavis.career.resume.readers.laid import Laid, laid
from visavis.media.encodings import CONTROLS, STRAY, decode_text


def read(data: bytes) -> Laid:
    """Text as ``decode_text`` reads it. Raises GarbledText or NotADocument."""
    text = decode_text(data)
    if text is None:
        raise NotADocument if _is_binary(data) else GarbledText
    return laid(text.split("\n"))


def _is_binary(data: bytes) -> bool:
    head = data[:4096]
    return sum(byte in CONTROLS for byte in head) > STRAY * len(head)
