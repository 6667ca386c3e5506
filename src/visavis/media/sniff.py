"""Telling what a file is from its first bytes, never from its name."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Container = Literal["mp4", "webm", "avi", "mpeg", "mpegts", "ogg", "wav", "flac", "mp3", "aac"]
"""FFmpeg demuxers that may run on what users bring. Playlists (HLS, concat, SDP) are left out on purpose: they
make the decoder open other files and addresses."""

HEAD_BYTES = 4096

_DEMUXERS: dict[Container, str] = {
    "mp4": "mov,mp4,m4a,3gp,3g2,mj2",
    "webm": "matroska,webm",
    "avi": "avi",
    "mpeg": "mpeg",
    "mpegts": "mpegts",
    "ogg": "ogg",
    "wav": "wav",
    "flac": "flac",
    "mp3": "mp3",
    "aac": "aac",
}
_STARTS: tuple[tuple[bytes, Container], ...] = (
    (b"\x1a\x45\xdf\xa3", "webm"),
    (b"\x00\x00\x01\xba", "mpeg"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"ID3", "mp3"),
)
_PICTURE_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_MP4_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"moof", b"styp")


def sniff(head: bytes) -> Container | None:
    """The container whose signature ``head`` (the first bytes of a file, 4 KiB are plenty) carries, or None."""
    for start, container in _STARTS:
        if head.startswith(start):
            return container
    if head[4:8] in _MP4_BOXES:
        return "mp4"
    if head.startswith(b"RIFF"):
        return {b"AVI ": "avi", b"WAVE": "wav"}.get(head[8:12])  # type: ignore[return-value]
    if head[:1] == b"\x47" and head[188:189] == b"\x47":
        return "mpegts"
    return _sniff_frame_sync(head)


def sniff_file(path: Path) -> Container | None:
    """The same for a file."""
    with path.open("rb") as file:
        return sniff(file.read(HEAD_BYTES))


def is_clip(path: Path) -> bool:
    """Whether a file is a video or sound by its first bytes; a phone's HEIC, which begins as an MP4, is a picture."""
    with path.open("rb") as file:
        return holds_clip(file.read(HEAD_BYTES))


def holds_clip(head: bytes) -> bool:
    """The same of the first bytes of a file."""
    return sniff(head) is not None and head[8:12] not in _PICTURE_BRANDS


def demuxer(container: Container) -> str:
    """FFmpeg's name for the demuxer of this container."""
    return _DEMUXERS[container].split(",")[0]


def _sniff_frame_sync(head: bytes) -> Container | None:
    if len(head) < 2 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0:
        return "aac"
    return "mp3" if head[1] & 0xE0 == 0xE0 and head[1] & 0x06 else None
