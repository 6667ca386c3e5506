"""Help with writing: letters that are kept, remarks while typing, the time a script takes, questions brought along."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, File, UploadFile
from pydantic import BaseModel, Field, TypeAdapter

from visavis.api.evaluations import Place, RemarkView
from visavis.api.identity import Me, SessionDep
from visavis.api.pace import Pace
from visavis.api.uploads import too_large
from visavis.career.evaluate import Remark
from visavis.career.evaluate.rules import quick_remarks
from visavis.career.evaluate.text import language_of
from visavis.career.tables import CareerDocument
from visavis.career.writing import importing, letters
from visavis.career.writing.counting import Limit, Measure
from visavis.career.writing.letters import Item
from visavis.career.writing.speaking import time_script
from visavis.kit.text import Language
from visavis.media.limits import Limits
from visavis.media.sandbox import run_limited

router = APIRouter(prefix="/writing", tags=["writing"])
PACE = Pace(calls=5)
MOST_CHARACTERS = 10_000
FILE_LIMITS = Limits(memory_mb=1024, cpu_s=20, wall_s=30.0)
_REMARKS = TypeAdapter(tuple[Remark, ...])


class LimitView(BaseModel):
    most: Annotated[int, Field(ge=1, le=100_000)]
    measure: Measure


class ItemView(BaseModel):
    title: Annotated[str, Field(max_length=letters.LONGEST_TITLE)]
    text: Annotated[str, Field(max_length=letters.LONGEST_ITEM)]
    limit: LimitView | None = None


class NewLetter(BaseModel):
    title: Annotated[str, Field(max_length=200)] = ""
    language: Language = Field(default="ko", description="until the text is long enough to tell its own")
    items: Annotated[list[ItemView], Field(max_length=letters.MOST_ITEMS)] = []


class LetterSaving(NewLetter):
    revision: int = Field(description="the one that this goes on from: a newer one isn't saved over (409)")


class LetterSummary(BaseModel):
    id: str
    title: str
    language: Language
    revision: int
    changed_at: datetime


class LetterView(LetterSummary):
    items: list[ItemView]


class Draft(BaseModel):
    """Something that is being written; its language is told by its letters."""

    text: Annotated[str, Field(max_length=MOST_CHARACTERS)]


class SpokenView(BaseModel):
    span: Place
    duration_s: float


class ScriptView(BaseModel):
    """Seconds at 320 syllables (Korean) or 140 words (English) a minute, pauses aside."""

    language: Language
    duration_s: float
    units: int = Field(description="syllables in Korean, words in English")
    sentences: list[SpokenView]


class AskedView(BaseModel):
    question: str
    company: str | None
    year: int | None


class ImportedView(BaseModel):
    questions: list[AskedView]
    repeated: int
    unusable: int = Field(description="too short or too long to be asked")


class PastedList(BaseModel):
    text: Annotated[str, Field(max_length=500_000)]


def letter_of(letter_id: str, me: Me, session: SessionDep) -> CareerDocument:
    return letters.find_letter(session, me.id, letter_id)


ALetter = Annotated[CareerDocument, Depends(letter_of, scope="function")]


@router.get("/letters")
def list_letters(me: Me, session: SessionDep) -> list[LetterSummary]:
    """The cover letters that were written here, the one changed last first."""
    return [_summary(row) for row in letters.list_letters(session, me.id)]


@router.post("/letters", status_code=201)
def begin_letter(asked: NewLetter, me: Me, session: SessionDep) -> LetterView:
    """A new cover letter; it is a document of the account like any other."""
    PACE.take(me.id)
    return _present(letters.begin(session, me.id, asked.title, asked.language, _items(asked)))


@router.get("/letters/{letter_id}")
def open_letter(row: ALetter) -> LetterView:
    """What was saved last."""
    return _present(row)


@router.put("/letters/{letter_id}")
def save_letter(asked: LetterSaving, row: ALetter) -> LetterView:
    """Keep what the letter is now; 409 when another window saved in between."""
    PACE.take(row.owner_id)
    letters.save(row, asked.revision, asked.title, asked.language, _items(asked))
    return _present(row)


@router.delete("/letters/{letter_id}", status_code=204)
def delete_letter(row: ALetter, session: SessionDep) -> None:
    """Delete it with its evaluations, for good."""
    session.delete(row)


@router.post("/check")
def check(asked: Draft, me: Me) -> list[RemarkView]:
    """What the rules say while somebody is still writing; nothing is kept."""
    PACE.take(me.id)
    found = _REMARKS.dump_python(quick_remarks(asked.text, language_of(asked.text)))
    return [RemarkView.model_validate(one) for one in found]


@router.post("/script")
def time_it(asked: Draft, me: Me) -> ScriptView:
    """How long a script takes to say; nothing is kept."""
    PACE.take(me.id)
    language = language_of(asked.text)
    script = time_script(asked.text, language)
    spoken = [
        SpokenView(span=Place(start=one.span.start, end=one.span.end), duration_s=one.duration_s)
        for one in script.sentences
    ]
    return ScriptView(language=language, duration_s=script.duration_s, units=script.units, sentences=spoken)


@router.post("/questions/text")
def read_pasted(asked: PastedList, me: Me) -> ImportedView:
    """Questions of a pasted list, cleaned and without repetitions; nothing is kept."""
    PACE.take(me.id)
    return _imported(importing.import_text(asked.text))


@router.post("/questions/file")
def read_file(file: Annotated[UploadFile, File()], me: Me) -> ImportedView:
    """Questions of a txt, csv or xlsx file; nothing is kept."""
    PACE.take(me.id)
    data = file.file.read(importing.MOST_BYTES + 1)
    if len(data) > importing.MOST_BYTES:
        raise too_large(importing.MOST_BYTES)
    return _imported(run_limited(importing.import_file, data, file.filename or "", limits=FILE_LIMITS))


def _items(asked: NewLetter) -> list[Item]:
    return [Item(one.title, one.text, _limit(one.limit)) for one in asked.items]


def _limit(asked: LimitView | None) -> Limit | None:
    return None if asked is None else Limit(asked.most, asked.measure)


def _limit_view(kept: Limit | None) -> LimitView | None:
    return None if kept is None else LimitView(most=kept.most, measure=kept.measure)


def _summary(row: CareerDocument) -> LetterSummary:
    language: Language = "en" if row.language == "en" else "ko"
    return LetterSummary(
        id=row.id, title=row.title, language=language, revision=row.revision, changed_at=row.changed_at
    )


def _present(row: CareerDocument) -> LetterView:
    items = [ItemView(title=one.title, text=one.text, limit=_limit_view(one.limit)) for one in letters.items_of(row)]
    return LetterView(**_summary(row).model_dump(), items=items)


def _imported(found: importing.Imported) -> ImportedView:
    asked = [AskedView(question=one.question, company=one.company, year=one.year) for one in found.questions]
    return ImportedView(questions=asked, repeated=found.repeated, unusable=found.unusable)
