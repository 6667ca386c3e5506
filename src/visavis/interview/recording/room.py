"""How much recordings may take: of one account, and of the server's disk."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visavis.interview.tables import Interview, Piece, Question, Take
from visavis.kit.errors import Refused, Unavailable
from visavis.kit.text import Text
from visavis.storage.blobs import Blobs


class AccountFull(Refused):
    """The account's recordings take all the room that one account has."""


class DiskFull(Unavailable):
    """The server's disk is nearly full; browsers keep what they have and try again."""


@dataclass(frozen=True)
class Room:
    """What recordings may take; ``free_bytes`` stay free on the disk for the database and the reports."""

    account_bytes: int = 20 * 2**30
    free_bytes: int = 500_000_000


def check_room(session: Session, blobs: Blobs, owner_id: str, size_bytes: int, room: Room) -> None:
    """Raises AccountFull, or DiskFull, when the account or the disk has no room for so many bytes more."""
    free = blobs.free_bytes()
    if free is not None and free - size_bytes < room.free_bytes:
        raise DiskFull(
            Text(
                ko="서버의 디스크가 가득 찼습니다. 녹화는 이 브라우저에 남아 있고, 자리가 나면 다시 보냅니다.",
                en="The server's disk is full. Your recording stays in this browser and is sent again once there is "
                "room.",
            )
        )
    if taken_bytes(session, owner_id) + size_bytes > room.account_bytes:
        raise AccountFull(
            Text(
                ko="이 계정의 녹화 한도 {g} GiB를 모두 썼습니다. 이 녹화는 브라우저에 남아 있어요. "
                "지난 면접을 삭제한 뒤 이 페이지를 다시 열면 다시 보냅니다.",
                en="This account's recordings take all of their {g} GiB. This one stays in the browser: "
                "delete earlier interviews and open this page again, and it is sent again.",
            ).fill(g=f"{room.account_bytes / 2**30:.3g}")
        )


def taken_bytes(session: Session, owner_id: str) -> int:
    """What the recorded pieces of the account take."""
    own = select(func.coalesce(func.sum(Piece.size_bytes), 0)).join(Take).join(Question).join(Interview)
    return session.scalar(own.where(Interview.owner_id == owner_id)) or 0
