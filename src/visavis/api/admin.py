"""What administrators do: invite, help back in, see who is there and what works."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field

from visavis.accounts import invitations, membership, recovery
from visavis.accounts.tables import Invitation
from visavis.api.identity import Admin, ServicesDep, SessionDep

router = APIRouter(tags=["admin"])


class Invite(BaseModel):
    note: str = Field(default="", max_length=200)
    makes_admin: bool = False


class NewInvitationView(BaseModel):
    """The token and its link are shown this once."""

    id: str
    token: str
    url: str
    expires_at: datetime


class InvitationView(BaseModel):
    id: str
    note: str
    makes_admin: bool
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None


class InvitationCheckView(BaseModel):
    valid: bool
    note: str | None


class ResetAsked(BaseModel):
    login: str = Field(max_length=64)


class ResetLinkView(BaseModel):
    url: str
    expires_at: datetime


class AccountView(BaseModel):
    id: str
    login: str | None
    display_name: str
    is_admin: bool
    created_at: datetime


@router.post("/admin/invitations")
def invite(asked: Invite, admin: Admin, session: SessionDep, services: ServicesDep) -> NewInvitationView:
    """A link by which one person can join within 14 days."""
    token, made = invitations.invite(session, admin, asked.note, asked.makes_admin)
    url = f"{services.options.public_url}/join?invitation={token}"
    return NewInvitationView(id=made.id, token=token, url=url, expires_at=made.expires_at)


@router.get("/admin/invitations")
def list_invitations(_admin: Admin, session: SessionDep) -> list[InvitationView]:
    """All invitations, newest first."""
    return [_present(one) for one in invitations.list_invitations(session)]


@router.delete("/admin/invitations/{invitation_id}", status_code=204)
def withdraw_invitation(invitation_id: str, _admin: Admin, session: SessionDep) -> None:
    """Make an invitation useless."""
    invitations.withdraw(session, invitation_id)


@router.post("/admin/reset-links")
def make_reset_link(asked: ResetAsked, _admin: Admin, session: SessionDep, services: ServicesDep) -> ResetLinkView:
    """A link, good once and for 24 hours, by which somebody sets a new password."""
    token, link = recovery.make_reset_link(session, asked.login)
    return ResetLinkView(url=f"{services.options.public_url}/recover?token={token}", expires_at=link.expires_at)


@router.get("/admin/accounts")
def list_accounts(_admin: Admin, session: SessionDep) -> list[AccountView]:
    """Everybody who joined."""
    return [
        AccountView(
            id=one.id,
            login=one.login,
            display_name=one.display_name,
            is_admin=one.is_admin,
            created_at=one.created_at,
        )
        for one in membership.list_accounts(session)
    ]


@router.get("/invitations/{token}")
def check_invitation(token: str, session: SessionDep) -> InvitationCheckView:
    """Whether an invitation can still be used."""
    found = invitations.find_invitation(session, token)
    return InvitationCheckView(valid=found is not None, note=found.note if found else None)


def _present(one: Invitation) -> InvitationView:
    return InvitationView(
        id=one.id,
        note=one.note,
        makes_admin=one.makes_admin,
        created_at=one.created_at,
        expires_at=one.expires_at,
        used_at=one.used_at,
    )
