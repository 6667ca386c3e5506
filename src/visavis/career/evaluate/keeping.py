"""Evaluations, and the postings they are made against, kept for their owner."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from visavis.career.evaluate.engine import KINDS, Assessment, Document, Kind
from visavis.career.resume.values import Entry, Field, Resume, Span
from visavis.career.tables import CareerDocument, Evaluation, JobPosting
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Language, Text

MOST_KEPT = 30
"""Evaluations of one document that are kept; the oldest go first."""
MOST_POSTINGS = 50
LONGEST_POSTING = 20_000
_ASSESSMENT = TypeAdapter(Assessment)


class DocumentNotFound(NotFound):
    """No such document, or somebody else's."""


class EvaluationNotFound(NotFound):
    """No such evaluation, or somebody else's."""


class PostingNotFound(NotFound):
    """No such posting, or somebody else's."""


class NoPosting(Invalid):
    """The posting has no text, or too much."""


def find_document(session: Session, owner_id: str, document_id: str) -> CareerDocument:
    """Raises DocumentNotFound."""
    row = session.get(CareerDocument, document_id)
    if row is None or row.owner_id != owner_id:
        raise DocumentNotFound(Text(ko="그런 문서가 없습니다.", en="There is no such document."))
    return row


def document_of(row: CareerDocument) -> Document:
    """A kept document as it is evaluated."""
    language: Language = "en" if row.language == "en" else "ko"
    kind: Kind = next((one for one in KINDS if one == row.kind), "resume")
    entries = tuple(_entry(one) for one in row.read.get("entries", ()))
    return Document(kind, Resume(language, row.text, entries))


def _entry(values: dict[str, Any]) -> Entry:
    return Entry(values["section"], tuple(_field(one) for one in values["fields"]))


def _field(values: dict[str, Any]) -> Field:
    span = Span(*values["span"]) if values["span"] else None
    return Field(values["key"], values["value"], span, values["confidence"])


def keep(session: Session, row: CareerDocument, posting_id: str | None, assessment: Assessment) -> Evaluation:
    """Keep an evaluation of the document's present revision."""
    kept = Evaluation(
        owner_id=row.owner_id,
        document_id=row.id,
        posting_id=posting_id,
        document_revision=row.revision,
        engine=assessment.engine,
        result=_ASSESSMENT.dump_python(assessment, mode="json", exclude={"usage"}),
        usage=None if assessment.usage is None else _ASSESSMENT.dump_python(assessment, mode="json")["usage"],
    )
    session.add(kept)
    session.flush()
    old = [one.id for one in list_evaluations(session, row.owner_id, row.id)[MOST_KEPT:]]
    session.execute(delete(Evaluation).where(Evaluation.id.in_(old)))
    return kept


def assessment_of(row: Evaluation) -> Assessment:
    """What was kept, as it was found."""
    return _ASSESSMENT.validate_python({**row.result, "usage": row.usage})


def list_evaluations(session: Session, owner_id: str, document_id: str) -> list[Evaluation]:
    """Newest first."""
    mine = select(Evaluation).where(Evaluation.owner_id == owner_id, Evaluation.document_id == document_id)
    return list(session.scalars(mine.order_by(Evaluation.created_at.desc(), Evaluation.id.desc())))


def find_evaluation(session: Session, owner_id: str, evaluation_id: str) -> Evaluation:
    """Raises EvaluationNotFound."""
    row = session.get(Evaluation, evaluation_id)
    if row is None or row.owner_id != owner_id:
        raise EvaluationNotFound(Text(ko="그런 평가가 없습니다.", en="There is no such evaluation."))
    return row


def add_posting(session: Session, owner_id: str, text: str, title: str = "") -> JobPosting:
    """Keep a posting, once: the same text again is the same posting. Raises NoPosting."""
    body = text.strip()
    if not body or len(body) > LONGEST_POSTING:
        raise NoPosting(
            Text(
                ko="채용 공고를 1자 이상 {n}자 이하로 붙여 넣어 주세요.", en="Paste a posting of 1 to {n} characters."
            ).fill(n=f"{LONGEST_POSTING:,}")
        )
    for row in list_postings(session, owner_id):
        if row.text == body:
            return row
    named = title.strip() or body.splitlines()[0].strip(" []#*■<>") or body[:40]
    row = JobPosting(owner_id=owner_id, title=named[:120], text=body)
    session.add(row)
    session.flush()
    old = [one.id for one in list_postings(session, owner_id)[MOST_POSTINGS:]]
    session.execute(delete(JobPosting).where(JobPosting.id.in_(old)))
    return row


def find_posting(session: Session, owner_id: str, posting_id: str) -> JobPosting:
    """Raises PostingNotFound."""
    row = session.get(JobPosting, posting_id)
    if row is None or row.owner_id != owner_id:
        raise PostingNotFound(Text(ko="그런 공고가 없습니다.", en="There is no such posting."))
    return row


def list_postings(session: Session, owner_id: str) -> list[JobPosting]:
    """Newest first."""
    mine = select(JobPosting).where(JobPosting.owner_id == owner_id)
    return list(session.scalars(mine.order_by(JobPosting.created_at.desc(), JobPosting.id.desc())))
