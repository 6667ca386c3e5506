"""Reading the audit log: one's own, and an administrator everybody's."""

from __future__ import annotations

from fastapi import APIRouter

from visavis.accounts import audit
from visavis.api.audit import MOST, AuditView, present
from visavis.api.identity import Admin, LanguageDep, Me, SessionDep

router = APIRouter(tags=["audit"])


@router.get("/me/audit")
def read_own(me: Me, session: SessionDep, language: LanguageDep) -> list[AuditView]:
    """What happened to one's own data: consents, deletions, exports, links; the newest first, for a year."""
    return [present(entry, language) for entry in audit.list_entries(session, me.id, MOST)]


@router.get("/admin/audit")
def read_all(_: Admin, session: SessionDep, language: LanguageDep) -> list[AuditView]:
    """The same of every account: who did what and when, and never what was in it."""
    return [present(entry, language) for entry in audit.list_entries(session, None, MOST)]
