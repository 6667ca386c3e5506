"""Small recordings, made the way browsers and phones make them."""

from __future__ import annotations

import io
import struct
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np


def picture(index: int, width: int = 320, height: int = 240) -> Any:
    """A dark picture with a bright bar at the top and a marker that moves right a little each frame."""
    image = np.full((height, width, 3), 40, np.uint8)
    image[: height // 8] = (250, 60, 60)
    left = (index * 4) % (width - 16)
    image[height // 2 : height // 2 + 16, left : left + 16] = (60, 250, 60)
    return image


def tone(seconds: float, rate_hz: int = 48_000, pitch_hz: float = 220.0) -> Any:
    times = np.arange(round(seconds * rate_hz)) / rate_hz
    return (0.4 * np.sin(2 * np.pi * pitch_hz * times)).astype(np.float32)


class _Unseekable(io.RawIOBase):
    """A sink like a browser's recorder: written forward only, so no duration and no index."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += bytes(data)
        return len(data)


def browser_webm(seconds: float = 2.0, sound: bool = True, width: int = 320, height: int = 240, fps: int = 25) -> bytes:
    """WebM (VP8 + Opus) without duration or index, as MediaRecorder writes it."""
    sink = _Unseekable()
    _write(av.open(sink, "w", format="webm"), "libvpx", "libopus", seconds, sound, width, height, fps)
    return bytes(sink.data)


def write_mp4(path: Path, seconds: float = 2.0, sound: bool = True, width: int = 320, height: int = 240) -> Path:
    """Plain H.264 + AAC."""
    _write(av.open(str(path), "w", format="mp4"), "libx264", "aac", seconds, sound, width, height, 25)
    return path


def write_hevc_of_a_phone(path: Path, frames: int = 6) -> Path:
    """H.265 as a phone held upright writes it: pictures lying on their side, and a matrix that turns them clockwise."""
    with av.open(str(path), "w", format="mp4") as file:
        video = file.add_stream("libx265", rate=25, options={"x265-params": "log-level=none"})
        video.width, video.height, video.pix_fmt = 320, 240, "yuv420p"
        for index in range(frames):
            file.mux(video.encode(av.VideoFrame.from_ndarray(picture(index), format="rgb24")))
        file.mux(video.encode(None))
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 44  # of the matrix in a version 0 header: ISO/IEC 14496-12, 8.3.2
    data[at : at + 36] = struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, 240 << 16, 0, 1 << 30)
    path.write_bytes(data)
    return path


def write_slides(path: Path, every_s: float, count: int, width: int = 320, height: int = 240) -> Path:
    """A file that claims 120 frames a second and shows one each ``every_s``."""
    with av.open(str(path), "w") as file:
        video = file.add_stream("libvpx" if path.suffix == ".webm" else "libx264", rate=120)
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        for index in range(count):
            frame = av.VideoFrame.from_ndarray(picture(index, width, height), format="rgb24")
            frame.pts, frame.time_base = round(index * every_s * 120), Fraction(1, 120)
            file.mux(video.encode(frame))
        file.mux(video.encode(None))
    return path


def write_sound(path: Path, seconds: float = 2.0, hole_s: float = 0.0) -> Path:
    with av.open(str(path), "w", format="mp4") as file:
        stream = file.add_stream("aac", rate=48_000, layout="mono")
        _encode_sound(file, stream, seconds, hole_s)
    return path


def _write(file: Any, vcodec: str, acodec: str, seconds: float, sound: bool, width: int, height: int, fps: int) -> None:
    with file:
        video = file.add_stream(vcodec, rate=fps)
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        if vcodec == "libvpx":
            video.options = {"deadline": "realtime", "cpu-used": "8"}
        audio = file.add_stream(acodec, rate=48_000, layout="mono") if sound else None
        for index in range(round(seconds * fps)):
            frame = av.VideoFrame.from_ndarray(picture(index, width, height), format="rgb24")
            frame.pts, frame.time_base = index, Fraction(1, fps)
            file.mux(video.encode(frame))
        file.mux(video.encode(None))
        if audio is not None:
            _encode_sound(file, audio, seconds)


def _encode_sound(file: Any, stream: Any, seconds: float, hole_s: float = 0.0) -> None:
    """``hole_s`` is how long nothing is recorded in the middle."""
    samples = tone(seconds)
    for start in range(0, len(samples), 960):
        frame = av.AudioFrame.from_ndarray(samples[None, start : start + 960], format="flt", layout="mono")
        late = round(hole_s * 48_000) if start > len(samples) // 2 else 0
        frame.sample_rate, frame.pts, frame.time_base = 48_000, start + late, Fraction(1, 48_000)
        file.mux(stream.encode(frame))
    file.mux(stream.encode(None))
