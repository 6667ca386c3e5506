"""Who may call what: every route is called in every role, and what came out is the table in docs/access.md."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from httpx import Client
from tests.api.belongings import Victim, request_to, routes

from visavis.accounts.membership import promote
from visavis.accounts.tables import Account
from visavis.api.services import Services

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
BEGINS = "<!-- the table is written by `make access` -->"
ROLES = ("stranger", "guest", "other user", "coach with link", "owner", "administrator")
TURNED_AWAY = frozenset({401, 403, 404})
LAST = (
    "DELETE /api/shares/{share_id}",
    "DELETE /api/interviews/{interview_id}",
    "POST /api/accounts/logout",
    "DELETE /api/accounts/me",
)
"""What takes away more than what its path names."""
UNMADE = {
    "GET /api/gallery/faces/{code}",
    "GET /api/gallery/faces/{code}.jpg",
    "GET /api/interviews/{interview_id}/others/{number}/{index}.mp4",
    "GET /api/interviews/{interview_id}/seats/{number}/{name}.mp4",
    "GET /api/shop/catalogues/{catalogue_id}/photos/{photo_id}/file",
}
"""Routes of which nobody finds anything here, because making it takes an engine; their own tests open them."""
Answers = dict[str, tuple[str, ...]]
"""By route, the roles that it lets through."""


@pytest.fixture
def owner(victim: Victim, services: Services) -> Victim:
    """Mina without an administrator's rights."""
    with services.database.transaction() as session:
        mina = session.query(Account).filter_by(login="mina").one()
        mina.is_admin = False
    return victim


def order(route: tuple[str, str]) -> tuple[int, int, int]:
    """Reading first, then changing, then deleting from the inside out, so that each route finds what it is about."""
    method, path = route
    name = f"{method} {path}"
    return (
        LAST.index(name) + 1 if name in LAST else 0,
        ("GET", "PUT", "PATCH", "POST", "DELETE").index(method),
        -path.count("/"),
    )


def walk(services: Services, ids: dict[str, str], visit: Callable[[], Client]) -> set[tuple[str, str]]:
    """The routes that let this visitor through: whatever they say then, it isn't 'you may not'."""
    found = set()
    for method, path in sorted(routes(services), key=order):
        client = visit()
        answer = client.send(request_to(client, method, path, ids), stream=True)  # some answers have no end
        answer.close()
        if answer.status_code not in TURNED_AWAY:
            found.add((method, path))
    return found


def join(client: Client, name: str) -> Client:
    asked = {"login": name, "password": "correct horse battery", "display_name": name}
    client.post("/api/accounts/join", json=asked).raise_for_status()
    return client


def visitors(browser: Callable[[], Client], services: Services, owner: Victim) -> dict[str, Callable[[], Client]]:
    """By role, what makes sure that somebody in this role stands before the next route."""
    nobody, guest, other, coach, boss = (browser() for _ in range(5))
    numbers = count()

    def without_cookies(client: Client) -> Callable[[], Client]:
        def visit() -> Client:
            client.cookies.clear()
            return client

        return visit

    def signed_in(client: Client, name: str) -> Callable[[], Client]:
        def visit() -> Client:
            if client.get("/api/accounts/me").json() is None:  # a route signed them out, or deleted them
                login = f"{name}{next(numbers)}"
                join(client, login)
                if name == "boss":
                    with services.database.transaction() as session:
                        promote(session, login)
            return client

        return visit

    def as_guest() -> Client:
        if guest.get("/api/accounts/me").json() is None:
            guest.post("/api/accounts/guest").raise_for_status()
        return guest

    return {
        "stranger": without_cookies(nobody),
        "guest": as_guest,
        "other user": signed_in(other, "other"),
        "coach with link": without_cookies(coach),
        "administrator": signed_in(boss, "boss"),
        "owner": lambda: owner.client,
    }


def table(found: dict[str, set[tuple[str, str]]], every: list[tuple[str, str]]) -> str:
    lines = ["| route | " + " | ".join(ROLES) + " |", "|---" * (len(ROLES) + 1) + "|"]
    for method, path in sorted(every, key=lambda route: (route[1], route[0])):
        marks = " | ".join("yes" if (method, path) in found[role] else "–" for role in ROLES)
        lines.append(f"| `{method} {path}` | {marks} |")
    return "\n".join(lines) + "\n"


def test_everybody_may_call_what_the_table_says(
    browser: Callable[[], Client], services: Services, owner: Victim
) -> None:
    found = {}
    for role, visit in visitors(browser, services, owner).items():
        token = "mina" if role == "coach with link" else "no-such-token"
        found[role] = walk(services, owner.ids | {"token": token}, visit)
    walked = set.union(*found.values())
    assert {f"{method} {path}" for method, path in routes(services) if (method, path) not in walked} == UNMADE
    before, _, told = PAGE.read_text("utf-8").partition(BEGINS)
    made = table(found, routes(services))
    if os.environ.get("WRITE_ACCESS"):
        PAGE.write_text(f"{before}{BEGINS}\n\n{made}", "utf-8")
    else:
        assert told.strip() == made.strip()
