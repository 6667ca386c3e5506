"""What users report of themselves: with consent that is kept word for word, and taken out again whenever they like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.career.specs.fields import HEADERS, SPECS, CareerLevel, MajorGroup
from visavis.career.specs.rows import CellRefused, read_cell, scale_gpa
from visavis.career.specs.tables import SpecOutcome
from visavis.kit.clock import now
from visavis.kit.errors import Conflict, Invalid, NotFound, Refused
from visavis.kit.text import Language, Text
from visavis.storage.ownership import find_owned

MOST_REPORTS = 10
STATEMENT = Text(
    ko="제가 실제로 합격한 지원의 스펙이며, 이름 없이 다른 사람들의 것과 합쳐 통계(5명 이상인 묶음만)로 이 서버의 "
    "사용자에게 보이는 데 동의합니다. 언제든지 거둘 수 있고, 거두거나 계정을 지우면 "
    "제 값이 통계에서 빠진다는 것을 알고 있습니다.",
    en="These are the specs of an application of mine that was accepted. I agree that, without my name and together "
    "with others' (only in groups of five or more), they are shown as statistics to users of this server. I can "
    "withdraw this at any time; withdrawing it or deleting my account takes my values out.",
)


class ReportConsentMissing(Refused):
    """Nobody has agreed to the statement."""


class OutcomeRefused(Invalid):
    """A value of the report can't be."""


class AlreadyReported(Conflict):
    """The account has reported this outcome already, or too many."""


class OutcomeNotFound(NotFound):
    """There is no such report of this account."""


@dataclass(frozen=True)
class Outcome:
    """One accepted application as it was typed. ``specs``: by spec (and 'gpa_scale') what a cell of a table says."""

    company: str
    job: str
    career_level: CareerLevel
    half_year: str
    industry: str = ""
    major_group: MajorGroup | None = None
    specs: Mapping[str, str] | None = None


def report_outcome(session: Session, owner_id: str, outcome: Outcome, agreed: bool, language: Language) -> SpecOutcome:
    """Keep a report. Raises ReportConsentMissing, OutcomeRefused and AlreadyReported."""
    if not agreed:
        raise ReportConsentMissing(
            Text(ko="동의 없이는 결과를 받을 수 없습니다.", en="No outcome is taken without the consent.")
        )
    row = SpecOutcome(**_values(outcome), owner_id=owner_id)
    _check_new(list_outcomes(session, owner_id), row)
    row.consent_text, row.consented_at = STATEMENT.in_language(language), now()
    session.add(row)
    session.flush()
    return row


def list_outcomes(session: Session, owner_id: str) -> list[SpecOutcome]:
    """The account's own reports, newest first."""
    query = select(SpecOutcome).where(SpecOutcome.owner_id == owner_id).order_by(SpecOutcome.created_at.desc())
    return list(session.scalars(query))


def withdraw_outcome(session: Session, owner_id: str, outcome_id: str) -> None:
    """Take a report back: it is deleted. Raises OutcomeNotFound."""
    found = find_owned(session, SpecOutcome, owner_id, outcome_id)
    if found is None:
        raise OutcomeNotFound(Text(ko="보고한 결과를 찾을 수 없습니다.", en="There is no such report of yours."))
    session.delete(found)
    session.flush()


def _values(outcome: Outcome) -> dict[str, object]:
    cells = {
        "company": outcome.company,
        "job": outcome.job,
        "industry": outcome.industry,
        "half_year": outcome.half_year,
        **(outcome.specs or {}),
    }
    found = {key: _read(key, cell.strip()) for key, cell in cells.items()}
    found["gpa"] = _checked_gpa(found.get("gpa"), found.pop("gpa_scale", None))
    if not any(found.get(spec) is not None for spec in SPECS):
        raise OutcomeRefused(Text(ko="스펙을 하나 이상 적어 주세요.", en="Please state at least one spec."))
    return {**found, "career_level": outcome.career_level, "major_group": outcome.major_group}


def _read(key: str, cell: str) -> object:
    try:
        return read_cell(key, cell)
    except CellRefused as refusal:
        title = HEADERS[key]
        raise OutcomeRefused(
            Text(ko=f"{title.ko}: {refusal.message.ko}", en=f"{title.en}: {refusal.message.en}")
        ) from refusal


def _checked_gpa(gpa: object, scale: object) -> float | None:
    try:
        return scale_gpa(
            gpa if isinstance(gpa, float) else None,
            scale if isinstance(scale, float) else None,
        )
    except CellRefused as refusal:
        raise OutcomeRefused(refusal.message) from refusal


def _check_new(kept: list[SpecOutcome], row: SpecOutcome) -> None:
    # One person must not make up a group alone.
    if any((one.company, one.job, one.half_year) == (row.company, row.job, row.half_year) for one in kept):
        raise AlreadyReported(Text(ko="이미 보고한 합격 결과입니다.", en="You have reported this outcome already."))
    if len(kept) >= MOST_REPORTS:
        raise AlreadyReported(
            Text(ko="결과는 {m}개까지 보고할 수 있습니다.", en="At most {m} outcomes can be reported.").fill(
                m=MOST_REPORTS
            )
        )
