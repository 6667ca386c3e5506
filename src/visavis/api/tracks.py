"""The question bank as the web app sees it."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from visavis.api.identity import LanguageDep
from visavis.interview.questions import COMPETENCE_TITLES, KIND_TITLES, find_track, load_tracks

router = APIRouter(prefix="/tracks", tags=["tracks"])


class TrackView(BaseModel):
    id: str
    title: str
    about: str
    count: int


class TextView(BaseModel):
    ko: str
    en: str


class BankQuestionView(BaseModel):
    id: str
    kind: str
    kind_title: str
    competence: str
    competence_title: str
    text: TextView


@router.get("")
def list_tracks(language: LanguageDep) -> list[TrackView]:
    """The fields that can be practised, in the user's language."""
    return [
        TrackView(
            id=track.id,
            title=track.title.in_language(language),
            about=track.about.in_language(language),
            count=len(track.questions),
        )
        for track in load_tracks()
    ]


@router.get("/{track_id}/questions")
def list_questions(track_id: str, language: LanguageDep) -> list[BankQuestionView]:
    """All questions of a track in both languages."""
    return [
        BankQuestionView(
            id=question.id,
            kind=question.kind,
            kind_title=KIND_TITLES[question.kind].in_language(language),
            competence=question.competence,
            competence_title=COMPETENCE_TITLES[question.competence].in_language(language),
            text=TextView(ko=question.text.ko, en=question.text.en),
        )
        for question in find_track(track_id).questions
    ]
