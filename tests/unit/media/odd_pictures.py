"""Pictures as phones, cameras and print shops write them, made here: HEIC, colour profiles."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray


def heic(
    image: NDArray[np.uint8], folder: Path, turns: int = 0, claimed: tuple[int, int] | None = None, profile: bytes = b""
) -> bytes:
    """An HEIC file of (H, W, 3), even sides: one HEVC picture in an ISO base media file (ISO/IEC 23008-12).

    ``turns``: quarter turns against the clock that a reader has to make; ``claimed``: a width and height that the
    header tells instead of the true ones; ``profile``: an ICC profile.
    """
    decoder, data = _hevc(image, folder / "one.mp4")
    width, height = claimed or (image.shape[1], image.shape[0])
    kept = [decoder, _box(b"ispe", bytes(4) + struct.pack(">II", width, height)), _box(b"irot", bytes([turns]))]
    if profile:
        kept.append(_box(b"colr", b"prof" + profile))
    uses = bytes([0x80 | (number + 1) if number != 1 else 2 for number in range(len(kept))])
    links = _box(b"ipma", bytes(4) + struct.pack(">IHB", 1, 1, len(kept)) + uses)
    item = _box(b"infe", b"\x02\0\0\0" + struct.pack(">HH", 1, 0) + b"hvc1\0")
    start = _box(b"ftyp", b"heic" + bytes(4) + b"mif1heic")

    def meta(offset: int) -> bytes:
        place = struct.pack(">BBHHHHII", 0x44, 0, 1, 1, 0, 1, offset, len(data))
        parts = (
            _box(b"hdlr", bytes(8) + b"pict" + bytes(13)),
            _box(b"pitm", bytes(4) + struct.pack(">H", 1)),
            _box(b"iloc", bytes(4) + place),
            _box(b"iinf", bytes(4) + struct.pack(">H", 1) + item),
            _box(b"iprp", _box(b"ipco", b"".join(kept)) + links),
        )
        return _box(b"meta", bytes(4) + b"".join(parts))

    return start + meta(len(start) + len(meta(0)) + 8) + _box(b"mdat", data)


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body


def _hevc(image: NDArray[np.uint8], path: Path) -> tuple[bytes, bytes]:
    """The decoder's settings (an hvcC box) and one compressed picture."""
    with av.open(str(path), "w", format="mp4") as file:
        settings = {"x265-params": "log-level=none:keyint=1", "crf": "8"}
        video: Any = file.add_stream("libx265", rate=25, options=settings)
        video.width, video.height, video.pix_fmt, video.codec_tag = image.shape[1], image.shape[0], "yuv420p", "hvc1"
        frame = av.VideoFrame.from_ndarray(image, format="rgb24")
        for packet in (*video.encode(frame), *video.encode()):
            file.mux(packet)
    written = path.read_bytes()
    at = written.index(b"hvcC") - 4
    size = struct.unpack(">I", written[at : at + 4])[0]
    with av.open(str(path)) as file:
        packet = next(file.demux(video=0))
        return written[at : at + size], bytes(packet)


def rgb_profile(gamma: float, swapped: bool = False) -> bytes:
    """An ICC profile of sRGB's primaries with another gamma, or with red and green swapped."""
    red, green, blue = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
    if swapped:
        red, green = green, red
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256))
    tags = {b"wtpt": _xyz(0.9642, 1.0, 0.8249), b"rXYZ": _xyz(*red), b"gXYZ": _xyz(*green), b"bXYZ": _xyz(*blue)}
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve))


def grey_profile(gamma: float) -> bytes:
    """An ICC profile of grey levels."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256))
    return _profile(b"mntr", b"GRAY", b"XYZ ", {b"wtpt": _xyz(0.9642, 1.0, 0.8249), b"kTRC": curve})


def cmyk_profile(paper: tuple[int, int, int], ink: tuple[int, int, int]) -> bytes:
    """An ICC profile of a press: paper and inks look like the given CIELAB colours, black is black; a coarse table."""
    steps = [(0, 0, 0) if number & 1 else ink if number else paper for number in range(16)]
    table = b"".join(bytes([round(light * 2.55), a + 128, b + 128]) for light, a, b in steps)
    ramp = bytes(range(256))
    unity = struct.pack(">9i", *(65536 if number % 4 == 0 else 0 for number in range(9)))
    lut = b"mft1" + bytes(4) + bytes([4, 3, 2, 0]) + unity + ramp * 4 + table + ramp * 3
    return _profile(b"prtr", b"CMYK", b"Lab ", {b"wtpt": _xyz(0.9642, 1.0, 0.8249), b"A2B0": lut})


def _xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in (x, y, z)))


def _profile(kind: bytes, space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    described = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 5) + b"test\0" + bytes(79),
        b"cprt": b"text" + bytes(5),
    }
    index, body = io.BytesIO(), io.BytesIO()
    whole = described | tags
    first = 128 + 4 + 12 * len(whole)
    for name, data in whole.items():
        index.write(name + struct.pack(">II", first + body.tell(), len(data)))
        body.write(data + bytes(-len(data) % 4))
    rest = struct.pack(">I", len(whole)) + index.getvalue() + body.getvalue()
    head = struct.pack(
        ">I4sI4s4s4s12s4s", 128 + len(rest), b"lcms", 0x02400000, kind, space, connection, bytes(12), b"acsp"
    )
    light = struct.pack(">3i", 63190, 65536, 54061)
    return head + bytes(28) + light + bytes(48) + rest
