"""Job postings that somebody pasted."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from visavis.api.identity import Me, SessionDep
from visavis.career import postings
from visavis.career.tables import JobPosting

router = APIRouter(tags=["career"])
Title = Annotated[str, Field(max_length=200)]


class NewPosting(BaseModel):
    title: Title = ""
    text: str = Field(max_length=100_000)


class PostingView(BaseModel):
    id: str
    title: str
    text: str
    created_at: datetime


def posting_of(posting_id: str, me: Me, session: SessionDep) -> JobPosting:
    return postings.find_posting(session, me.id, posting_id)


APosting = Annotated[JobPosting, Depends(posting_of, scope="function")]


@router.get("/postings")
def list_postings(me: Me, session: SessionDep) -> list[PostingView]:
    """One's own, the newest first."""
    return [_posting(row) for row in postings.list_postings(session, me.id)]


@router.post("/postings", status_code=201)
def keep_posting(asked: NewPosting, me: Me, session: SessionDep) -> PostingView:
    """Keep a posting that was pasted."""
    return _posting(postings.keep_posting(session, me.id, asked.title, asked.text))


@router.get("/postings/{posting_id}")
def read_posting(posting: APosting) -> PostingView:
    return _posting(posting)


@router.delete("/postings/{posting_id}", status_code=204)
def delete_posting(posting: APosting, session: SessionDep) -> None:
    """Delete a posting for good; evaluations made with it stay."""
    postings.remove_posting(session, posting)


def _posting(row: JobPosting) -> PostingView:
    return PostingView(id=row.id, title=row.title, text=row.text, created_at=row.created_at)
