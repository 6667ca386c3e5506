"""Invitations: links by which an administrator lets people join."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.accounts.tables import Account, Invitation
from visavis.accounts.tokens import fingerprint, new_token
from visavis.kit.clock import now
from visavis.kit.errors import NotFound, Refused
from visavis.kit.text import Text
from visavis.storage.locking import alone

LASTS = timedelta(days=14)


class InvitationNeeded(Refused):
    """Joining needs an invitation, and there was none or it has run out."""


class InvitationNotFound(NotFound):
    """There is no such invitation."""


def invite(session: Session, admin: Account, note: str, makes_admin: bool) -> tuple[str, Invitation]:
    """A fresh invitation and its token, which is shown once; good for one person and 14 days."""
    token = new_token()
    invitation = Invitation(
        token_hash=fingerprint(token),
        note=note[:200],
        makes_admin=makes_admin,
        made_by=admin.id,
        expires_at=now() + LASTS,
    )
    session.add(invitation)
    session.flush()
    return token, invitation


def find_invitation(session: Session, token: str) -> Invitation | None:
    """The invitation of a token, if it can still be used."""
    found = session.scalar(select(Invitation).where(Invitation.token_hash == fingerprint(token)))
    usable = found is not None and found.used_at is None and found.expires_at > now()
    return found if usable else None


def list_invitations(session: Session) -> list[Invitation]:
    return list(session.scalars(select(Invitation).order_by(Invitation.created_at.desc())))


def withdraw(session: Session, invitation_id: str) -> None:
    """Make an invitation useless. Raises InvitationNotFound."""
    found = session.get(Invitation, invitation_id)
    if found is None:
        raise InvitationNotFound(Text(ko="초대장을 찾을 수 없습니다.", en="There is no such invitation."))
    session.delete(found)


def check_invitation(session: Session, token: str | None, needed: bool) -> Invitation | None:
    """The invitation to use up on joining. Raises InvitationNeeded when one is needed, or given and not good."""
    if token:
        alone(session, f"invitation {fingerprint(token)}")
    invitation = find_invitation(session, token) if token else None
    if invitation is None and (needed or token):
        raise InvitationNeeded(
            Text(
                ko="가입하려면 유효한 초대 링크가 필요합니다. 관리자에게 요청해 주세요.",
                en="Joining needs a valid invitation. Please ask your administrator for a link.",
            )
        )
    return invitation


def use_up(invitation: Invitation, account: Account) -> None:
    """Mark the invitation as used by the account that joined with it."""
    invitation.used_at = now()
    account.is_admin = account.is_admin or invitation.makes_admin
