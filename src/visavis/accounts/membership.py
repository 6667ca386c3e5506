"""Joining, logging in, changing and leaving."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visavis.accounts import passwords, rules
from visavis.accounts.sign_ins import close_others
from visavis.accounts.tables import Account, RecoveryCode
from visavis.kit.errors import Conflict, NotFound, Refused
from visavis.kit.text import Language, Text
from visavis.storage.locking import alone

GUEST_NAMES = Text(ko="손님", en="Guest")


class LoginTaken(Conflict):
    """Somebody has this login already."""


class AlreadyJoined(Conflict):
    """The signed-in account is no guest any more."""


class WrongLoginOrPassword(Refused):
    """Login and password don't fit together; we never say which is wrong."""


class WrongPassword(Refused):
    """The current password was given wrongly."""


class AccountNotFound(NotFound):
    """No account has this login."""


def why_not_free(session: Session, login: str) -> Text | None:
    """Why a login can't be taken; None when it is free."""
    try:
        wished = rules.clean_login(login)
    except rules.LoginNotAllowed as refusal:
        return refusal.message
    return _taken() if _by_login(session, wished) else None


def make_guest(session: Session, language: Language) -> Account:
    """An account without login, to start right away."""
    guest = Account(display_name=GUEST_NAMES.in_language(language), language=language)
    session.add(guest)
    session.flush()
    return guest


def join(session: Session, guest: Account | None, login: str, password: str, name: str, language: Language) -> Account:
    """Make an account, or turn the signed-in guest into one: same id, so everything made as a guest stays.

    Raises LoginTaken, AlreadyJoined, and the errors of ``rules``.
    """
    if guest is not None and not guest.is_guest:
        raise AlreadyJoined(Text(ko="이미 가입한 계정입니다.", en="You have an account already."))
    wished, display_name = rules.clean_login(login), rules.clean_name(name)
    rules.check_password(password, wished)
    alone(session, f"login {wished}")
    if _by_login(session, wished):
        raise LoginTaken(_taken())
    account = guest or Account(display_name=display_name, language=language)
    account.login, account.display_name = wished, display_name
    account.password_hash = passwords.hash_password(password)
    session.add(account)
    session.flush()
    return account


def log_in(session: Session, login: str, password: str) -> Account:
    """The account of a fitting login and password. Raises WrongLoginOrPassword."""
    account = _by_login(session, login.strip().lower())
    if not passwords.matches(password, account.password_hash if account else None) or account is None:
        raise WrongLoginOrPassword(
            Text(
                ko="아이디나 비밀번호가 맞지 않습니다. 다시 확인해 주세요.",
                en="Login and password don't match. Please check both.",
            )
        )
    if passwords.is_outdated(account.password_hash or ""):
        account.password_hash = passwords.hash_password(password)
    return account


def change_password(session: Session, account: Account, old: str, new: str, token: str | None) -> None:
    """Set a new password and sign every other browser out. Raises WrongPassword and PasswordTooWeak."""
    check_present_password(account, old)
    set_password(session, account, new, token)


def set_password(session: Session, account: Account, new: str, token: str | None = None) -> None:
    """Set a new password without asking for the old one, and sign other browsers out."""
    rules.check_password(new, account.login or "")
    account.password_hash = passwords.hash_password(new)
    close_others(session, account.id, token)


def check_present_password(account: Account, password: str | None) -> None:
    """Raises WrongPassword unless the password fits; a guest has none and passes."""
    if account.is_guest:
        return
    if not passwords.matches(password or "", account.password_hash):
        raise WrongPassword(Text(ko="현재 비밀번호가 맞지 않습니다.", en="The current password is wrong."))


def rename(account: Account, display_name: str | None, language: Language | None) -> None:
    """Change what the account is called and its language; None leaves a thing as it is."""
    if display_name is not None:
        account.display_name = rules.clean_name(display_name)
    if language is not None:
        account.language = language


def promote(session: Session, login: str) -> Account:
    """Make an account an administrator. Raises AccountNotFound."""
    account = find_by_login(session, login)
    account.is_admin = True
    return account


def find_by_login(session: Session, login: str) -> Account:
    """Raises AccountNotFound."""
    account = _by_login(session, login.strip().lower())
    if account is None:
        raise AccountNotFound(
            Text(ko="'{n}' 아이디를 쓰는 계정이 없습니다.", en="No account has the login '{n}'.").fill(n=login)
        )
    return account


def list_accounts(session: Session) -> list[Account]:
    """Everybody who joined, oldest first; guests are left out."""
    return list(session.scalars(select(Account).where(Account.login.is_not(None)).order_by(Account.created_at)))


def count_recovery_codes(session: Session, account_id: str) -> int:
    where = RecoveryCode.account_id == account_id
    return session.scalar(select(func.count()).select_from(RecoveryCode).where(where)) or 0


def _by_login(session: Session, login: str) -> Account | None:
    return session.scalar(select(Account).where(Account.login == login))


def _taken() -> Text:
    return Text(ko="이미 사용 중인 아이디입니다.", en="This login is taken.")
