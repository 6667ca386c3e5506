"""The tables of accounts. Tokens and codes are kept only as hashes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from visavis.kit.clock import now
from visavis.kit.ids import new_id
from visavis.storage.database import Base, Moment


class Account(Base):
    """A person who practises here. A guest has neither login nor password."""

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("acc"))
    login: Mapped[str | None] = mapped_column(String(32), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    display_name: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(2))
    is_admin: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)

    @property
    def is_guest(self) -> bool:
        return self.login is None


class SignIn(Base):
    """One signed-in browser."""

    __tablename__ = "sign_ins"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class RecoveryCode(Base):
    """One unused code for the day the password is forgotten."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))


class Invitation(Base):
    """A link that lets one person join."""

    __tablename__ = "invitations"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("inv"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    note: Mapped[str] = mapped_column(String(200), default="")
    makes_admin: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class ResetLink(Base):
    """A link, made by an administrator, that sets a new password once."""

    __tablename__ = "reset_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class Try(Base):
    """A failed attempt to sign in, or an account made; counted to slow both down, forgotten after the window."""

    __tablename__ = "tries"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class AuditEntry(Base):
    """That something happened to somebody's data: never what was in it. It goes with the account."""

    __tablename__ = "audit_entries"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("aud"))
    owner_id: Mapped[str | None] = mapped_column(String(40), index=True)
    """Who did it; None for an account that was deleted by it."""
    kind: Mapped[str] = mapped_column(String(16))
    deed: Mapped[str] = mapped_column(String(120))
    """The route that was called, as ``METHOD /path``."""
    subject: Mapped[str | None] = mapped_column(String(60))
    """The id of what it was about."""
    at: Mapped[datetime] = mapped_column(Moment, default=now, index=True)


class Absorbed(Base):
    """A guest whose data moved into an account; the blobs stay where they are, under the guest's own prefix."""

    __tablename__ = "absorbed_guests"

    guest_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)


class Pairing(Base):
    """A code that lets a phone sign in to the same account once, within minutes."""

    __tablename__ = "pairings"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)
