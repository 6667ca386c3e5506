"""Average specs of accepted applicants: figures of groups, tables brought with their source, own outcomes."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from visavis.accounts.tables import Account
from visavis.api.identity import Admin, LanguageDep, Me, SessionDep
from visavis.api.spec_views import (
    ChoicesView,
    GroupView,
    ImportView,
    OutcomeForm,
    OutcomeView,
    PublicationView,
    ReportFormView,
    SpecChoice,
    present_group,
    present_import,
    present_outcome,
    present_publication,
)
from visavis.api.uploads import read_body
from visavis.career import documents
from visavis.career.specs import figures, grouping, importing, mine, published, reporting, template
from visavis.career.specs.fields import CAREER_LEVELS, MAJOR_GROUPS, OPIC_LEVELS, CareerLevel, MajorGroup
from visavis.career.specs.fields import Spec as SpecName
from visavis.kit.errors import Refused
from visavis.kit.text import Language, Text

router = APIRouter(prefix="/specs", tags=["specs"])
imports = APIRouter(prefix="/admin/specs", tags=["specs"])
_Name = Annotated[str | None, Query(max_length=80)]


class GuestsCantReport(Refused):
    """A guest's report could be made up by anybody, any number of times."""


async def table_body(request: Request, _admin: Admin) -> importing.Table:
    data = await read_body(request, importing.LARGEST_BYTES)
    return await run_in_threadpool(importing.read_table, data)


TableBody = Annotated[importing.Table, Depends(table_body)]
_RAW: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("")
def read(
    _me: Me,
    session: SessionDep,
    language: LanguageDep,
    company: _Name = None,
    job: _Name = None,
    industry: _Name = None,
    career_level: CareerLevel | None = None,
    major_group: MajorGroup | None = None,
    half_year: _Name = None,
) -> GroupView:
    """The figures of a group, or why they are not shown."""
    filters = grouping.Filters(company, job, industry, career_level, major_group, half_year)
    return present_group(figures.describe(session, filters), language)


@router.get("/choices")
def read_choices(_me: Me, session: SessionDep, language: LanguageDep) -> ChoicesView:
    """What can be filtered by."""
    known: dict[str, Text] = {str(key): text for key, text in (*CAREER_LEVELS.items(), *MAJOR_GROUPS.items())}
    titled = {
        key: [SpecChoice(value=value, title=_titled(known, value, language)) for value in values]
        for key, values in grouping.choices(session).items()
    }
    return ChoicesView.model_validate(titled)


@router.get("/published")
def list_published(language: LanguageDep) -> list[PublicationView]:
    """The sample: what others have published, with the source."""
    return [present_publication(one, language) for one in published.PUBLISHED]


@router.get("/template.csv", response_class=Response)
def download_csv_template(language: LanguageDep) -> Response:
    """The empty table as CSV."""
    return _file(template.csv_template(language), "text/csv; charset=utf-8", "csv")


@router.get("/template.xlsx", response_class=Response)
def download_xlsx_template(language: LanguageDep) -> Response:
    """The empty table as XLSX, with what every column takes."""
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(template.xlsx_template(language), mime, "xlsx")


@imports.get("/imports")
def list_imports(_admin: Admin, session: SessionDep) -> list[ImportView]:
    """The tables that were brought, newest first."""
    return [present_import(one) for one in importing.list_imports(session)]


@imports.post("/imports", status_code=201, openapi_extra=_RAW)
def import_table(
    table: TableBody,
    admin: Admin,
    session: SessionDep,
    source: Annotated[str, Query(max_length=300)],
    year: int,
    file_name: Annotated[str, Query(max_length=300)] = "table",
) -> ImportView:
    """Bring a CSV or XLSX of at most 20 MiB; kept whole or not at all."""
    return present_import(importing.keep_table(session, table, file_name, source, year, admin.id))


@imports.delete("/imports/{import_id}", status_code=204)
def remove_import(import_id: str, _admin: Admin, session: SessionDep) -> None:
    """Take a table out again."""
    importing.remove_import(session, import_id)


@router.get("/report-form")
def read_report_form(_me: Me, language: LanguageDep) -> ReportFormView:
    """The sentence to agree to, and what can be chosen."""
    return ReportFormView(
        statement=reporting.STATEMENT.in_language(language),
        opic_levels=list(OPIC_LEVELS),
        career_levels=_choices(dict(CAREER_LEVELS), language),
        major_groups=_choices(dict(MAJOR_GROUPS), language),
    )


@router.get("/outcomes")
def list_outcomes(me: Me, session: SessionDep) -> list[OutcomeView]:
    """One's own reports, newest first."""
    return [present_outcome(one) for one in reporting.list_outcomes(session, me.id)]


@router.post("/outcomes", status_code=201)
def report_outcome(asked: OutcomeForm, me: Me, session: SessionDep, language: LanguageDep) -> OutcomeView:
    """Report an own outcome; it counts from then on."""
    _check_joined(me)
    outcome = reporting.Outcome(
        company=asked.company,
        job=asked.job,
        career_level=asked.career_level,
        half_year=asked.half_year,
        industry=asked.industry,
        major_group=asked.major_group,
        specs={str(key): value for key, value in asked.specs.items()},
    )
    return present_outcome(reporting.report_outcome(session, me.id, outcome, asked.agreed, language))


@router.delete("/outcomes/{outcome_id}", status_code=204)
def withdraw_outcome(outcome_id: str, me: Me, session: SessionDep) -> None:
    """Withdraw the consent: the report is deleted and counts no more."""
    reporting.withdraw_outcome(session, me.id, outcome_id)


@router.get("/mine")
def read_mine(me: Me, session: SessionDep) -> dict[SpecName, float]:
    """One's own specs out of the résumé that was changed last; empty without one."""
    newest = next((one for one in documents.list_documents(session, me.id) if one.kind == "resume"), None)
    return mine.specs_of(documents.resume_of(newest)) if newest else {}


def _check_joined(me: Account) -> None:
    if me.is_guest:
        raise GuestsCantReport(
            Text(
                ko="합격 결과는 가입한 뒤에 보고할 수 있습니다.", en="Please join first: guests can't report outcomes."
            )
        )


def _choices(titles: dict[Any, Text], language: Language) -> list[SpecChoice]:
    return [SpecChoice(value=value, title=title.in_language(language)) for value, title in titles.items()]


def _titled(known: dict[str, Text], value: str, language: Language) -> str:
    return known[value].in_language(language) if value in known else value


def _file(data: bytes, mime: str, suffix: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="visavis-specs.{suffix}"', "Cache-Control": "no-store"}
    return Response(data, media_type=mime, headers=headers)
