"""Cover letters that are written here: items with their limits, kept as a document of the account."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.career.documents import find_document, is_form
from visavis.career.evaluate.keeping import document_of
from visavis.career.evaluate.text import language_of
from visavis.career.resume.values import Entry, Field, Resume, Span
from visavis.career.tables import CareerDocument
from visavis.career.writing.counting import Limit
from visavis.kit.clock import now
from visavis.kit.errors import Conflict, Invalid, Refused
from visavis.kit.text import Language, Text

MOST_ITEMS = 20
LONGEST_TITLE = 200
LONGEST_ITEM = 10_000
MOST_LETTERS = 100
_TELLING = 20
"""Characters from which the text tells its own language."""


@dataclass(frozen=True)
class Item:
    """One question of the form and what is answered."""

    title: str
    text: str
    limit: Limit | None = None


class NotALetter(Invalid):
    """Too many items, or an item that is too long."""


class LetterChanged(Conflict):
    """Another window saved in between."""


class TooManyLetters(Refused):
    """The account holds as many as it may."""


class NotWrittenHere(Invalid):
    """The document was uploaded: its items have no place to be written into."""


def begin(session: Session, owner_id: str, title: str, language: Language, items: list[Item]) -> CareerDocument:
    """A new letter; ``language`` holds until its text is long enough to tell its own.

    Raises NotALetter or TooManyLetters.
    """
    if len(list_letters(session, owner_id)) >= MOST_LETTERS:
        raise TooManyLetters(
            Text(
                ko="자기소개서는 {n}개까지 둘 수 있습니다. 쓰지 않는 것을 지워 주세요.",
                en="You can keep {n} letters. Delete one that you don't need.",
            ).fill(n=MOST_LETTERS)
        )
    row = CareerDocument(owner_id=owner_id, title="", kind="cover_letter", language=language, text="", read={})
    _fill(row, title, language, items)
    session.add(row)
    session.flush()
    return row


def save(row: CareerDocument, revision: int, title: str, language: Language, items: list[Item]) -> None:
    """Put in what is written now. Raises LetterChanged, NotALetter or NotWrittenHere."""
    items_of(row)
    if revision != row.revision:
        raise LetterChanged(
            Text(
                ko="다른 창에서 이 자기소개서를 저장했습니다. 쓴 글을 복사해 두고 다시 열어 주세요.",
                en="Another window saved this letter. Copy what you wrote and open it again.",
            )
        )
    _fill(row, title, language, items)
    row.revision += 1
    row.changed_at = now()


def find_letter(session: Session, owner_id: str, letter_id: str) -> CareerDocument:
    """Raises DocumentNotFound or NotWrittenHere."""
    row = find_document(session, owner_id, letter_id)
    items_of(row)
    return row


def list_letters(session: Session, owner_id: str) -> list[CareerDocument]:
    """Those that were written here, the one changed last first."""
    mine = select(CareerDocument).where(CareerDocument.owner_id == owner_id, CareerDocument.kind == "cover_letter")
    rows = session.scalars(mine.order_by(CareerDocument.changed_at.desc(), CareerDocument.id.desc()))
    return [row for row in rows if is_written_here(row)]


def items_of(row: CareerDocument) -> list[Item]:
    """The items of a letter. Raises NotWrittenHere."""
    if not is_written_here(row):
        raise NotWrittenHere(
            Text(
                ko="올린 문서는 여기서 고칠 수 없습니다. 글을 복사해 새 자기소개서에 붙여 넣어 주세요.",
                en="An uploaded document can't be changed here. Copy its text into a new letter.",
            )
        )
    document = document_of(row)
    return [
        Item(essay.get("title") or "", essay.get("text") or "", document.limit_of(number))
        for number, essay in enumerate(document.resume.of("essay"))
    ]


def is_written_here(row: CareerDocument) -> bool:
    """Whether it is a letter that was typed here, not a file or a text that was brought."""
    return row.kind == "cover_letter" and is_form(row)


def compose(language: Language, items: list[Item]) -> Resume:
    """The letter as one text, with an entry for each item."""
    text, entries = "", []
    for item in items:
        title = _field("title", item.title, len(text))
        text += f"{item.title}\n"
        body = _field("text", item.text, len(text))
        text += f"{item.text}\n\n"
        entries.append(Entry("essay", (title, body)))
    return Resume(language, text, tuple(entries))


def _field(key: str, value: str, start: int) -> Field:
    return Field(key, value, Span(start, start + len(value)), 1.0)


def _fill(row: CareerDocument, title: str, language: Language, items: list[Item]) -> None:
    if len(items) > MOST_ITEMS or any(len(i.title) > LONGEST_TITLE or len(i.text) > LONGEST_ITEM for i in items):
        raise NotALetter(
            Text(
                ko="문항은 {n}개, 한 문항은 {m}자까지 쓸 수 있습니다.",
                en="A letter can have {n} items of {m} characters each.",
            ).fill(n=MOST_ITEMS, m=f"{LONGEST_ITEM:,}")
        )
    written = " ".join(item.text for item in items)
    language = language_of(written) if len(written) >= _TELLING else language
    composed = compose(language, items)
    row.title = " ".join(title.split())[:120] or ("자기소개서" if language == "ko" else "Cover letter")
    row.language = language
    row.text = composed.text
    limits = [None if item.limit is None else asdict(item.limit) for item in items]
    row.read = {
        "language": language,
        "entries": [_values(entry) for entry in composed.entries],
        "flags": [],
        "limits": limits,
    }


def _values(entry: Entry) -> dict[str, Any]:
    """As documents are kept: spans are pairs."""
    fields = [
        {"key": one.key, "value": one.value, "span": [one.span.start, one.span.end], "confidence": one.confidence}
        for one in entry.fields
        if one.span
    ]
    return {"section": entry.section, "fields": fields}
