"""Reading pictures and sound as streams, with true times, upright, in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import av
import numpy as np

from visavis.media.errors import CutOff, NoPicture, NoSound
from visavis.media.probe import open_media
from visavis.media.values import RGB, Audio, Frame

FASTEST_FPS = 1000.0


def read_frames(
    path: Path, max_side_px: int | None = None, start_s: float = 0.0, stop_s: float | None = None
) -> Iterator[Frame]:
    """Yield the frames from ``start_s`` to ``stop_s`` (seconds), upright, with strictly rising times from 0.

    Scaled so that the longer side is at most ``max_side_px``. Times are presentation times relative to the file's
    start: nominal frame rates are not to be trusted. Raises NoPicture without a video track and CutOff when not even
    one frame decodes; a file that ends early gives the frames that it has.
    """
    with open_media(path) as file:
        if not file.streams.video:
            raise NoPicture
        stream = file.streams.video[0]
        stream.thread_type = "AUTO"
        origin_s = _origin_s(file)
        seen = 0
        for time_s, frame in _timed(file, stream, origin_s, start_s):
            if stop_s is not None and time_s >= stop_s:
                return
            seen += 1
            if time_s >= start_s:
                yield Frame(_upright(frame, max_side_px), time_s)
        if not seen:
            raise CutOff


def read_audio(path: Path, rate_hz: int = 16_000, chunk_s: float = 10.0) -> Iterator[Audio]:
    """Yield the first audio track as mono chunks of ``chunk_s`` seconds (the last one shorter).

    Silence stands where the track starts late, so that sample n is at n / rate_hz on the file's clock. Raises NoSound
    without an audio track.
    """
    with open_media(path) as file:
        if not file.streams.audio:
            raise NoSound
        wanted = round(chunk_s * rate_hz)
        held = np.zeros(0, np.float32)
        for samples in _resampled(file, rate_hz):
            held = np.concatenate([held, samples])
            while len(held) >= wanted:
                yield Audio(held[:wanted], rate_hz)
                held = held[wanted:]
        if len(held):
            yield Audio(held, rate_hz)


def load_audio(path: Path, rate_hz: int = 16_000, longest_s: float = 600.0) -> Audio:
    """The whole track up to ``longest_s`` seconds. Raises NoSound; for long files use ``read_audio``."""
    parts: list[Audio] = []
    for chunk in read_audio(path, rate_hz):
        parts.append(chunk)
        if sum(part.duration_s for part in parts) >= longest_s:
            break
    samples = np.concatenate([part.samples for part in parts]) if parts else np.zeros(0, np.float32)
    return Audio(samples[: round(longest_s * rate_hz)], rate_hz)


def _origin_s(file: Any) -> float:
    return file.start_time / av.time_base if file.start_time is not None else 0.0


def _timed(file: Any, stream: Any, origin_s: float, start_s: float) -> Iterator[tuple[float, Any]]:
    if start_s > 0:
        file.seek(round((start_s + origin_s) * av.time_base), backward=True)
    last_s = -1.0
    try:
        for frame in file.decode(stream):
            time_s = frame.time - origin_s if frame.time is not None else last_s + 0.04
            if time_s <= last_s:
                # Damaged or repeated stamps: a frame that isn't later than the one before would fold time.
                continue
            last_s = max(time_s, 0.0)
            yield last_s, frame
    except (av.error.FFmpegError, OSError):
        return


def _upright(frame: Any, max_side_px: int | None) -> RGB:
    width, height = frame.width, frame.height
    if max_side_px and max(width, height) > max_side_px:
        scale = max_side_px / max(width, height)
        width, height = max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)
    image: RGB = frame.reformat(width=width, height=height, format="rgb24").to_ndarray()
    turns = round(frame.rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(image, turns)) if turns else image


def _resampled(file: Any, rate_hz: int) -> Iterator[np.ndarray[Any, np.dtype[np.float32]]]:
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=rate_hz)
    stream = file.streams.audio[0]
    origin_s = _origin_s(file)
    written = 0
    for frame in _audio_frames(file, stream):
        if frame is not None and frame.time is not None:
            missing = round((frame.time - origin_s) * rate_hz) - written
            # Under 50 ms is ordinary stamp jitter; more is a real hole (a lost piece, a late start).
            if missing > 0.05 * rate_hz:
                missing = min(missing, 10 * 3600 * rate_hz)
                written += missing
                yield from _silence(missing, 10 * rate_hz)
        for part in resampler.resample(frame):
            samples = np.clip(part.to_ndarray()[0], -1.0, 1.0).astype(np.float32)
            written += len(samples)
            yield samples


def _silence(samples: int, most: int) -> Iterator[np.ndarray[Any, np.dtype[np.float32]]]:
    for start in range(0, samples, most):
        yield np.zeros(min(most, samples - start), np.float32)


def _audio_frames(file: Any, stream: Any) -> Iterator[Any]:
    with suppress(av.error.FFmpegError, OSError):
        yield from file.decode(stream)
    yield None
