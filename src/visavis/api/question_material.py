"""What questions are drawn from, as it comes over HTTP: a stored document with a posting, or plain facts."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from visavis.api.career_material import material_of
from visavis.career import documents, postings
from visavis.interview.questions.material import Essay, Experience, Gap, Material, Project
from visavis.interview.tables import Interview
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Language

_Short = Annotated[str, Field(max_length=300)]
_Long = Annotated[str, Field(max_length=20_000)]


class NoMaterial(Invalid):
    """Neither a document nor facts were given."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ExperienceRow(_Row):
    organisation: _Short
    role: _Short = ""
    start: _Short = ""
    end: _Short = ""
    months: int | None = Field(default=None, ge=0, le=1200)
    duties: _Long = ""
    results: _Long = ""


class ProjectRow(_Row):
    name: _Short
    role: _Short = ""
    stack: list[_Short] = Field(default=[], max_length=50)
    which: _Long = ""
    why: _Long = ""
    why_technology: _Long = ""
    result: _Long = ""
    limits: _Long = ""


class EssayRow(_Row):
    title: _Short = ""
    text: _Long


class GapRow(_Row):
    after: _Short
    before: _Short
    months: int = Field(ge=1, le=1200)


class MaterialRow(_Row):
    """Plain facts, for programs that read résumés by themselves."""

    language: Language = "ko"
    experiences: list[ExperienceRow] = Field(default=[], max_length=50)
    projects: list[ProjectRow] = Field(default=[], max_length=50)
    gaps: list[GapRow] = Field(default=[], max_length=50)
    skills: list[_Short] = Field(default=[], max_length=200)
    certificates: list[_Short] = Field(default=[], max_length=100)
    awards: list[_Short] = Field(default=[], max_length=100)
    activities: list[_Short] = Field(default=[], max_length=100)
    majors: list[_Short] = Field(default=[], max_length=20)
    essays: list[EssayRow] = Field(default=[], max_length=20)
    posting: _Long = ""

    def material(self) -> Material:
        return Material(
            language=self.language,
            experiences=tuple(Experience(**one.model_dump()) for one in self.experiences),
            projects=tuple(Project(**(one.model_dump() | {"stack": tuple(one.stack)})) for one in self.projects),
            gaps=tuple(Gap(**one.model_dump()) for one in self.gaps),
            skills=tuple(self.skills),
            certificates=tuple(self.certificates),
            awards=tuple(self.awards),
            activities=tuple(self.activities),
            majors=tuple(self.majors),
            essays=tuple(Essay(**one.model_dump()) for one in self.essays),
            posting=self.posting,
        )


def find_material(session: Session, owner_id: str, document_id: str, posting_id: str | None) -> Material:
    """What the account's stored document and posting say. Raises DocumentNotFound and PostingNotFound."""
    document = documents.find_document(session, owner_id, document_id)
    posting = postings.find_posting(session, owner_id, posting_id).text if posting_id else ""
    return material_of(documents.resume_of(document), posting)


def material_about(session: Session, interview: Interview) -> Material | None:
    """What the document says that the interview was drawn from; None without one, or when it was deleted since."""
    if interview.document_id is None:
        return None
    try:
        return find_material(session, interview.owner_id, interview.document_id, None)
    except NotFound:
        return None
