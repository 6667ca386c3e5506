"""What is inside a media file, found without decoding more than one picture."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av

from visavis.kit.text import Text
from visavis.media.errors import CutOff, EmptyFile, NotMedia, TooHeavy
from visavis.media.limits import DEFAULT, Limits
from visavis.media.sniff import Container, demuxer, sniff_file

_HOUR_S = 3600


@dataclass(frozen=True)
class VideoInfo:
    """Size as seen upright. ``fps_nominal`` is what the file claims: never compute time from it."""

    width: int
    height: int
    rotation_deg: int
    codec: str
    fps_nominal: float | None


@dataclass(frozen=True)
class AudioInfo:
    rate_hz: int
    channels: int
    codec: str


@dataclass(frozen=True)
class Probe:
    """``duration_s`` is the last packet's end, or None where the file can't tell."""

    container: Container
    duration_s: float | None
    video: VideoInfo | None
    audio: AudioInfo | None


@contextmanager
def open_media(path: Path) -> Iterator[Any]:
    """Open a file with the one demuxer that its first bytes call for, and no protocol but local files.

    Raises EmptyFile, NotMedia or CutOff.
    """
    if path.stat().st_size == 0:
        raise EmptyFile
    container = sniff_file(path)
    if container is None:
        raise NotMedia
    try:
        opened = av.open(str(path), format=demuxer(container), options={"protocol_whitelist": "file"})
    except (av.error.FFmpegError, UnicodeDecodeError, ValueError) as error:
        raise CutOff from error
    try:
        yield opened
    finally:
        opened.close()


def probe(path: Path, limits: Limits = DEFAULT) -> Probe:
    """What is in the file. Raises EmptyFile, NotMedia, CutOff, or TooHeavy for what is beyond the limits."""
    with open_media(path) as file:
        if not file.streams.video and not file.streams.audio:
            raise NotMedia
        video = _video_info(file)
        audio = _audio_info(file)
        duration_s = file.duration / av.time_base if file.duration else None
    if video is None and audio is None:
        raise CutOff
    found = Probe(sniff_file(path) or "mp4", duration_s or _last_packet_s(path), video, audio)
    _refuse_too_heavy(found, limits)
    return found


def _video_info(file: Any) -> VideoInfo | None:
    if not file.streams.video or file.streams.video[0].codec_context is None:
        return None
    stream = file.streams.video[0]
    frame = _first_frame(file, stream)
    if frame is None:
        return None
    rotation = round(frame.rotation) % 360
    turned = rotation in (90, 270)
    rate = stream.average_rate or stream.guessed_rate
    return VideoInfo(
        width=frame.height if turned else frame.width,
        height=frame.width if turned else frame.height,
        rotation_deg=rotation,
        codec=stream.codec_context.name,
        fps_nominal=float(rate) if rate else None,
    )


def _first_frame(file: Any, stream: Any) -> Any:
    try:
        return next(file.decode(stream), None)
    except av.error.FFmpegError:
        return None


def _audio_info(file: Any) -> AudioInfo | None:
    if not file.streams.audio:
        return None
    context = file.streams.audio[0].codec_context
    if context is None or not context.sample_rate:
        return None
    return AudioInfo(context.sample_rate, context.channels, context.name)


def _last_packet_s(path: Path) -> float | None:
    """The end of the last packet: browsers' recordings carry no duration."""
    end = 0.0
    with open_media(path) as file:
        try:
            for packet in file.demux():
                if packet.pts is not None:
                    end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
        except av.error.FFmpegError:
            pass
    return end or None


def _refuse_too_heavy(found: Probe, limits: Limits) -> None:
    if found.video and max(found.video.width, found.video.height) > limits.video_side_px:
        raise TooHeavy(
            ko=f"영상이 너무 큽니다({found.video.width}×{found.video.height}). "
            f"한 변이 {limits.video_side_px}픽셀 이하인 영상을 사용해 주세요.",
            en=f"The video is too large ({found.video.width}×{found.video.height}). "
            f"Use one with at most {limits.video_side_px} pixels a side.",
        )
    if found.duration_s and found.duration_s > limits.duration_s:
        long, most = spell_duration(math.ceil(found.duration_s)), spell_duration(limits.duration_s)
        raise TooHeavy(
            ko=f"영상이 너무 깁니다({long.ko}). {most.ko} 이하로 나누어 주세요.",
            en=f"The video is too long ({long.en}). Split it into parts of at most {most.en}.",
        )


def spell_duration(seconds: float) -> Text:
    """Seconds as hours, minutes and seconds, without those that are none: "2 min 5 s"; seconds only below an hour."""
    whole = round(seconds)
    if whole >= _HOUR_S:
        whole = math.ceil(whole / 60) * 60
    counts = (whole // _HOUR_S, whole % _HOUR_S // 60, whole % 60)
    ko, en = (
        " ".join(f"{count}{unit}" for count, unit in zip(counts, units, strict=True) if count) or f"0{units[-1]}"
        for units in (("시간", "분", "초"), (" h", " min", " s"))
    )
    return Text(ko=ko, en=en)
