"""From pieces to one seekable recording of an answer."""

from __future__ import annotations

import hashlib
import struct
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from visavis.interview.tables import Question, Take
from visavis.kit.errors import Invalid
from visavis.media.probe import Probe, probe
from visavis.media.remux import Gap, join_takes
from visavis.media.sandbox import run_limited
from visavis.storage.blobs import Blobs


@dataclass(frozen=True)
class TakeFile:
    """A take as it is assembled: where its pieces lie, in order."""

    container: str
    keys: tuple[str, ...]
    started_at: datetime | None
    response_delay_s: float | None = None
    """How much later than the candidate's turn the recording began, by the browser's clock."""


@dataclass(frozen=True)
class Seam:
    """Where two takes meet; ``lost_s`` is how long nothing was recorded, where the clocks tell."""

    at_s: float
    lost_s: float | None


@dataclass(frozen=True)
class Recording:
    """One answer's recording, seekable."""

    mime: str
    duration_s: float
    has_video: bool
    seams: tuple[Seam, ...]


def answer_takes(question: Question) -> list[TakeFile]:
    """The takes that make up the answer: the newest one and those that it goes on from, oldest first.

    A take that was cut off counts with the pieces that came before the first missing one.
    """
    by_id = {take.id: take for take in question.takes}
    chain: list[Take] = []
    take = _newest(question.takes)
    while take is not None and take not in chain:
        chain.insert(0, take)
        take = by_id.get(take.continues or "")
    files = [TakeFile(one.container, _unbroken(one), one.started_at, one.response_delay_s) for one in chain]
    return [file for file in files if file.keys]


def fingerprint(takes: Sequence[TakeFile]) -> str:
    """Tells which pieces make up an answer, 64 characters: a piece never changes, so that its key is enough."""
    return hashlib.sha256("\n".join(key for take in takes for key in take.keys).encode()).hexdigest()


def has_late_pieces(question: Question) -> bool:
    """Whether pieces that belong to the answer came after the last review had read it."""
    if question.pieces_read is None or question.interview.recordings_deleted_at is not None:
        return False
    return question.pieces_read != fingerprint(answer_takes(question))


def _newest(takes: Sequence[Take]) -> Take | None:
    """The newest take that holds anything: a retake that was given up before its first piece replaces nothing."""
    return next((take for take in reversed(takes) if take.pieces and take.pieces[0].number == 0), None)


def _unbroken(take: Take) -> tuple[str, ...]:
    return tuple(piece.key for number, piece in enumerate(take.pieces) if piece.number == number)


def assemble(blobs: Blobs, takes: Sequence[TakeFile], out: Path) -> Recording:
    """Write the joined, seekable recording to ``out``; what browsers sent is opened only in a limited child process.

    The pieces of one take are its file cut into parts, so they are put together as they are. Raises the errors of
    media when nothing of the recording can be read, and Failed when the child died over it.
    """
    with tempfile.TemporaryDirectory(prefix="visavis-", dir=out.parent) as folder:
        parts = [_concatenate(blobs, take, Path(folder) / f"{at}.{take.container}") for at, take in enumerate(takes)]
        gaps, lengths_s, found = run_limited(join_and_probe, parts, out)
    lost = _lost_between(takes, lengths_s) if len(gaps) == len(takes) - 1 else [None] * len(gaps)
    seams = tuple(Seam(gap.at_s, lost_s) for gap, lost_s in zip(gaps, lost, strict=True))
    has_video = found.video is not None
    return Recording(_mime(found.container, has_video), found.duration_s or 0.0, has_video, seams)


def join_and_probe(parts: list[Path], out: Path) -> tuple[list[Gap], list[float | None], Probe]:
    """The seams, the length of each part, and what the joined file holds. Runs in the child."""
    gaps = join_takes(parts, out)
    return gaps, [_length(part) for part in parts], probe(out)


def _concatenate(blobs: Blobs, take: TakeFile, path: Path) -> Path:
    with path.open("wb") as out:
        for key in take.keys:
            for chunk in blobs.stream(key):
                out.write(chunk)
    if take.container == "mp4":
        trim_mp4(path)
    return path


def trim_mp4(path: Path) -> None:
    """Cut an interrupted MP4 back to its last whole box, because a broken header at the end hides all before it.

    A broken ``mdat`` stays: its samples are read as far as they go. Box sizes: ISO/IEC 14496-12, 4.2.
    """
    length, at = path.stat().st_size, 0
    with path.open("r+b") as file:
        while at + 16 <= length:
            file.seek(at)
            size, kind, long_size = struct.unpack(">I4sQ", file.read(16))
            size = long_size if size == 1 else size
            if size == 0 or (kind == b"mdat" and at + size > length):
                return
            if size < 8 or at + size > length:
                break
            at += size
        file.truncate(at)


def _length(part: Path) -> float | None:
    try:
        return probe(part).duration_s
    except Invalid:
        return None  # cut off before its first picture: joining has left it out


def _lost_between(takes: Sequence[TakeFile], lengths_s: Sequence[float | None]) -> list[float | None]:
    return [_lost(a, length_s, b) for a, length_s, b in zip(takes, lengths_s, takes[1:], strict=False)]


def _lost(before: TakeFile, length_s: float | None, after: TakeFile) -> float | None:
    if before.started_at is None or after.started_at is None or length_s is None:
        return None
    ended_at = before.started_at + timedelta(seconds=length_s)
    return max(0.0, (after.started_at - ended_at).total_seconds())


def _mime(container: str, has_video: bool) -> str:
    return f"{'video' if has_video else 'audio'}/{'mp4' if container == 'mp4' else 'webm'}"
