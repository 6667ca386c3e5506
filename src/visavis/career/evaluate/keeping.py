"""Evaluations, kept for their owner."""

from __future__ import annotations

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from visavis.career.documents import kind_of, resume_of
from visavis.career.evaluate.engine import Assessment, Document
from visavis.career.tables import CareerDocument, Evaluation
from visavis.career.writing.counting import Limit
from visavis.kit.errors import NotFound
from visavis.kit.text import Text
from visavis.storage.ownership import find_owned

MOST_KEPT = 30
"""Evaluations of one document that are kept; the oldest go first."""
_ASSESSMENT = TypeAdapter(Assessment)
_LIMITS = TypeAdapter(list[Limit | None])


class EvaluationNotFound(NotFound):
    """No such evaluation, or somebody else's."""


def document_of(row: CareerDocument) -> Document:
    """A kept document as it is evaluated."""
    return Document(kind_of(row), resume_of(row), tuple(_LIMITS.validate_python(row.read.get("limits", []))))


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
    row = find_owned(session, Evaluation, owner_id, evaluation_id)
    if row is None:
        raise EvaluationNotFound(Text(ko="그런 평가가 없습니다.", en="There is no such evaluation."))
    return row
