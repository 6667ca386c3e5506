"""Making browsers' recordings playable: one seekable file with the right duration, without re-encoding."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np

from visavis.media.decode import read_audio, read_frames
from visavis.media.encode import write_clip
from visavis.media.errors import CutOff
from visavis.media.image import resize
from visavis.media.probe import Probe, open_media, probe
from visavis.media.values import RGB, Audio


@dataclass(frozen=True)
class Gap:
    """A seam between two takes: at this time of the joined file the recording was broken off and taken up again."""

    at_s: float


def remux_seekable(src: Path, out: Path) -> Probe:
    """Copy the packets of one recording into a file with an index and a duration that starts at 0.

    Raises EmptyFile, NotMedia or CutOff when not one packet can be read. What was recorded before a cut is kept.
    """
    join_takes([src], out)
    return probe(out)


def join_takes(parts: list[Path], out: Path) -> list[Gap]:
    """Join takes, in order, into one seekable file and say where the seams are.

    Takes with the same codecs and parameters are copied packet by packet (WebM stays WebM, MP4 stays MP4); takes that
    differ (another camera, another browser) are re-encoded into one MP4. The file appears when whole.
    """
    playable = [part for part in parts if _is_playable(part)]
    if not playable:
        raise CutOff
    part_file = out.with_name(out.name + ".part")
    try:
        alike = len({_signature(part) for part in playable}) == 1
        ends_s = _copy(playable, part_file) if alike else _reencode(playable, part_file)
        os.replace(part_file, out)
    finally:
        part_file.unlink(missing_ok=True)
    return [Gap(end_s) for end_s in ends_s[:-1]]


def _is_playable(part: Path) -> bool:
    try:
        probe(part)
    except CutOff:
        return False
    return True


def _signature(part: Path) -> tuple[object, ...]:
    """What must be equal for packets to follow each other: codecs, sizes, and out-of-band parameters."""
    with open_media(part) as file:
        rows: list[tuple[object, ...]] = []
        for stream in _tracks(file):
            context = stream.codec_context
            # VP8, VP9 and Opus carry their parameters in every key frame; H.264 and AAC in MP4 don't.
            in_band = context.name in ("vp8", "vp9", "opus")
            size = None if stream.type == "audio" else (context.width, context.height)
            rows.append((stream.type, context.name, size, None if in_band else context.extradata))
        return (_family(file), *rows)


def _tracks(file: Any) -> list[Any]:
    return [*file.streams.video[:1], *file.streams.audio[:1]]


def _family(file: Any) -> str:
    return "webm" if "matroska" in file.format.name else "mp4"


def _copy(parts: list[Path], out: Path) -> list[float]:
    with ExitStack() as stack:
        first = stack.enter_context(open_media(parts[0]))
        options = {"cues_to_front": "1"} if _family(first) == "webm" else {"movflags": "faststart"}
        writer = stack.enter_context(av.open(str(out), "w", format=_muxer(first), options=options))
        targets = {stream.type: writer.add_stream_from_template(stream) for stream in _tracks(first)}
        ends_s: list[float] = []
        for part in parts:
            ends_s.append(_append(part, writer, targets, ends_s[-1] if ends_s else 0.0))
        return ends_s


def _muxer(file: Any) -> str:
    """WebM proper takes only its own codecs; Matroska takes whatever else (H.264 from Chrome) a .webm can bring."""
    if _family(file) == "mp4":
        return "mp4"
    own = all(stream.codec_context.name in ("vp8", "vp9", "av1", "opus", "vorbis") for stream in _tracks(file))
    return "webm" if own else "matroska"


def _append(part: Path, writer: Any, targets: dict[str, Any], offset_s: float) -> float:
    """Copy one take's packets behind ``offset_s``; its end in seconds."""
    end_s = offset_s
    with open_media(part) as file:
        origin_s: float | None = None
        last: dict[str, int] = {}
        for packet in _packets(file):
            kind = packet.stream.type
            base = packet.time_base
            if origin_s is None:
                origin_s = float(min(packet.pts, packet.dts) * base)
            shift = round((offset_s - origin_s) / base)
            packet.pts += shift
            packet.dts += shift
            if packet.dts <= last.get(kind, -(1 << 62)):
                continue
            last[kind] = packet.dts
            end_s = max(end_s, float((packet.pts + _length(packet)) * base))
            packet.stream = targets[kind]
            writer.mux(packet)
    return end_s


def _length(packet: Any) -> int:
    return int(packet.duration or 0)


def _packets(file: Any) -> Iterator[Any]:
    try:
        for packet in file.demux(_tracks(file)):
            if packet.pts is None or not packet.size:
                continue
            if packet.dts is None:
                packet.dts = packet.pts
            yield packet
    except (av.error.FFmpegError, OSError):
        # The tail of a recording that was cut off: everything before it is kept.
        return


def _reencode(parts: list[Path], out: Path) -> list[float]:
    """Different takes into one MP4 of the first one's size. Sound is held in memory: 230 MB an hour at 16 kHz."""
    infos = [probe(part) for part in parts]
    fps = 25
    size = next(((info.video.width // 2 * 2, info.video.height // 2 * 2) for info in infos if info.video), (640, 480))
    lengths_s = [info.duration_s or 0.0 for info in infos]
    ends_s = [sum(lengths_s[: index + 1]) for index in range(len(parts))]
    frames = _constant_rate(parts, infos, lengths_s, size, fps)
    write_clip(out, frames, _joined_sound(parts, infos, lengths_s), fps)
    return ends_s


def _constant_rate(
    parts: list[Path], infos: list[Probe], lengths_s: list[float], size: tuple[int, int], fps: int
) -> Iterator[RGB]:
    """The takes' pictures on one even clock, letterboxed into ``size``; black where a take has none."""
    shown: RGB = np.zeros((size[1], size[0], 3), np.uint8)
    made = 0
    start_s = 0.0
    for part, info, length_s in zip(parts, infos, lengths_s, strict=True):
        if info.video:
            for frame in read_frames(part):
                while made / fps < start_s + frame.time_s:
                    yield shown
                    made += 1
                shown = _letterbox(frame.image, size)
        start_s += length_s
        while made / fps < start_s:
            yield shown
            made += 1


def _letterbox(image: RGB, size: tuple[int, int]) -> RGB:
    scale = min(size[0] / image.shape[1], size[1] / image.shape[0])
    width, height = round(image.shape[1] * scale), round(image.shape[0] * scale)
    canvas = np.zeros((size[1], size[0], 3), np.uint8)
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    canvas[top : top + height, left : left + width] = resize(image, width, height)
    return canvas


def _joined_sound(parts: list[Path], infos: list[Probe], lengths_s: list[float], rate_hz: int = 16_000) -> Audio | None:
    if not any(info.audio for info in infos):
        return None
    whole = np.zeros(round(sum(lengths_s) * rate_hz) + 1, np.float32)
    start_s = 0.0
    for part, info, length_s in zip(parts, infos, lengths_s, strict=True):
        if info.audio:
            at = round(start_s * rate_hz)
            for chunk in read_audio(part, rate_hz):
                room = whole[at : at + len(chunk.samples)]
                room[:] = chunk.samples[: len(room)]
                at += len(chunk.samples)
        start_s += length_s
    return Audio(whole, rate_hz)
