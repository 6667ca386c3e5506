"""Bringing a phone into one's account without typing a password: a short-lived code, shown as a QR code."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from visavis.accounts.tables import Account, Pairing
from visavis.accounts.tokens import fingerprint, new_recovery_code, normalise_code
from visavis.kit.clock import now
from visavis.kit.errors import Refused
from visavis.kit.text import Text

LASTS = timedelta(minutes=10)


class PairingCodeWrong(Refused):
    """The code is unknown, used up or too old."""


def open_pairing(session: Session, account: Account) -> tuple[str, datetime]:
    """A fresh code and its end; the account's earlier codes stop working."""
    session.execute(delete(Pairing).where(Pairing.account_id == account.id))
    code = new_recovery_code()
    pairing = Pairing(code_hash=fingerprint(code), account_id=account.id, expires_at=now() + LASTS)
    session.add(pairing)
    session.flush()
    return code, pairing.expires_at


def claim_pairing(session: Session, code: str) -> Account:
    """The account behind a code, which is used up. Raises PairingCodeWrong."""
    pairing = session.get(Pairing, fingerprint(normalise_code(code)), with_for_update=True)
    account = session.get(Account, pairing.account_id) if pairing is not None and pairing.expires_at > now() else None
    if pairing is None or account is None:
        raise PairingCodeWrong(
            Text(
                ko="연결 코드가 만료되었거나 이미 사용되었습니다. 컴퓨터 화면에서 새 QR 코드를 만들어 주세요.",
                en="This code has run out or was used already. Make a new QR code on your computer's screen.",
            )
        )
    session.delete(pairing)
    return account
