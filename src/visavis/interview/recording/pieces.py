"""Takes and their pieces."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visavis.interview.recording.room import RECORDING, Room, check_room
from visavis.interview.sessions.states import check_open, start_running
from visavis.interview.tables import Interview, Piece, Question, Take
from visavis.kit.errors import Conflict, Invalid, NotFound
from visavis.kit.text import Text
from visavis.storage.blobs import Blobs

LARGEST_PIECE = 16 * 1024 * 1024
LARGEST_TAKE = 4 * 1024 * 1024 * 1024
MOST_PIECES = 3 * 3600
"""Three hours of one-second pieces."""
MOST_TAKES = 50
_SIGNATURES = {"webm": (0, (b"\x1a\x45\xdf\xa3",)), "mp4": (4, (b"ftyp", b"styp"))}
"""Where each container tells what it is, and how; both within the first 8 bytes."""
_TELLING_BYTES = 8


class TakeNotFound(NotFound):
    """There is no such take, or it isn't yours."""


class PieceTooLarge(Invalid):
    """The piece, its number or the whole take is over the limit."""


class PieceDamaged(Invalid):
    """The bytes don't match the checksum that came with them."""


class NotARecording(Invalid):
    """The first bytes aren't those of WebM or MP4."""


class PieceDiffers(Conflict):
    """Another piece came under this number before."""


class TakeClosed(Conflict):
    """The take is finished and takes no further pieces."""


class Incomplete(Conflict):
    """Pieces are missing; ``missing`` holds their numbers."""

    def __init__(self, message: Text, missing: list[int]) -> None:
        super().__init__(message)
        self.missing = missing


class TooManyTakes(Conflict):
    """The question was recorded too often."""


def container_of(mime: str) -> str:
    """ "webm" or "mp4". Raises NotARecording for anything else."""
    kind = mime.split(";")[0].strip().lower()
    known = {"video/webm": "webm", "audio/webm": "webm", "video/mp4": "mp4", "audio/mp4": "mp4"}
    if kind not in known:
        raise NotARecording(_not_a_recording())
    return known[kind]


def start_take(
    session: Session, interview: Interview, question: Question, mime: str, has_video: bool, continues: str | None
) -> Take:
    """Begin a recording. ``continues`` names the take that this one goes on from after an interruption.

    Raises NotPossibleNow when the interview is over, NotARecording, TakeNotFound and TooManyTakes.
    """
    check_open(interview)
    if continues is not None and continues not in {take.id for take in question.takes}:
        raise TakeNotFound(_no_take())
    if len(question.takes) >= MOST_TAKES:
        raise TooManyTakes(
            Text(ko="이 질문은 더 이상 다시 녹화할 수 없습니다.", en="This question can't be recorded again.")
        )
    container = container_of(mime)
    start_running(interview)
    take = Take(number=len(question.takes), container=container, has_video=has_video, continues=continues)
    question.takes.append(take)
    session.flush()
    return take


def find_take(session: Session, take_id: str, owner_id: str) -> Take:
    """The account's take. Raises TakeNotFound."""
    take = session.get(Take, take_id)
    if take is None or take.question.interview.owner_id != owner_id:
        raise TakeNotFound(_no_take())
    return take


def receive_piece(
    session: Session,
    blobs: Blobs,
    take: Take,
    number: int,
    data: bytes,
    sha256: str | None = None,
    room: Room = Room(),  # noqa: B008 - frozen
) -> None:
    """Keep one piece. When this returns (and the transaction commits) the piece is safe; sending it again is harmless.

    Raises PieceTooLarge, PieceDamaged, NotARecording, PieceDiffers, TakeClosed, AccountFull and DiskFull.
    """
    digest = hashlib.sha256(data).hexdigest()
    earlier = session.get(Piece, (take.id, number))
    if earlier is not None:
        _check_same(earlier, digest)
        return
    _check_piece(session, take, number, data)
    if sha256 is not None and sha256.lower() != digest:
        raise PieceDamaged(
            Text(
                ko="전송 중에 녹화 조각이 손상되었습니다. 같은 조각을 다시 보내 주세요.",
                en="A piece of the recording was damaged on its way. Send the same piece again.",
            )
        )
    _check_start(session, blobs, take, number, data)
    check_room(session, blobs, take.question.interview.owner_id, len(data), room, RECORDING)
    key = f"{take.question.interview.space}/takes/{take.id}/{number:06d}.{take.container}"
    blobs.put(key, data)
    session.add(Piece(take_id=take.id, number=number, size_bytes=len(data), sha256=digest, key=key))
    session.flush()


def received_ranges(session: Session, take: Take) -> list[tuple[int, int]]:
    """Which pieces are here, as inclusive ranges."""
    return _ranges(session.scalars(select(Piece.number).where(Piece.take_id == take.id).order_by(Piece.number)))


def missing_pieces(session: Session, take: Take, count: int) -> list[int]:
    """The numbers below ``count`` that haven't come."""
    here = set(session.scalars(select(Piece.number).where(Piece.take_id == take.id)))
    return [number for number in range(count) if number not in here]


def finish_take(
    session: Session,
    take: Take,
    pieces: int,
    started_at: datetime | None = None,
    response_delay_s: float | None = None,
    marks: Iterable[dict[str, Any]] = (),
) -> None:
    """Close a take of which all ``pieces`` are here; finishing twice is harmless. Raises Incomplete."""
    missing = missing_pieces(session, take, pieces)
    if missing:
        raise Incomplete(
            Text(
                ko="녹화 조각 {n}개가 아직 도착하지 않았습니다. 빠진 조각을 다시 보내 주세요.",
                en="{n} pieces of the recording are missing. Send them again.",
            ).fill(n=len(missing)),
            missing[:1000],
        )
    take.state = "complete"
    take.started_at, take.response_delay_s, take.marks = started_at, response_delay_s, list(marks)


def _check_piece(session: Session, take: Take, number: int, data: bytes) -> None:
    if take.state == "complete":
        raise TakeClosed(
            Text(ko="이미 마친 녹화에는 조각을 더할 수 없습니다.", en="This take is finished and takes no more pieces.")
        )
    so_far = session.scalar(select(func.coalesce(func.sum(Piece.size_bytes), 0)).where(Piece.take_id == take.id)) or 0
    if not 0 < len(data) <= LARGEST_PIECE or not 0 <= number < MOST_PIECES or so_far + len(data) > LARGEST_TAKE:
        raise PieceTooLarge(
            Text(
                ko="녹화 조각이 비어 있거나 한도(조각 16 MiB, 녹화 4 GiB·3시간)를 넘었습니다.",
                en="A piece is empty or over the limit (16 MiB a piece, 4 GiB and 3 hours a take).",
            )
        )


def _check_start(session: Session, blobs: Blobs, take: Take, number: int, data: bytes) -> None:
    """Judge the take by its first bytes, as far as they are here: a browser's first piece may be a single byte."""
    if number >= _TELLING_BYTES:
        return  # no piece is empty, so its bytes come later
    at, known = _SIGNATURES[take.container]
    found = _start_with(session, blobs, take, number, data)[at : at + 4]
    if not any(signature.startswith(found) for signature in known):
        raise NotARecording(_not_a_recording())


def _start_with(session: Session, blobs: Blobs, take: Take, number: int, data: bytes) -> bytes:
    """The take's first bytes with this piece in its place, up to the first piece that is missing."""
    start = b""
    for at in range(_TELLING_BYTES):
        kept = session.get(Piece, (take.id, at))
        if at == number:
            start += data[:_TELLING_BYTES]
        elif kept is not None:
            start += b"".join(blobs.stream(kept.key, 0, min(kept.size_bytes, _TELLING_BYTES)))
        else:
            break
    return start


def _check_same(earlier: Piece, digest: str) -> None:
    if earlier.sha256 != digest:
        raise PieceDiffers(
            Text(
                ko="같은 번호로 다른 녹화 조각이 이미 저장되어 있습니다. 새 녹화로 이어 주세요.",
                en="Another piece is kept under this number. Continue with a new take.",
            )
        )


def _ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _no_take() -> Text:
    return Text(ko="녹화를 찾을 수 없습니다.", en="There is no such take.")


def _not_a_recording() -> Text:
    return Text(
        ko="WebM이나 MP4 녹화만 받을 수 있습니다. 다른 브라우저로 다시 시도해 주세요.",
        en="Only WebM and MP4 recordings can be taken. Please try another browser.",
    )
