"""The documents of an account: kept as they were read, mended in their form, read anew, deleted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.career.resume import FIELDS, Entry, Field, Kind, Reading, Resume, Section, extract
from visavis.career.resume.composing import compose
from visavis.career.resume.dates import find_date
from visavis.career.resume.masking import mask_resident_numbers
from visavis.career.resume.serial import from_values, to_values
from visavis.career.tables import CareerDocument
from visavis.kit.clock import now
from visavis.kit.errors import Conflict, Invalid, NotFound
from visavis.kit.ids import new_id
from visavis.kit.text import Language, Text
from visavis.storage.blobs import Blobs
from visavis.storage.ownership import blob_prefix, count_owned, find_owned

MOST_EACH = 100
MOST_ENTRIES, MOST_FIELDS, MOST_CHARACTERS = 400, 60, 20_000
_TITLE = 120
_DATES = frozenset({"start", "end", "date", "expiry"})


class DocumentNotFound(NotFound):
    """There is no such document, or it isn't yours."""


class TooManyDocuments(Conflict):
    """The account holds as many documents as it may."""


class DocumentChanged(Conflict):
    """The document was changed in another window since it was opened here."""


class UnknownField(Invalid):
    """The form holds a field that its section doesn't have."""


class FormTooLong(Invalid):
    """The form holds more than one document may."""


class WrongDate(Invalid):
    """A date of the form can't be read."""


def keep_file(
    session: Session, blobs: Blobs, owner_id: str, title: str, kind: Kind, name: str | None, data: bytes, read: Reading
) -> CareerDocument:
    """Keep what was read and the file itself; not the file when a resident number stands in it. Raises
    TooManyDocuments."""
    row = _new(session, owner_id, title or _stem(name), kind, read.resume, name)
    row.read = to_values(read.resume, read.notes)
    if not read.was_masked:
        row.source_key = f"{blob_prefix(owner_id)}/documents/{row.id}/source"
        blobs.put(row.source_key, data)
        row.made_bytes = len(data)
    session.add(row)
    session.flush()
    return row


def keep_form(
    session: Session, owner_id: str, title: str, kind: Kind, language: Language, entries: Sequence[Entry]
) -> CareerDocument:
    """Keep what was typed into the form; its text is put together of the fields. Raises TooManyDocuments, UnknownField,
    FormTooLong or WrongDate."""
    typed = tuple(_typed(entry) for entry in checked(entries))
    resume = Resume(language, compose(typed, language), typed)
    row = _new(session, owner_id, title, kind, resume, None)
    row.read = to_values(resume)
    session.add(row)
    session.flush()
    return row


def list_documents(session: Session, owner_id: str) -> list[CareerDocument]:
    """The account's documents, the one changed last first."""
    mine = select(CareerDocument).where(CareerDocument.owner_id == owner_id)
    return list(session.scalars(mine.order_by(CareerDocument.changed_at.desc(), CareerDocument.id)))


def find_document(session: Session, owner_id: str, document_id: str) -> CareerDocument:
    """Raises DocumentNotFound unless it is the account's."""
    row = find_owned(session, CareerDocument, owner_id, document_id)
    if row is None:
        raise DocumentNotFound(
            Text(
                ko="문서를 찾을 수 없습니다. 이미 지워졌을 수 있어요. 목록에서 다시 골라 주세요.",
                en="There is no such document; it may have been deleted. Choose one from the list.",
            )
        )
    return row


def resume_of(row: CareerDocument) -> Resume:
    """What the document says."""
    return from_values(row.read, row.text)


def change(
    session: Session, row: CareerDocument, revision: int, title: str | None, entries: Sequence[Entry] | None
) -> None:
    """Keep what was mended. A field that stays as it is keeps its place and confidence; one that was typed has none
    and confidence 1. Raises DocumentChanged, UnknownField, FormTooLong or WrongDate."""
    require_revision(row, revision)
    if title is not None:
        row.title = cleaned_title(title) or row.title
    if entries is not None:
        before = resume_of(row)
        mended = tuple(_mended(checked(entries), before))
        if is_form(row):
            row.text = compose(mended, before.language)
        row.read = {**row.read, "entries": to_values(Resume(before.language, row.text, mended))["entries"]}
    _touch(session, row)


def read_again(session: Session, row: CareerDocument, revision: int, read: Reading | None) -> None:
    """Put what is read now in the place of what was read and mended; without ``read`` the kept text is read anew.
    Raises DocumentChanged."""
    require_revision(row, revision)
    found = read or Reading(extract(row.text, kind_of(row), any(flag["what"] == "photo" for flag in row.read["flags"])))
    row.text, row.language = found.resume.text, found.resume.language
    row.read = to_values(found.resume, found.notes)
    _touch(session, row)


def remove(session: Session, blobs: Blobs, row: CareerDocument) -> None:
    """Delete a document with its file and every evaluation of it, for good."""
    session.delete(row)
    session.flush()
    if row.source_key is not None:
        blobs.delete_all(row.source_key.rpartition("/")[0])


def is_form(row: CareerDocument) -> bool:
    """Whether the document was typed into the form, so that its text follows the fields."""
    return row.source_key is None and row.source_name is None


def kind_of(row: CareerDocument) -> Kind:
    kind: Kind = row.kind  # type: ignore[assignment] # the column holds nothing else
    return kind


def require_revision(row: CareerDocument, revision: int) -> None:
    """Raises DocumentChanged unless it is the one that the document has."""
    if revision != row.revision:
        raise DocumentChanged(
            Text(
                ko="이 문서가 다른 창에서 바뀌었습니다. 문서를 다시 열어 바뀐 내용에서 이어 주세요.",
                en="This document was changed in another window. Open it again to go on from there.",
            )
        )


def checked(entries: Sequence[Entry]) -> list[Entry]:
    """What the form may hold, without empty fields. Raises UnknownField, FormTooLong or WrongDate."""
    if len(entries) > MOST_ENTRIES or any(len(entry.fields) > MOST_FIELDS for entry in entries):
        raise FormTooLong(
            Text(
                ko="항목은 {n}개, 항목마다 칸은 {f}개까지 쓸 수 있습니다. 문서를 나누어 주세요.",
                en="A document takes {n} entries with {f} fields each. Divide it into two.",
            ).fill(n=MOST_ENTRIES, f=MOST_FIELDS)
        )
    made = [Entry(entry.section, tuple(_checked(entry.section, one) for one in entry.fields)) for entry in entries]
    filled = [Entry(entry.section, tuple(one for one in entry.fields if one.value)) for entry in made]
    return [entry for entry in filled if entry.fields]


def _checked(section: Section, field: Field) -> Field:
    if field.key not in FIELDS[section]:
        raise UnknownField(
            Text(ko="'{s}' 항목에는 '{k}' 칸이 없습니다.", en="The section '{s}' has no field '{k}'.").fill(
                s=section, k=field.key
            )
        )
    value = mask_resident_numbers(field.value.strip())
    if len(value) > MOST_CHARACTERS:
        raise FormTooLong(
            Text(
                ko="한 칸에는 {n}자까지 쓸 수 있습니다. 글을 나누어 주세요.",
                en="A field takes {n} characters. Divide the text.",
            ).fill(n=f"{MOST_CHARACTERS:,}")
        )
    return Field(field.key, _date(value) if field.key in _DATES and value else value, field.span, field.confidence)


def _date(value: str) -> str:
    if value == "now" or re.fullmatch(r"현재|재직\s?중|present|now", value, re.IGNORECASE):
        return "now"
    found = find_date(value)
    if found is None:
        raise WrongDate(
            Text(
                ko="'{v}'을(를) 날짜로 읽을 수 없습니다. 2024-03 또는 2024처럼 써 주세요.",
                en="'{v}' can't be read as a date. Write it like 2024-03 or 2024.",
            ).fill(v=value[:40])
        )
    return found[1]


def _mended(entries: Sequence[Entry], before: Resume) -> list[Entry]:
    """Fields that were there before keep where they stand; each of those is used once."""
    known: defaultdict[tuple[str, str, str], list[Field]] = defaultdict(list)
    for entry in before.entries:
        for field in entry.fields:
            known[entry.section, field.key, field.value].append(field)
    return [
        Entry(entry.section, tuple(_known(known, entry.section, field) for field in entry.fields)) for entry in entries
    ]


def _known(known: dict[tuple[str, str, str], list[Field]], section: Section, field: Field) -> Field:
    found = known.get((section, field.key, field.value))
    return found.pop(0) if found else Field(field.key, field.value, None, 1.0)


def _typed(entry: Entry) -> Entry:
    return Entry(entry.section, tuple(Field(field.key, field.value, None, 1.0) for field in entry.fields))


def _new(
    session: Session, owner_id: str, title: str, kind: Kind, resume: Resume, source_name: str | None
) -> CareerDocument:
    if count_owned(session, CareerDocument, owner_id) >= MOST_EACH:
        raise TooManyDocuments(
            Text(
                ko="문서는 {n}개까지 보관할 수 있습니다. 필요 없는 문서를 지워 주세요.",
                en="You can keep {n} documents. Delete one that you no longer need.",
            ).fill(n=MOST_EACH)
        )
    return CareerDocument(
        id=new_id("doc"),
        owner_id=owner_id,
        title=cleaned_title(title),
        kind=kind,
        language=resume.language,
        source_name=cleaned_title(source_name, 200) if source_name else None,
        text=resume.text,
    )


def _touch(session: Session, row: CareerDocument) -> None:
    row.revision += 1
    row.changed_at = now()
    session.flush()


def cleaned_title(title: str, most: int = _TITLE) -> str:
    """One line that fits its column, without resident numbers."""
    line = " ".join(mask_resident_numbers(title).split())
    return "".join(letter for letter in line if letter.isprintable())[:most]


def _stem(name: str | None) -> str:
    return (name or "").rpartition(".")[0] or name or ""
