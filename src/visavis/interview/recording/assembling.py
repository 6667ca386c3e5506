"""From pieces to one seekable recording of an answer."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from visavis.interview.tables import Question, Take
from visavis.kit.errors import Invalid
from visavis.media.probe import probe
from visavis.media.remux import join_takes
from visavis.storage.blobs import Blobs


@dataclass(frozen=True)
class TakeFile:
    """A take as it is assembled: where its pieces lie, in order."""

    container: str
    keys: tuple[str, ...]
    started_at: datetime | None


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
    files = [TakeFile(one.container, _unbroken(one), one.started_at) for one in chain]
    return [file for file in files if file.keys]


def _newest(takes: Sequence[Take]) -> Take | None:
    """The newest take that holds anything: a retake that was given up before its first piece replaces nothing."""
    return next((take for take in reversed(takes) if take.pieces and take.pieces[0].number == 0), None)


def _unbroken(take: Take) -> tuple[str, ...]:
    return tuple(piece.key for number, piece in enumerate(take.pieces) if piece.number == number)


def assemble(blobs: Blobs, takes: Sequence[TakeFile], out: Path) -> Recording:
    """Write the joined, seekable recording to ``out``.

    The pieces of one take are its file cut into parts, so they are put together as they are. Raises the errors of
    media when nothing of the recording can be read.
    """
    with tempfile.TemporaryDirectory(prefix="visavis-", dir=out.parent) as folder:
        parts = [_concatenate(blobs, take, Path(folder) / f"{at}.{take.container}") for at, take in enumerate(takes)]
        gaps = join_takes(parts, out)
        lengths_s = [_length(part) for part in parts]
    found = probe(out)
    lost = _lost_between(takes, lengths_s) if len(gaps) == len(takes) - 1 else [None] * len(gaps)
    seams = tuple(Seam(gap.at_s, lost_s) for gap, lost_s in zip(gaps, lost, strict=True))
    return Recording(
        _mime(found.container, found.video is not None), found.duration_s or 0.0, found.video is not None, seams
    )


def _concatenate(blobs: Blobs, take: TakeFile, path: Path) -> Path:
    with path.open("wb") as out:
        for key in take.keys:
            for chunk in blobs.stream(key):
                out.write(chunk)
    return path


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
