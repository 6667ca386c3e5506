"""A brake on new accounts: so many from one address in an hour, and no more."""

from __future__ import annotations

import hashlib
import ipaddress
from datetime import timedelta
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visavis.accounts.tables import Try
from visavis.kit.clock import now
from visavis.kit.errors import Refused
from visavis.kit.text import Text
from visavis.storage.locking import alone

WINDOW = timedelta(hours=1)


class TooManyAccounts(Refused):
    """Too many accounts were made from one address within an hour."""


def count_new_account(session: Session, kind: Literal["guest", "join"], address: str, most: int) -> None:
    """Count one more account of this kind from the address. Raises TooManyAccounts when ``most`` came in this hour."""
    subject = hashlib.sha256(f"new {kind}\n{_network(address)}".encode()).hexdigest()
    alone(session, f"tries {subject}")
    recent = select(func.count()).select_from(Try).where(Try.subject == subject, Try.at >= now() - WINDOW)
    if (session.scalar(recent) or 0) >= most:
        raise TooManyAccounts(
            Text(
                ko="같은 네트워크에서 계정이 너무 많이 만들어졌습니다. 한 시간 뒤에 다시 시도해 주세요.",
                en="Too many accounts were made from this network. Please try again in an hour.",
            )
        )
    session.add(Try(subject=subject))


def _network(address: str) -> str:
    """One household or server has a whole /64 of IPv6 addresses, but one of IPv4."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else address
