"""Slowing down those who guess: failed tries are counted for each login and each address."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from visavis.accounts.tables import Try
from visavis.kit.clock import now
from visavis.kit.errors import Refused
from visavis.kit.text import Text
from visavis.storage.locking import alone

WINDOW = timedelta(minutes=15)
MOST_PER_LOGIN_AND_ADDRESS = 8
MOST_PER_ADDRESS = 60


class TooManyTries(Refused):
    """Too many failed tries in a short time."""


def check_tries(session: Session, login: str, address: str) -> None:
    """Raises TooManyTries when this login from this address, or this address alone, failed too often of late.

    Tries of the same login from the same address come one after the other until the transaction ends.
    """
    alone(session, f"tries {_pair(login, address)}")
    limits = ((_pair(login, address), MOST_PER_LOGIN_AND_ADDRESS), (_digest(address), MOST_PER_ADDRESS))
    recent = Try.at >= now() - WINDOW
    for subject, most in limits:
        count = session.scalar(select(func.count()).select_from(Try).where(Try.subject == subject, recent)) or 0
        if count >= most:
            raise TooManyTries(
                Text(
                    ko="로그인에 여러 번 실패했습니다. 15분 뒤에 다시 시도해 주세요.",
                    en="Too many failed tries. Please wait 15 minutes and try again.",
                )
            )


def count_failure(session: Session, login: str, address: str) -> None:
    """Remember one failed try."""
    session.add_all([Try(subject=_pair(login, address)), Try(subject=_digest(address))])


def forgive(session: Session, login: str, address: str) -> None:
    """A success clears the failures of this login from this address."""
    session.execute(delete(Try).where(Try.subject == _pair(login, address)))


def _pair(login: str, address: str) -> str:
    return _digest(f"{login.strip().lower()}\n{address}")


def _digest(subject: str) -> str:
    return hashlib.sha256(subject.encode()).hexdigest()
