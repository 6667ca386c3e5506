"""How much there may be: of one account, and on the server's disk."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visavis.interview.tables import Interview, Piece, Question, Take
from visavis.kit.errors import Refused, Unavailable
from visavis.kit.text import Text
from visavis.storage.blobs import Blobs
from visavis.storage.ownership import made_bytes


class AccountFull(Refused):
    """The account holds all that one account may."""


class DiskFull(Unavailable):
    """The server's disk is nearly full."""


@dataclass(frozen=True)
class Room:
    """What an account may hold; ``free_bytes`` stay free on the disk for the database."""

    account_bytes: int = 20 * 2**30
    free_bytes: int = 500_000_000


@dataclass(frozen=True)
class Advice:
    """What to do when there is no room for something: in the account, and on the disk."""

    account: Text
    disk: Text


RECORDING = Advice(
    account=Text(
        ko="이 녹화는 브라우저에 남아 있어요. 지난 면접을 삭제한 뒤 이 페이지를 다시 열면 다시 보냅니다.",
        en="This one stays in the browser: delete earlier interviews and open this page again, and it is sent again.",
    ),
    disk=Text(
        ko="녹화는 이 브라우저에 남아 있고, 자리가 나면 다시 보냅니다.",
        en="Your recording stays in this browser and is sent again once there is room.",
    ),
)
ANYTHING = Advice(
    account=Text(
        ko="지난 면접이나 직접 만든 면접관, 그림, 상품 사진을 삭제한 뒤 다시 시도해 주세요.",
        en="Delete earlier interviews, drawings, product photos or interviewers of your own, then try again.",
    ),
    disk=Text(
        ko="관리자에게 알리고, 자리가 나면 다시 시도해 주세요.",
        en="Tell your administrator, and try again once there is room.",
    ),
)


def check_room(
    session: Session, blobs: Blobs, owner_id: str, size_bytes: int, room: Room, advice: Advice = ANYTHING
) -> None:
    """Raises AccountFull, or DiskFull, when the account or the disk has no room for so many bytes more."""
    free = blobs.free_bytes()
    if free is not None and free - size_bytes < room.free_bytes:
        raise DiskFull(_told(_DISK_FULL, advice.disk))
    if taken_bytes(session, owner_id) + size_bytes > room.account_bytes:
        raise AccountFull(_told(_ACCOUNT_FULL.fill(g=f"{room.account_bytes / 2**30:.3g}"), advice.account))


def _told(what: Text, advice: Text) -> Text:
    return Text(ko=f"{what.ko} {advice.ko}", en=f"{what.en} {advice.en}")


_DISK_FULL = Text(ko="서버의 디스크가 가득 찼습니다.", en="The server's disk is full.")
_ACCOUNT_FULL = Text(ko="이 계정이 쓸 수 있는 {g} GiB를 모두 썼습니다.", en="This account has used all of its {g} GiB.")


def taken_bytes(session: Session, owner_id: str) -> int:
    """What the account holds: recorded pieces, and what was made for all else that it owns."""
    pieces = select(func.sum(Piece.size_bytes)).join(Take).join(Question).join(Interview)
    return (session.scalar(pieces.where(Interview.owner_id == owner_id)) or 0) + made_bytes(session, owner_id)
