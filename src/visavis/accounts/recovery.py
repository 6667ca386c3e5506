"""The way back in when the password is forgotten: codes got beforehand, or a link from an administrator."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from visavis.accounts.membership import find_by_login, set_password
from visavis.accounts.tables import Account, RecoveryCode, ResetLink
from visavis.accounts.tokens import fingerprint, new_recovery_code, new_token, normalise_code
from visavis.kit.clock import now
from visavis.kit.errors import NotFound, Refused
from visavis.kit.text import Text

CODES = 8
RESET_LASTS = timedelta(hours=24)


class RecoveryRefused(Refused):
    """The code or the link doesn't fit, was used already, or has run out."""


def renew_codes(session: Session, account: Account) -> list[str]:
    """Eight fresh codes, each good for one recovery; earlier ones stop working. Shown to the user once."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = [new_recovery_code() for _ in range(CODES)]
    session.add_all(RecoveryCode(account_id=account.id, code_hash=fingerprint(code)) for code in codes)
    return codes


def recover_with_code(session: Session, login: str, code: str, new_password: str) -> Account:
    """Set a new password with an unused recovery code, which is used up. Raises RecoveryRefused."""
    try:
        account = find_by_login(session, login)
    except NotFound as unknown:
        raise _refusal() from unknown
    found = session.scalar(
        select(RecoveryCode)
        .where(RecoveryCode.account_id == account.id, RecoveryCode.code_hash == fingerprint(normalise_code(code)))
        .with_for_update()
    )
    if found is None:
        raise _refusal()
    set_password(session, account, new_password)
    session.delete(found)
    return account


def make_reset_link(session: Session, login: str) -> tuple[str, ResetLink]:
    """A token, good once and for 24 hours, that sets a new password for this login."""
    account = find_by_login(session, login)
    session.execute(delete(ResetLink).where(ResetLink.account_id == account.id))
    token = new_token()
    link = ResetLink(token_hash=fingerprint(token), account_id=account.id, expires_at=now() + RESET_LASTS)
    session.add(link)
    return token, link


def recover_with_link(session: Session, token: str, new_password: str) -> Account:
    """Set a new password with a reset link, which is used up. Raises RecoveryRefused."""
    link = session.get(ResetLink, fingerprint(token), with_for_update=True)
    if link is None or link.expires_at < now():
        raise _refusal()
    account = session.get_one(Account, link.account_id)
    set_password(session, account, new_password)
    session.delete(link)
    return account


def _refusal() -> RecoveryRefused:
    return RecoveryRefused(
        Text(
            ko="복구 코드나 재설정 링크가 맞지 않거나 이미 사용되었습니다. 관리자에게 새 링크를 요청해 주세요.",
            en="The recovery code or reset link is wrong or used up. Ask your administrator for a new link.",
        )
    )
