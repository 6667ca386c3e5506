"""Evaluations of career documents: by rules or by the connected language model, kept beside earlier ones."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from visavis.api.identity import Me, ServicesDep, SessionDep
from visavis.api.language_engine import EngineName, UsageView, present_usage, required
from visavis.api.pace import Pace
from visavis.api.services import Services
from visavis.career import documents, postings
from visavis.career.evaluate import Assessment, Document, RulesEvaluator, keeping
from visavis.career.evaluate.engine import Kind, Verdict
from visavis.career.evaluate.model import ModelEvaluator
from visavis.career.tables import CareerDocument, Evaluation
from visavis.career.writing import letters
from visavis.kit.errors import Conflict
from visavis.kit.text import Language, Text
from visavis.language.chat import Chat
from visavis.language.chat.keeping import open_chat_for

router = APIRouter(tags=["evaluations"])
PACE = Pace(calls=2)


class DocumentChanged(Conflict):
    """The document was saved while it was being evaluated."""


class BilingualText(BaseModel):
    ko: str
    en: str


class Place(BaseModel):
    """``text[start:end]`` of the document, counted in Unicode code points."""

    start: int
    end: int


class RemarkView(BaseModel):
    verdict: Verdict
    text: BilingualText
    quote: str | None = Field(description="the evidence; null only where something isn't there at all")
    span: Place | None
    suggestion: BilingualText | None = Field(description="a rewriting that adds no facts; ___ is a blank")


class PartView(BaseModel):
    key: str
    title: BilingualText
    definition: BilingualText
    points: float | None = Field(description="null: not measured")
    most: int
    remarks: list[RemarkView]


class StatisticsView(BaseModel):
    characters: int
    characters_without_spaces: int
    utf8_bytes: int
    euc_kr_bytes: int
    sentences: int
    words: int
    words_per_sentence: float | None


class MatchedView(BaseModel):
    term: str
    posting_quote: str
    quote: str
    span: Place


class MissingView(BaseModel):
    term: str
    posting_quote: str


class MatchView(BaseModel):
    matched: list[MatchedView]
    missing: list[MissingView]


class EvaluationSummary(BaseModel):
    id: str
    engine: str
    total: int | None = Field(description="out of 100, computed from the parts; null: not measured")
    document_revision: int
    posting_id: str | None
    created_at: datetime


class EvaluationView(EvaluationSummary):
    document_id: str
    parts: list[PartView]
    statistics: StatisticsView
    match: MatchView | None
    notices: list[BilingualText]
    usage: UsageView | None


class EvaluatedDocument(BaseModel):
    id: str
    title: str
    kind: Kind
    language: Language
    revision: int
    text: str
    is_letter: bool = Field(description="written item by item under /career/writing, where one goes back to")


class PostingChoice(BaseModel):
    id: str
    title: str


class ModelView(BaseModel):
    """The language model that the account has connected."""

    name: str


class EvaluationsView(BaseModel):
    """All that the page of a document's evaluations shows."""

    document: EvaluatedDocument
    evaluations: list[EvaluationSummary]
    postings: list[PostingChoice]
    model: ModelView | None


class Wanted(BaseModel):
    """``posting`` is a posting pasted now; ``posting_id`` one that was pasted before."""

    engine: EngineName = "rules"
    posting_id: str | None = None
    posting: str | None = Field(None, max_length=postings.MOST_CHARACTERS)


def connected_model(me: Me, services: ServicesDep) -> Chat | None:
    """The model that the account has connected; None while it has none."""
    with services.database.reading() as session:
        return open_chat_for(session, me.id, services.models)


ModelDep = Annotated[Chat | None, Depends(connected_model)]


def document_of(document_id: str, me: Me, session: SessionDep) -> CareerDocument:
    return documents.find_document(session, me.id, document_id)


ADocument = Annotated[CareerDocument, Depends(document_of, scope="function")]


@router.get("/documents/{document_id}/evaluations")
def list_evaluations(row: ADocument, session: SessionDep, model: ModelDep) -> EvaluationsView:
    """The document, what was said about it (newest first), the postings to match it with, and the model there is."""
    kept = keeping.list_evaluations(session, row.owner_id, row.id)
    document = keeping.document_of(row)
    return EvaluationsView(
        document=EvaluatedDocument(
            id=row.id,
            title=row.title,
            kind=document.kind,
            language=document.language,
            revision=row.revision,
            text=row.text,
            is_letter=letters.is_written_here(row),
        ),
        evaluations=[summary_of(one, keeping.assessment_of(one)) for one in kept],
        postings=[PostingChoice(id=one.id, title=one.title) for one in postings.list_postings(session, row.owner_id)],
        model=None if model is None else ModelView(name=model.name),
    )


@router.post("/documents/{document_id}/evaluations", status_code=201)
def evaluate(document_id: str, wanted: Wanted, me: Me, services: ServicesDep, model: ModelDep) -> EvaluationView:
    """Evaluate the document as it is now, and keep what was found.

    The engine works before the transaction that keeps its result begins: a model may take a minute.
    """
    PACE.take(me.id)
    evaluator = RulesEvaluator() if wanted.engine == "rules" else ModelEvaluator(required(model))
    document, revision, posting = _read(services, me.id, document_id, wanted)
    assessment = evaluator.assess(document, posting)
    with services.database.transaction(me.id) as session:
        row = documents.find_document(session, me.id, document_id)
        if row.revision != revision:
            raise DocumentChanged(
                Text(
                    ko="평가하는 사이에 문서가 바뀌었습니다. 다시 평가해 주세요.",
                    en="The document changed while it was being evaluated. Evaluate it again.",
                )
            )
        posting_id = wanted.posting_id
        if wanted.posting and wanted.posting.strip():
            posting_id = postings.keep_posting(session, me.id, "", wanted.posting).id
        kept = keeping.keep(session, row, posting_id, assessment)
        return present(kept, assessment)


@router.post("/documents/{document_id}/evaluations/estimate")
def estimate(document_id: str, wanted: Wanted, me: Me, services: ServicesDep, model: ModelDep) -> UsageView | None:
    """What the evaluation would cost at most; null for rules, which cost nothing. Nothing is sent anywhere."""
    document, _, posting = _read(services, me.id, document_id, wanted)
    if wanted.engine == "rules":
        return None
    return present_usage(ModelEvaluator(required(model)).estimate(document, posting))


@router.get("/evaluations/{evaluation_id}")
def read_evaluation(evaluation_id: str, me: Me, session: SessionDep) -> EvaluationView:
    """One evaluation with all that was found."""
    row = keeping.find_evaluation(session, me.id, evaluation_id)
    return present(row, keeping.assessment_of(row))


def summary_of(row: Evaluation, assessment: Assessment) -> EvaluationSummary:
    return EvaluationSummary(
        id=row.id,
        engine=row.engine,
        total=assessment.total,
        document_revision=row.document_revision,
        posting_id=row.posting_id,
        created_at=row.created_at,
    )


def present(row: Evaluation, assessment: Assessment) -> EvaluationView:
    summary = summary_of(row, assessment).model_dump()
    found = {**row.result, "usage": row.usage}
    return EvaluationView.model_validate({**found, **summary, "document_id": row.document_id})


def _read(services: Services, owner_id: str, document_id: str, wanted: Wanted) -> tuple[Document, int, str | None]:
    with services.database.reading() as session:
        row = documents.find_document(session, owner_id, document_id)
        posting = wanted.posting
        if wanted.posting_id is not None:
            posting = postings.find_posting(session, owner_id, wanted.posting_id).text
        return keeping.document_of(row), row.revision, posting
