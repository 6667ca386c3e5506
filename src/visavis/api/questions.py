"""Questions drawn from the candidate's own documents, shown with their reasons before any of them is asked."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, Field

from visavis.api.identity import LanguageDep, Me, ServicesDep, SessionDep
from visavis.api.interview_views import Reason
from visavis.api.language_engine import EngineName, UsageView, find_chat, present_usage
from visavis.api.question_material import MaterialRow, NoMaterial, find_material
from visavis.api.services import Services
from visavis.career.documents import list_documents
from visavis.career.postings import list_postings
from visavis.interview.questions import COMPETENCE_TITLES, KIND_TITLES, Competence, Kind
from visavis.interview.questions.asking import DrawnQuestion, ModelQuestioner, choose_questioner
from visavis.interview.questions.material import Material
from visavis.kit.ids import new_id
from visavis.kit.text import Language, Text
from visavis.language.chat import Chat
from visavis.language.chat.keeping import open_chat_for

router = APIRouter(prefix="/questions", tags=["questions"])


class MaterialWish(BaseModel):
    """What to draw questions from: a stored document (with a posting), or plain facts."""

    document_id: str | None = Field(default=None, max_length=40)
    posting_id: str | None = Field(default=None, max_length=40)
    material: MaterialRow | None = None
    language: Language | None = Field(default=None, description="of the questions; null: that of the document")
    count: int = Field(default=8, ge=1, le=20)
    engine: EngineName = "rules"
    seed: str | None = Field(default=None, max_length=60, description="the same seed draws the same questions")


class SuggestedQuestion(BaseModel):
    kind: Kind
    kind_title: str
    competence: Competence
    competence_title: str
    text: str
    why: Reason
    quote: str = Field(description="stands in the documents word for word")


class SuggestedQuestions(BaseModel):
    """Possibly fewer questions than were asked for: nothing is made up where the documents hold less."""

    engine: str
    seed: str
    language: Language = Field(description="in which the questions are")
    questions: list[SuggestedQuestion]
    cost: UsageView | None = Field(description="null for the rules, which cost nothing")


class SourceView(BaseModel):
    """A stored document or job posting that questions can be drawn from."""

    id: str
    title: str


class SourcesView(BaseModel):
    documents: list[SourceView]
    postings: list[SourceView]
    model: str | None = Field(description="the connected language model, if there is one")


@router.get("/sources")
def list_sources(me: Me, session: SessionDep, services: ServicesDep) -> SourcesView:
    """One's own documents and postings, and the language model that could be asked."""
    chat = open_chat_for(session, me.id, services.models)
    return SourcesView(
        documents=[SourceView(id=one.id, title=one.title) for one in list_documents(session, me.id)],
        postings=[SourceView(id=one.id, title=one.title) for one in list_postings(session, me.id)],
        model=chat.name if chat is not None else None,
    )


@router.post("/from-material")
def draw(wish: MaterialWish, me: Me, services: ServicesDep, language: LanguageDep) -> SuggestedQuestions:
    """Draw questions from one's own documents. Nothing is kept; the interview keeps those that are chosen."""
    material, chat = _open(wish, me.id, services)
    seed = wish.seed or new_id("sed")
    asked_in = wish.language or material.language
    drawn = choose_questioner(chat).draw(material, asked_in, wish.count, seed)
    cost = present_usage(drawn.usage) if drawn.usage else None
    questions = [_present(one, language) for one in drawn.questions]
    return SuggestedQuestions(engine=drawn.engine, seed=seed, language=asked_in, questions=questions, cost=cost)


@router.post("/from-material/estimate")
def estimate(wish: MaterialWish, me: Me, services: ServicesDep) -> UsageView | None:
    """What drawing them would cost at most; null for the rules, which cost nothing. Nothing is sent anywhere."""
    material, chat = _open(wish, me.id, services)
    if chat is None:
        return None
    return present_usage(ModelQuestioner(chat).estimate(material, wish.language or material.language, wish.count))


def _open(wish: MaterialWish, owner_id: str, services: Services) -> tuple[Material, Chat | None]:
    with services.database.reading() as session:
        if wish.material is not None:
            material = wish.material.material()
        elif wish.document_id is not None:
            material = find_material(session, owner_id, wish.document_id, wish.posting_id)
        else:
            raise NoMaterial(Text(ko="문서를 골라 주세요.", en="Choose a document."))
        return material, find_chat(services, session, owner_id, wish.engine)


def _present(one: DrawnQuestion, language: Language) -> SuggestedQuestion:
    return SuggestedQuestion(
        kind=one.kind,
        kind_title=KIND_TITLES[one.kind].in_language(language),
        competence=one.competence,
        competence_title=COMPETENCE_TITLES[one.competence].in_language(language),
        text=one.text,
        why=Reason(ko=one.why.ko, en=one.why.en),
        quote=one.quote,
    )
