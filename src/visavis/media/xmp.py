"""The IPTC digital source type in a picture file's own metadata, as stock libraries and search engines read it.

IPTC Photo Metadata 2023.1, property "Digital Source Type" (Iptc4xmpExt:DigitalSourceType), in an XMP packet
(ISO 16684-1): an APP1 segment of a JPEG, an iTXt chunk of a PNG.
"""

from __future__ import annotations

import struct
import zlib

from visavis.media.provenance import IPTC, SourceType

_JPEG_NAME = b"http://ns.adobe.com/xap/1.0/\x00"
_PNG_HEAD = 33
"""Bytes of the signature and the IHDR chunk, behind which other chunks may stand."""


def with_source_type(data: bytes, source_type: SourceType) -> bytes:
    """A JPEG or PNG file's bytes with the property added. Raises ValueError for another kind of file."""
    packet = _packet(source_type)
    if data.startswith(b"\xff\xd8"):
        body = _JPEG_NAME + packet
        return data[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + data[2:]
    if data.startswith(b"\x89PNG"):
        body = b"iTXt" + b"XML:com.adobe.xmp" + b"\x00\x00\x00\x00\x00" + packet
        chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
        return data[:_PNG_HEAD] + chunk + data[_PNG_HEAD:]
    raise ValueError("neither JPEG nor PNG")


def _packet(source_type: SourceType) -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Visavis" '
        f'Iptc4xmpExt:DigitalSourceType="{IPTC}{source_type}"/>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()
