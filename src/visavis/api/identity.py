"""Who asks, and in which transaction: the dependencies of the routes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Annotated

from fastapi import Depends, Request, Response
from sqlalchemy.orm import Session

from visavis.accounts.sign_ins import LASTS, find_account
from visavis.accounts.tables import Account
from visavis.api.audit import deed_of, note
from visavis.api.errors import NotSignedIn
from visavis.api.language import language_of
from visavis.api.services import Services
from visavis.kit.errors import Refused
from visavis.kit.text import Language, Text

COOKIE = "visavis_session"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class AdministratorsOnly(Refused):
    """Only an administrator may do this."""


def get_services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


ServicesDep = Annotated[Services, Depends(get_services)]


LanguageDep = Annotated[Language, Depends(language_of)]


def get_someone(request: Request, services: ServicesDep) -> Account | None:
    """The signed-in account, guest or not; None when nobody is signed in.

    Read in a transaction of its own, so that a route's long work (measuring a picture, say) comes before its own
    transaction begins and nobody waits for the database meanwhile.
    """
    with services.database.reading() as session:
        found = find_account(session, request.cookies.get(COOKIE))
    request.state.account_id = found.id if found else None
    return found


MaybeMe = Annotated[Account | None, Depends(get_someone)]


def get_session(request: Request, services: ServicesDep, someone: MaybeMe) -> Iterator[Session]:
    """One request, one transaction; a GET only reads, and what a DELETE took away is readable nowhere.

    Requests that may change something come one after the other, as far as they are of one account.
    """
    database, who = services.database, someone.id if someone is not None else None
    if request.method not in SAFE_METHODS:
        with database.transaction(who) as session:
            yield session
            note(request, session)
    else:
        with database.reading() as session:
            yield session
        if deed_of(request) is not None:
            with database.transaction(who) as session:
                note(request, session)
    if request.method == "DELETE":
        database.forget()


# scope="function": the transaction is committed before the answer leaves, so an acknowledgement is never a promise
SessionDep = Annotated[Session, Depends(get_session, scope="function")]


def get_me(someone: MaybeMe) -> Account:
    if someone is None:
        raise NotSignedIn(
            Text(ko="먼저 로그인하거나 바로 시작을 눌러 주세요.", en="Please log in or start right away first.")
        )
    return someone


Me = Annotated[Account, Depends(get_me)]


def get_myself(me: Me, session: SessionDep) -> Account:
    return session.get_one(Account, me.id)


Myself = Annotated[Account, Depends(get_myself, scope="function")]
"""The signed-in account as part of the route's transaction, for routes that change it."""


def get_admin(me: Me) -> Account:
    if not me.is_admin:
        raise AdministratorsOnly(Text(ko="관리자만 할 수 있습니다.", en="Only an administrator may do this."))
    return me


Admin = Annotated[Account, Depends(get_admin)]


def token_of(request: Request) -> str | None:
    """The sign-in token that the browser sent."""
    return request.cookies.get(COOKIE)


def set_cookie(response: Response, services: Services, token: str) -> None:
    """Give the browser its sign-in."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=services.options.secure,
        path="/",
    )


def drop_cookie(response: Response) -> None:
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")


def address_of(request: Request) -> str:
    """Where the request came from, for counting tries; a trusted proxy's header is resolved by the server."""
    return request.client.host if request.client else "unknown"


def shares_machine(request: Request) -> bool:
    """Whether the browser runs on this machine, and so shares its cores: it came from where it arrived."""
    address, server = address_of(request), request.scope.get("server")
    with contextlib.suppress(ValueError):
        return ip_address(address).is_loopback or (server is not None and address == server[0])
    return False


SharesMachine = Annotated[bool, Depends(shares_machine)]
