"""The audit log: what was consented to, deleted, exported and shared, by whom and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from httpx import Client
from sqlalchemy import select, update
from tests.api.belongings import SECRET, Victim, routes

from visavis.accounts.audit import KEPT
from visavis.accounts.tables import AuditEntry
from visavis.api.audit import DEEDS, UNTOLD
from visavis.api.services import Services
from visavis.app import tidy
from visavis.kit.clock import now
from visavis.settings import Settings


def entries(client: Client, path: str = "/api/me/audit") -> list[tuple[str, str, str | None]]:
    told = client.get(path).raise_for_status().json()
    return [(one["kind"], one["title"], one["subject"]) for one in told]


def test_every_route_that_deletes_is_written_down(services: Services) -> None:
    every = {f"{method} {path}" for method, path in routes(services)}
    assert every >= DEEDS.keys() | UNTOLD
    assert {route for route in every if route.startswith("DELETE ")} <= DEEDS.keys() | UNTOLD


def test_deeds_are_told_to_whoever_did_them_newest_first(victim: Victim, browser: Callable[[], Client]) -> None:
    mina, interview = victim.client, victim.ids["interview_id"]
    before = len(entries(mina))
    mina.get(f"/api/interviews/{interview}/report.csv").raise_for_status()
    mina.post("/api/shares/shr_mina/revoke").raise_for_status()
    mina.delete("/api/drawings/drw_mina").raise_for_status()
    assert mina.delete("/api/drawings/drw_mina").status_code == 404
    assert entries(mina)[: len(entries(mina)) - before] == [
        ("deletion", "Drawing deleted", "drw_mina"),
        ("sharing", "Link revoked", "shr_mina"),
        ("export", "Report downloaded (CSV)", interview),
    ]
    assert SECRET not in mina.get("/api/me/audit").text
    other = browser()
    other.post("/api/accounts/guest")
    assert entries(other) == []
    assert other.get("/api/admin/audit").status_code == 403
    assert ("deletion", "Drawing deleted", "drw_mina") in entries(mina, "/api/admin/audit")


def test_of_a_deleted_account_only_the_deletion_is_left_and_nobodys_name(guest: Client, services: Services) -> None:
    guest.get("/api/me/export").raise_for_status()
    guest.delete("/api/accounts/me").raise_for_status()
    with services.database.reading() as session:
        (left,) = session.scalars(select(AuditEntry))
        assert (left.owner_id, left.kind, left.subject) == (None, "deletion", None)


def test_entries_are_forgotten_after_a_year(guest: Client, services: Services, settings: Settings) -> None:
    guest.get("/api/me/export").raise_for_status()
    for age, count in ((KEPT - timedelta(days=1), 1), (KEPT + timedelta(days=1), 0)):
        with services.database.transaction() as session:
            session.execute(update(AuditEntry).values(at=now() - age))
        tidy(settings, services)
        assert len(entries(guest)) == count
