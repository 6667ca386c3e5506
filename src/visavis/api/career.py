"""The career desk: documents as they are read and mended."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Response, UploadFile
from pydantic import BaseModel, Field

from visavis.api.identity import LanguageDep, Me, ServicesDep, SessionDep
from visavis.api.media import attachment
from visavis.api.pace import Pace
from visavis.api.services import Services
from visavis.api.uploads import too_large
from visavis.career import documents
from visavis.career.resume import FIELDS, Entry, Forbidden, Kind, Reading, Section, read_file, read_pasted
from visavis.career.resume import Field as ReadField
from visavis.career.resume.errors import EmptyDocument
from visavis.career.resume.law import LAW, NAMES
from visavis.career.resume.readers import FILE_BYTES
from visavis.career.resume.serial import notes_of
from visavis.career.resume.wording import FIELD_NAMES, SECTION_NAMES
from visavis.career.tables import CareerDocument
from visavis.interview.recording.room import check_room
from visavis.kit.text import Language

router = APIRouter(tags=["career"])
PACE = Pace(calls=30, window_s=60.0)
"""Reading a document takes a process of its own; a folder of them may be brought at once."""
Title = Annotated[str, Field(max_length=200)]


class SpanView(BaseModel):
    """A place in the document's text, counted in characters (code points)."""

    start: int
    end: int


class FieldView(BaseModel):
    key: str
    value: str
    span: SpanView | None = Field(description="where it stands; null for what was typed")
    confidence: float = Field(description="0–1, by what the reading rests on; see docs/resume.md")


class EntryView(BaseModel):
    section: Section
    fields: list[FieldView]


class FlagView(BaseModel):
    """A thing in the document that an employer may not ask for."""

    what: Forbidden
    name: str
    quote: str = Field(description="empty for a picture")
    span: SpanView
    law: str


class DocumentCard(BaseModel):
    """A document as it stands in a list."""

    id: str
    title: str
    kind: Kind
    language: Language
    source_name: str | None
    has_source: bool = Field(description="whether the file itself is kept; not with a resident number in it")
    is_form: bool = Field(description="typed into the form, so that the text follows the fields")
    revision: int
    entries: int
    flags: int
    created_at: datetime
    changed_at: datetime


class DocumentView(DocumentCard):
    text: str
    read: list[EntryView]
    flagged: list[FlagView]
    notes: list[str] = Field(description="what was left out when it was read")


class TypedField(BaseModel):
    key: str = Field(max_length=40)
    value: str = Field(max_length=documents.MOST_CHARACTERS)


class TypedEntry(BaseModel):
    section: Section
    fields: list[TypedField] = Field(max_length=documents.MOST_FIELDS)


Entries = Annotated[list[TypedEntry], Field(max_length=documents.MOST_ENTRIES)]


class NewForm(BaseModel):
    title: Title
    kind: Kind = "resume"
    language: Language
    entries: Entries


class NewText(BaseModel):
    title: Title = ""
    kind: Kind = "resume"
    text: str = Field(max_length=400_000)


class DocumentChange(BaseModel):
    """What is mended; what is left out stays."""

    revision: int = Field(description="the one that this goes on from: a newer one isn't written over (409)")
    title: Title | None = None
    entries: Entries | None = None


class Rereading(BaseModel):
    revision: int


class NamedField(BaseModel):
    key: str
    name: str


class SectionView(BaseModel):
    """A section of the form with its fields."""

    section: Section
    name: str
    fields: list[NamedField]


def document_of(document_id: str, me: Me, session: SessionDep) -> CareerDocument:
    return documents.find_document(session, me.id, document_id)


ADocument = Annotated[CareerDocument, Depends(document_of, scope="function")]


@router.get("/document-sections")
def list_sections(language: LanguageDep) -> list[SectionView]:
    """The sections of the form and what their fields are called."""
    return [
        SectionView(
            section=section,
            name=SECTION_NAMES[section].in_language(language),
            fields=[NamedField(key=key, name=FIELD_NAMES[key].in_language(language)) for key in keys],
        )
        for section, keys in FIELDS.items()
    ]


@router.get("/documents")
def list_documents(me: Me, session: SessionDep) -> list[DocumentCard]:
    """One's own, the one changed last first."""
    return [_card(row) for row in documents.list_documents(session, me.id)]


@router.post("/documents", status_code=201)
def bring_document(
    file: Annotated[UploadFile, File()],
    me: Me,
    session: SessionDep,
    services: ServicesDep,
    language: LanguageDep,
    kind: Annotated[Kind, Form()] = "resume",
    title: Annotated[str, Form(max_length=200)] = "",
) -> DocumentView:
    """Read a file (PDF, DOCX, HWP, HWPX, text) and keep it; what can't be read is refused with the reason."""
    PACE.take(me.id)
    data = file.file.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise too_large(FILE_BYTES)
    _require_room(services, me.id, len(data))
    read = read_file(data, kind)  # before the transaction writes anything: others need the database meanwhile
    row = documents.keep_file(session, services.blobs, me.id, title, kind, file.filename, data, read)
    return present(row, language)


@router.post("/documents/text", status_code=201)
def paste_document(
    asked: NewText, me: Me, session: SessionDep, services: ServicesDep, language: LanguageDep
) -> DocumentView:
    """Read a text that was pasted and keep it."""
    PACE.take(me.id)
    read = read_pasted(asked.text, asked.kind)
    data = read.resume.text.encode()
    _require_room(services, me.id, len(data))
    pasted = Reading(read.resume, read.notes)  # what is kept is the masked text
    row = documents.keep_file(session, services.blobs, me.id, asked.title, asked.kind, None, data, pasted)
    return present(row, language)


@router.post("/documents/form", status_code=201)
def type_document(asked: NewForm, me: Me, session: SessionDep, language: LanguageDep) -> DocumentView:
    """Keep what was typed into the form."""
    entries = _entries(asked.entries)
    if not any(field.value.strip() for entry in entries for field in entry.fields):
        raise EmptyDocument
    return present(documents.keep_form(session, me.id, asked.title, asked.kind, asked.language, entries), language)


@router.get("/documents/{document_id}")
def read_document(document: ADocument, language: LanguageDep) -> DocumentView:
    """The text, the fields with their places, and what is flagged."""
    return present(document, language)


@router.put("/documents/{document_id}")
def change_document(
    asked: DocumentChange, document: ADocument, session: SessionDep, language: LanguageDep
) -> DocumentView:
    """Keep mended fields or another title."""
    entries = None if asked.entries is None else _entries(asked.entries)
    documents.change(session, document, asked.revision, asked.title, entries)
    return present(document, language)


@router.post("/documents/{document_id}/read")
def read_document_again(
    document_id: str, asked: Rereading, me: Me, session: SessionDep, services: ServicesDep, language: LanguageDep
) -> DocumentView:
    """Read the kept file (or, without one, the kept text) anew; what was mended by hand goes."""
    PACE.take(me.id)
    with services.database.reading() as before:
        kept = documents.find_document(before, me.id, document_id)
        documents.require_revision(kept, asked.revision)
        key, kind = kept.source_key, documents.kind_of(kept)
    read = read_file(services.blobs.get(key), kind) if key else None
    document = documents.find_document(session, me.id, document_id)
    documents.read_again(session, document, asked.revision, read)
    return present(document, language)


@router.delete("/documents/{document_id}", status_code=204)
def delete_document(document: ADocument, session: SessionDep, services: ServicesDep) -> None:
    """Delete a document with its file and its evaluations, for good."""
    documents.remove(session, services.blobs, document)


@router.get("/documents/{document_id}/source", response_class=Response)
def read_source(document: ADocument, services: ServicesDep) -> Response:
    """The file as it was brought, always as a download."""
    stem, _, suffix = (document.source_name or f"{document.title}.txt").rpartition(".")
    data = services.blobs.get(document.source_key or "none")
    safe = suffix.lower() if suffix.isascii() and suffix.isalnum() and len(suffix) <= 5 else "bin"
    headers = {"Content-Disposition": attachment(stem or "document", safe)}
    return Response(data, media_type="application/octet-stream", headers=headers)


def present(row: CareerDocument, language: Language) -> DocumentView:
    """A document in full."""
    resume = documents.resume_of(row)
    return DocumentView(
        **_card(row).model_dump(),
        text=row.text,
        read=[EntryView(section=one.section, fields=list(map(_field, one.fields))) for one in resume.entries],
        flagged=[
            FlagView(
                what=flag.what,
                name=NAMES[flag.what].in_language(language),
                quote=flag.quote,
                span=SpanView(start=flag.span.start, end=flag.span.end),
                law=LAW[flag.what].in_language(language),
            )
            for flag in resume.flags
        ],
        notes=[note.in_language(language) for note in notes_of(row.read)],
    )


def _card(row: CareerDocument) -> DocumentCard:
    return DocumentCard(
        id=row.id,
        title=row.title,
        kind=documents.kind_of(row),
        language="ko" if row.language == "ko" else "en",
        source_name=row.source_name,
        has_source=row.source_key is not None,
        is_form=documents.is_form(row),
        revision=row.revision,
        entries=len(row.read["entries"]),
        flags=len(row.read["flags"]),
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def _field(field: ReadField) -> FieldView:
    span = SpanView(start=field.span.start, end=field.span.end) if field.span else None
    return FieldView(key=field.key, value=field.value, span=span, confidence=field.confidence)


def _entries(typed: list[TypedEntry]) -> list[Entry]:
    return [
        Entry(entry.section, tuple(ReadField(field.key, field.value, None, 1.0) for field in entry.fields))
        for entry in typed
    ]


def _require_room(services: Services, owner_id: str, size_bytes: int) -> None:
    """Checked in a transaction of its own: the document is read before the route's begins."""
    with services.database.reading() as before:
        check_room(before, services.blobs, owner_id, size_bytes, services.options.room)
