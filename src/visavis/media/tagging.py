"""The colour space of a file: an sRGB profile inside it, so that no program has to guess (ICC.1:2022, annex B)."""

from __future__ import annotations

import struct
import zlib
from functools import cache

from PIL import ImageCms

_JPEG_NAME = b"ICC_PROFILE\x00\x01\x01"
_PNG_HEAD = 33
"""Bytes of the signature and the IHDR chunk, behind which the profile has to stand."""
_DATE = slice(24, 36)


def tag_srgb(data: bytes) -> bytes:
    """A JPEG or PNG file's bytes with the profile added. Raises ValueError for another kind of file."""
    if data.startswith(b"\xff\xd8"):
        body = _JPEG_NAME + srgb_profile()
        at = _behind_jfif(data)
        return data[:at] + b"\xff\xe2" + struct.pack(">H", len(body) + 2) + body + data[at:]
    if data.startswith(b"\x89PNG"):
        body = b"iCCP" + b"sRGB\x00\x00" + zlib.compress(srgb_profile(), 9)
        chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
        return data[:_PNG_HEAD] + chunk + data[_PNG_HEAD:]
    raise ValueError("neither JPEG nor PNG")


@cache
def srgb_profile() -> bytes:
    """The profile, the same bytes every time: its date of making is left out."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_DATE] = bytes(12)
    return bytes(made)


def _behind_jfif(data: bytes) -> int:
    """Where other segments may stand: a JFIF header has to come first."""
    if data[2:4] != b"\xff\xe0":
        return 2
    return 4 + int(struct.unpack(">H", data[4:6])[0])
