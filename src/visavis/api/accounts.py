"""Joining, logging in and out, my page, and the way back when the password is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, TypeVar

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from visavis.accounts import brake, invitations, membership, moving, recovery, sign_ins, tries
from visavis.accounts.tables import Account
from visavis.api.identity import (
    LanguageDep,
    MaybeMe,
    Me,
    Myself,
    ServicesDep,
    SessionDep,
    address_of,
    drop_cookie,
    set_cookie,
    token_of,
)
from visavis.api.services import Services
from visavis.datasets import ingesting, pictures
from visavis.interview.recording.room import taken_bytes
from visavis.kit.errors import Invalid, Refused
from visavis.kit.text import Language, Text

router = APIRouter(prefix="/accounts", tags=["accounts"])
T = TypeVar("T")
Secret = Annotated[str, Field(max_length=256)]


class MeView(BaseModel):
    """The signed-in account."""

    id: str
    login: str | None = Field(description="null for a guest")
    display_name: str
    is_guest: bool
    is_admin: bool
    may_bring_pictures: bool = Field(description="whether the page for training pictures is open to it")
    language: Language
    created_at: datetime
    recovery_codes_left: int


class RoomView(BaseModel):
    """What the account holds, and may hold."""

    used_bytes: int
    most_bytes: int


class FreeView(BaseModel):
    free: bool
    reason: str | None = Field(description="why the login can't be taken, in the user's language")


class Join(BaseModel):
    login: str = Field(max_length=64)
    password: Secret
    display_name: str = Field(max_length=200)
    invitation: str | None = Field(default=None, max_length=100)


class Login(BaseModel):
    login: str = Field(max_length=64)
    password: Secret


class Change(BaseModel):
    display_name: str | None = Field(default=None, max_length=200)
    language: Language | None = None


class NewPassword(BaseModel):
    old: Secret
    new: Secret


class Farewell(BaseModel):
    password: Secret | None = Field(default=None, description="needed unless the account is a guest's")


class Recover(BaseModel):
    """Either a login with a recovery code, or a reset token."""

    login: str | None = Field(default=None, max_length=64)
    recovery_code: str | None = Field(default=None, max_length=64)
    reset_token: str | None = Field(default=None, max_length=100)
    new_password: Secret


class CodesView(BaseModel):
    codes: list[str]


class RecoveryIncomplete(Invalid):
    """Neither a code with its login nor a reset token was given."""


class GuestsCantRecover(Refused):
    """A guest has no password that could be recovered."""


def present_me(session: Session, account: Account) -> MeView:
    return MeView(
        id=account.id,
        login=account.login,
        display_name=account.display_name,
        is_guest=account.is_guest,
        is_admin=account.is_admin,
        may_bring_pictures=account.is_admin or pictures.is_collaborator(session, account.id),
        language="en" if account.language == "en" else "ko",
        created_at=account.created_at,
        recovery_codes_left=membership.count_recovery_codes(session, account.id),
    )


@router.get("/free")
def check_login(login: str, session: SessionDep, language: LanguageDep) -> FreeView:
    """Whether a login can be taken, with the reason when it can't."""
    reason = membership.why_not_free(session, login[:64])
    return FreeView(free=reason is None, reason=reason.in_language(language) if reason else None)


@router.post("/guest")
def start_as_guest(
    request: Request,
    response: Response,
    session: SessionDep,
    services: ServicesDep,
    someone: MaybeMe,
    language: LanguageDep,
) -> MeView:
    """Start right away; who is signed in already stays so."""
    if someone is not None:
        return present_me(session, someone)
    if services.options.joining == "invited":
        invitations.check_invitation(session, None, needed=True)
    brake.count_new_account(session, "guest", address_of(request), services.options.guests_per_hour)
    guest = membership.make_guest(session, language)
    return sign_in(response, session, services, guest)


@router.post("/join")
def join(
    asked: Join,
    request: Request,
    response: Response,
    session: SessionDep,
    services: ServicesDep,
    someone: MaybeMe,
    language: LanguageDep,
) -> MeView:
    """Make an account; a guest's becomes it in place, with everything made so far."""
    invited_only = services.options.joining == "invited"
    invitation = invitations.check_invitation(session, asked.invitation, needed=invited_only)
    if invitation is None:
        brake.count_new_account(session, "join", address_of(request), services.options.joins_per_hour)
    guest = session.get_one(Account, someone.id) if someone is not None else None
    account = membership.join(session, guest, asked.login, asked.password, asked.display_name, language)
    if invitation is not None:
        invitations.use_up(invitation, account)
    if someone is not None:
        sign_ins.close_others(session, account.id)
    return sign_in(response, session, services, account)


@router.post("/login")
def login(
    asked: Login, request: Request, response: Response, session: SessionDep, services: ServicesDep, someone: MaybeMe
) -> MeView:
    """Sign in; what a signed-in guest made moves to the account."""
    address = address_of(request)
    account = _guarded(
        services, session, asked.login, address, lambda: membership.log_in(session, asked.login, asked.password)
    )
    if someone is not None and someone.is_guest:
        moving.absorb_guest(session, session.get_one(Account, someone.id), account)
    return sign_in(response, session, services, account)


@router.post("/logout", status_code=204)
def logout(request: Request, response: Response, session: SessionDep) -> None:
    """Sign this browser out; harmless when nobody is signed in."""
    token = token_of(request)
    if token:
        sign_ins.close_sign_in(session, token)
    drop_cookie(response)


@router.get("/me")
def read_me(someone: MaybeMe, session: SessionDep) -> MeView | None:
    """The signed-in account; null when nobody is signed in."""
    return present_me(session, someone) if someone else None


@router.get("/me/room")
def read_room(me: Me, session: SessionDep, services: ServicesDep) -> RoomView:
    """How much of what an account may hold is used: recordings, replays, reports, own interviewers and clips."""
    return RoomView(used_bytes=taken_bytes(session, me.id), most_bytes=services.options.room.account_bytes)


@router.patch("/me")
def change_me(asked: Change, me: Myself, session: SessionDep) -> MeView:
    """Change name or language."""
    membership.rename(me, asked.display_name, asked.language)
    return present_me(session, me)


@router.post("/me/password", status_code=204)
def change_password(
    asked: NewPassword, request: Request, me: Myself, session: SessionDep, services: ServicesDep
) -> None:
    """Set a new password; other browsers are signed out."""
    login_name = me.login or ""
    _guarded(
        services,
        session,
        login_name,
        address_of(request),
        lambda: membership.change_password(session, me, asked.old, asked.new, token_of(request)),
    )


@router.delete("/me", status_code=204)
def delete_me(
    request: Request,
    response: Response,
    me: Myself,
    session: SessionDep,
    services: ServicesDep,
    asked: Farewell | None = None,
) -> None:
    """Delete the account with everything that belongs to it, for good."""
    password = asked.password if asked else None
    _guarded(
        services,
        session,
        me.login or me.id,
        address_of(request),
        lambda: membership.check_present_password(me, password),
    )
    if pictures.remove_pictures_of(session, services.blobs, me.id):
        ingesting.enqueue(session, services.jobs, "uploads", None)  # so that they leave the dataset, too
    moving.erase_account(session, services.blobs, me)
    drop_cookie(response)


@router.post("/me/recovery-codes")
def renew_recovery_codes(me: Myself, session: SessionDep) -> CodesView:
    """Eight fresh codes, shown this once; earlier ones stop working."""
    if me.is_guest:
        raise GuestsCantRecover(
            Text(ko="먼저 가입해야 복구 코드를 만들 수 있습니다.", en="Join first; guests have no password to recover.")
        )
    return CodesView(codes=recovery.renew_codes(session, me))


@router.post("/recover")
def recover(asked: Recover, request: Request, response: Response, session: SessionDep, services: ServicesDep) -> MeView:
    """Set a new password with a recovery code or a reset link, and sign in."""
    address = address_of(request)
    account = _guarded(services, session, asked.login or "reset", address, lambda: _recover(session, asked))
    return sign_in(response, session, services, account)


def _recover(session: Session, asked: Recover) -> Account:
    if asked.reset_token:
        return recovery.recover_with_link(session, asked.reset_token, asked.new_password)
    if asked.login and asked.recovery_code:
        return recovery.recover_with_code(session, asked.login, asked.recovery_code, asked.new_password)
    raise RecoveryIncomplete(
        Text(
            ko="아이디와 복구 코드, 또는 재설정 링크가 필요합니다.",
            en="Give your login with a recovery code, or use a reset link.",
        )
    )


def sign_in(response: Response, session: Session, services: Services, account: Account) -> MeView:
    """Open a session for the account and hand the browser its cookie."""
    set_cookie(response, services, sign_ins.open_sign_in(session, account.id))
    return present_me(session, account)


def _guarded(services: Services, session: Session, login_name: str, address: str, work: Callable[[], T]) -> T:
    """Does what needs a secret, while counting failures against guessing.

    A failure is counted in a transaction of its own, because the request's own is rolled back by the error.
    """
    tries.check_tries(session, login_name, address)
    try:
        done = work()
    except Refused:
        session.rollback()
        with services.database.transaction() as separate:
            tries.count_failure(separate, login_name, address)
        raise
    tries.forgive(session, login_name, address)
    return done
