"""Writing clips and sound: atomically to files, or as a stream while frames are still being made."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from visavis.media.values import RGB, Audio


def write_clip(out: Path, frames: Iterator[RGB], audio: Audio | None, fps: int = 25, crf: int = 20) -> None:
    """Write frames (all of one even size) and sound as H.264 + AAC in a seekable MP4; the file appears when whole."""
    part = out.with_name(out.name + ".part")
    try:
        with av.open(str(part), "w", format="mp4", options={"movflags": "faststart"}) as file:
            for _ in _mux(file, frames, audio, fps, crf):
                pass
        os.replace(part, out)
    finally:
        part.unlink(missing_ok=True)


def stream_clip(frames: Iterator[RGB], audio: Audio | None, fps: int = 25, crf: int = 21) -> Iterator[bytes]:
    """Yield the bytes of a fragmented MP4 as frames arrive, for playing before the end is made."""
    pipe = _Pipe()
    # With delay_moov the header waits for the first fragment and so carries the edit list that hides AAC's lead-in.
    options = {"movflags": "empty_moov+default_base_moof+delay_moov", "frag_duration": "400000"}
    file = av.open(pipe, "w", format="mp4", options=options)
    try:
        for _ in _mux(file, frames, audio, fps, crf):
            if chunk := pipe.take():
                yield chunk
    finally:
        file.close()
    if chunk := pipe.take():
        yield chunk


def write_wav(path: Path, audio: Audio) -> None:
    """Write 16-bit PCM; the file appears when whole."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(wav_bytes(audio))
    os.replace(part, path)


def wav_bytes(audio: Audio) -> bytes:
    """A RIFF/WAVE file of 16-bit mono PCM."""
    pcm = np.round(np.clip(audio.samples, -1, 1) * 32767).astype("<i2").tobytes()
    head = io.BytesIO()
    head.write(b"RIFF" + (36 + len(pcm)).to_bytes(4, "little") + b"WAVEfmt ")
    head.write((16).to_bytes(4, "little") + (1).to_bytes(2, "little") + (1).to_bytes(2, "little"))
    head.write(audio.rate_hz.to_bytes(4, "little") + (audio.rate_hz * 2).to_bytes(4, "little"))
    head.write((2).to_bytes(2, "little") + (16).to_bytes(2, "little") + b"data" + len(pcm).to_bytes(4, "little"))
    return head.getvalue() + bytes(pcm)


class _Pipe(io.RawIOBase):
    """What the muxer writes to and the stream takes from; forward only."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += bytes(data)
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._held)
        self._held.clear()
        return taken


def _mux(file: Any, frames: Iterator[RGB], audio: Audio | None, fps: int, crf: int) -> Iterator[None]:
    """Encode both tracks, sound a frame ahead; one step for each picture."""
    first = next(frames)
    video = _video_stream(file, first, fps, crf)
    sound = _SoundTrack(file, audio) if audio is not None else None
    index = 0
    for index, image in enumerate(_chain(first, frames)):
        if sound:
            sound.write_until((index + 1) / fps)
        picture = av.VideoFrame.from_ndarray(image, format="rgb24")
        picture.pts = index
        picture.time_base = Fraction(1, fps)
        file.mux(video.encode(picture))
        yield
    if sound:
        sound.finish((index + 1) / fps)
    file.mux(video.encode(None))
    yield


def _chain(first: RGB, rest: Iterator[RGB]) -> Iterator[RGB]:
    yield first
    yield from rest


def _video_stream(file: Any, first: RGB, fps: int, crf: int) -> Any:
    stream = file.add_stream("libx264", rate=fps)
    stream.height, stream.width = first.shape[:2]
    stream.pix_fmt = "yuv420p"
    stream.options = {"preset": "veryfast", "crf": str(crf), "tune": "zerolatency", "threads": "1"}
    stream.codec_context.gop_size = fps * 2
    stream.codec_context.time_base = Fraction(1, fps)
    return stream


class _SoundTrack:
    """AAC, written as far as the pictures have come, padded with silence to their end."""

    _STEP = 1024

    def __init__(self, file: Any, audio: Audio) -> None:
        self._file = file
        self._audio = audio
        self._stream = file.add_stream("aac", rate=audio.rate_hz, layout="mono")
        self._stream.bit_rate = 96_000
        self._written = 0

    def write_until(self, end_s: float) -> None:
        end = round(end_s * self._audio.rate_hz)
        while self._written + self._STEP <= end:
            self._write(self._STEP)

    def finish(self, end_s: float) -> None:
        self.write_until(end_s)
        remaining = round(end_s * self._audio.rate_hz) - self._written
        if remaining > 0:
            self._write(remaining)
        self._file.mux(self._stream.encode(None))

    def _write(self, count: int) -> None:
        samples = self._audio.samples[self._written : self._written + count]
        padded = np.zeros(count, np.float32)
        padded[: len(samples)] = samples
        frame = av.AudioFrame.from_ndarray(padded[None], format="fltp", layout="mono")
        frame.sample_rate = self._audio.rate_hz
        frame.pts = self._written
        frame.time_base = Fraction(1, self._audio.rate_hz)
        self._written += count
        self._file.mux(self._stream.encode(frame))
