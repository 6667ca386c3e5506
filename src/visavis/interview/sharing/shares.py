"""Links by which a coach reads one report: until a day, until revoked, and no more of it than was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visavis.interview.reviews import report_key
from visavis.interview.sharing.tables import Share
from visavis.interview.tables import Interview
from visavis.kit.clock import now
from visavis.kit.errors import Conflict, Invalid, NotFound, Refused
from visavis.kit.text import Text
from visavis.storage.ownership import find_owned

LONGEST_DAYS = 90
MOST_SHARES = 20
LONGEST_LABEL = 60


class ShareRefused(Invalid):
    """The link can't be made as it was asked for."""


class TooManyShares(Conflict):
    """The report has as many links as it may have."""


class ShareNotFound(NotFound):
    """There is no such link."""


class ShareRevoked(Refused):
    """Its owner has revoked the link."""


class ShareExpired(Refused):
    """The link's time is over."""


@dataclass(frozen=True)
class Wish:
    """What a link is to show, and to whom. ``token_hash``, ``passphrase_hash``: what is kept of its secrets."""

    token_hash: str
    passphrase_hash: str | None
    label: str
    days: int
    with_replay: bool
    with_transcript: bool


def make_share(session: Session, interview: Interview, wish: Wish) -> Share:
    """Make a link to an interview's report. Raises ShareRefused, TooManyShares, and NotPossibleNow without a report."""
    report_key(interview, "json")
    label = " ".join(wish.label.split())
    if not 1 <= wish.days <= LONGEST_DAYS or not 1 <= len(label) <= LONGEST_LABEL or not label.isprintable():
        raise ShareRefused(
            Text(
                ko="받는 사람 이름(1~{l}자)과 기간(1~{d}일)을 확인해 주세요.",
                en="Please check for whom it is (1 to {l} characters) and for how long (1 to {d} days).",
            ).fill(l=LONGEST_LABEL, d=LONGEST_DAYS)
        )
    if _count(session, interview) >= MOST_SHARES:
        raise TooManyShares(
            Text(
                ko="링크는 리포트마다 {m}개까지 만들 수 있습니다. 쓰지 않는 링크를 지워 주세요.",
                en="A report can have {m} links. Delete one that isn't used.",
            ).fill(m=MOST_SHARES)
        )
    share = Share(
        owner_id=interview.owner_id,
        interview_id=interview.id,
        token_hash=wish.token_hash,
        passphrase_hash=wish.passphrase_hash,
        label=label,
        with_replay=wish.with_replay,
        with_transcript=wish.with_transcript,
        expires_at=now() + timedelta(days=wish.days),
    )
    session.add(share)
    session.flush()
    return share


def list_shares(session: Session, interview: Interview) -> list[Share]:
    """Every link to an interview's report, newest first."""
    query = select(Share).where(Share.interview_id == interview.id).order_by(Share.created_at.desc())
    return list(session.scalars(query))


def find_share(session: Session, owner_id: str, share_id: str) -> Share:
    """A link of this account. Raises ShareNotFound."""
    share = find_owned(session, Share, owner_id, share_id)
    if share is None:
        raise _not_found()
    return share


def find_shared(session: Session, token_hash: str) -> Share:
    """The link with this token, if it is open. Raises ShareNotFound, ShareRevoked and ShareExpired."""
    share = session.scalar(select(Share).where(Share.token_hash == token_hash))
    if share is None:
        raise _not_found()
    if share.revoked_at is not None:
        raise ShareRevoked(
            Text(
                ko="공유한 사람이 이 링크를 거두었습니다. 더 볼 수 없습니다.",
                en="Whoever shared this report has revoked the link. It can't be read any more.",
            )
        )
    if share.expires_at <= now():
        raise ShareExpired(
            Text(
                ko="링크의 기간이 끝났습니다. 공유한 사람에게 새 링크를 부탁하세요.",
                en="This link has run out. Ask whoever shared it for a new one.",
            )
        )
    return share


def revoke(share: Share) -> None:
    """Close a link for good; what was commented stays with the owner. Doing so twice changes nothing."""
    share.revoked_at = share.revoked_at or now()


def note_opened(share: Share) -> None:
    """Somebody has opened the link."""
    share.opened_count = Share.opened_count + 1  # by the database: several may open it at once
    share.last_opened_at = now()


def _count(session: Session, interview: Interview) -> int:
    return session.scalar(select(func.count()).select_from(Share).where(Share.interview_id == interview.id)) or 0


def _not_found() -> ShareNotFound:
    return ShareNotFound(
        Text(
            ko="공유 링크를 찾을 수 없습니다. 주소가 끝까지 복사되었는지 확인해 주세요.",
            en="There is no such link. Please check that the whole address was copied.",
        )
    )
