"""Errors on the wire: the six kinds map to a status in one table, messages come in the user's language."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as DatabaseBusy
from starlette.exceptions import HTTPException

from visavis.accounts.brake import TooManyAccounts
from visavis.accounts.tries import TooManyTries
from visavis.api.language import language_of
from visavis.api.uploads import UploadTooLarge
from visavis.interview.recording import Incomplete
from visavis.interview.sharing.comments import TooManyComments
from visavis.jobs.turns import TooManyWaiting
from visavis.kit.errors import Conflict, Failed, Invalid, NotFound, Refused, Unavailable, VisavisError
from visavis.kit.text import Text

log = logging.getLogger("visavis.api")

STATUS: dict[type[VisavisError], tuple[int, str]] = {
    Invalid: (422, "invalid"),
    NotFound: (404, "not_found"),
    Conflict: (409, "conflict"),
    Refused: (403, "refused"),
    Unavailable: (503, "unavailable"),
    Failed: (500, "failed"),
}


class NotSignedIn(Refused):
    """Nobody is signed in."""


class TooFast(Refused):
    """More calls a second than this route takes."""


SPECIAL: dict[type[VisavisError], int] = {
    NotSignedIn: 401,
    UploadTooLarge: 413,
    TooManyTries: 429,
    TooManyAccounts: 429,
    TooFast: 429,
    TooManyComments: 429,
    TooManyWaiting: 429,
}


class Error(BaseModel):
    """The body of every answer that is not a success."""

    kind: str = Field(description="invalid | not_found | conflict | refused | unavailable | failed")
    code: str = Field(description="stable name for programs, e.g. no_face_found")
    message: str = Field(description="what happened and what to do next, in the user's language")
    missing: list[int] | None = Field(default=None, description="of an unfinished take: the numbers of missing pieces")
    request_id: str | None = Field(default=None, description="names the request in the server's log: ask with it")


def status_of(error: VisavisError) -> tuple[int, str]:
    """HTTP status and kind of an error."""
    for kind, (status, name) in STATUS.items():
        if isinstance(error, kind):
            special = next((code for special, code in SPECIAL.items() if isinstance(error, special)), status)
            return special, name
    return 500, "failed"


def answer(request: Request, error: VisavisError) -> JSONResponse:
    status, kind = status_of(error)
    missing = error.missing if isinstance(error, Incomplete) else None
    message = error.message.in_language(language_of(request))
    asked = getattr(request.state, "request_id", None)
    body = Error(kind=kind, code=error.code, message=message, missing=missing, request_id=asked)
    return JSONResponse(body.model_dump(exclude_none=True), status)


BROKE = Failed(
    Text(
        ko="서버에서 문제가 생겼습니다. 잠시 후 다시 시도해 주세요.",
        en="Something broke on the server. Please try again in a moment.",
    )
)
_AWAY = Unavailable(
    Text(
        ko="데이터베이스가 지금 응답하지 않습니다. 잠시 뒤에 다시 시도해 주세요.",
        en="The database doesn't answer right now. Please try again in a moment.",
    )
)
_UNREADABLE = Text(
    ko="요청에 빠졌거나 잘못된 값이 있습니다: {w}", en="The request lacks a value or holds a wrong one: {w}"
)
NO_ROUTE = NotFound(Text(ko="여기에는 아무것도 없습니다.", en="There is nothing here."))
_NOT_UNDERSTOOD = Text(ko="요청을 읽을 수 없습니다.", en="The request can't be read.")
_METHOD = Invalid(Text(ko="이 주소는 그 방식의 요청을 받지 않습니다.", en="This address doesn't take that method."))


class BadRequest(Invalid):
    """The request's form is wrong."""


def install_error_handlers(app: FastAPI) -> None:
    """Make every error of the application leave as an ``Error``; what isn't one is ``watching``'s to answer."""
    app.add_exception_handler(VisavisError, _on_ours)
    app.add_exception_handler(RequestValidationError, _on_bad_request)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(DataError, _on_unkeepable)
    for away in (OperationalError, InterfaceError, DatabaseBusy):
        app.add_exception_handler(away, _on_away)


async def _on_ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, VisavisError)  # noqa: S101 - the table of handlers guarantees it
    return answer(request, error)


async def _on_bad_request(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - the table of handlers guarantees it
    return answer(request, BadRequest(_UNREADABLE.fill(w=_places(error))))


async def _on_http(request: Request, error: Exception) -> JSONResponse:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 400:
        return answer(request, BadRequest(_NOT_UNDERSTOOD))
    found = answer(request, _METHOD if status == 405 else NO_ROUTE)
    found.status_code = status
    return found


async def _on_unkeepable(request: Request, error: Exception) -> JSONResponse:
    # Lengths and ranges that SQLite lets pass and PostgreSQL doesn't; the routes' own limits lie below them.
    return answer(request, BadRequest(_UNREADABLE.fill(w="…")))


async def _on_away(request: Request, error: Exception) -> JSONResponse:
    route = getattr(request.scope.get("route"), "path", "")
    log.error("the database doesn't answer at %s %s: %s", request.method, route, type(error).__name__)
    return answer(request, _AWAY)


def _places(error: RequestValidationError) -> str:
    # Names of fields only: values may be secrets and don't belong in messages or logs.
    found: list[Any] = [step for one in error.errors()[:3] for step in one["loc"][-1:]]
    return ", ".join(str(step) for step in found)


ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": Error} for status in (401, 403, 404, 409, 413, 422, 429, 500, 503)
}
