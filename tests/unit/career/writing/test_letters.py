"""Cover letters that are written here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from visavis.api.services import Services
from visavis.career.evaluate import RulesEvaluator, keeping
from visavis.career.tables import CareerDocument
from visavis.career.writing import letters
from visavis.career.writing.counting import Limit
from visavis.career.writing.letters import Item

ITEMS = [
    Item("지원 동기", "데이터를 다루는 일이 좋아 지원했습니다.\n첫 줄 다음 줄", Limit(500, "with_spaces")),
    Item("포부", ""),
]


@pytest.fixture
def session(services: Services) -> Iterator[Session]:
    with services.database.transaction() as session:
        yield session


def test_items_come_back_with_their_limits(session: Session) -> None:
    row = letters.begin(session, "acc_1", " 한빛전자  상반기 ", "ko", ITEMS)
    session.expire_all()
    assert letters.items_of(letters.find_letter(session, "acc_1", row.id)) == ITEMS
    assert (row.title, row.kind, row.revision) == ("한빛전자 상반기", "cover_letter", 1)


def test_a_letter_is_a_document_whose_items_have_their_places(session: Session) -> None:
    row = letters.begin(session, "acc_1", "", "ko", ITEMS)
    essays = keeping.document_of(row).resume.of("essay")
    for essay, item in zip(essays, ITEMS, strict=True):
        for field, value in zip(essay.fields, (item.title, item.text), strict=True):
            assert field.span is not None
            assert row.text[field.span.start : field.span.end] == value
    assert RulesEvaluator().assess(keeping.document_of(row)).total is not None


def test_what_another_window_saved_is_not_saved_over(session: Session) -> None:
    row = letters.begin(session, "acc_1", "", "ko", ITEMS)
    letters.save(row, 1, "", "ko", ITEMS[:1])
    with pytest.raises(letters.LetterChanged):
        letters.save(row, 1, "", "ko", ITEMS)
    assert (row.revision, letters.items_of(row)) == (2, ITEMS[:1])


def test_the_text_tells_its_own_language(session: Session) -> None:
    row = letters.begin(session, "acc_1", "", "ko", [Item("지원 동기", "I want to work with data every day.")])
    assert row.language == "en"
    letters.save(row, 1, "", "ko", [Item("Motivation", "매일 데이터로 문제를 푸는 일을 하고 싶습니다.")])
    assert row.language == "ko"


def test_an_uploaded_document_is_not_written_into(session: Session) -> None:
    row = CareerDocument(
        owner_id="acc_1", title="a", kind="cover_letter", language="ko", text="글", read={}, source_key="accounts/a/b"
    )
    session.add(row)
    session.flush()
    with pytest.raises(letters.NotWrittenHere):
        letters.find_letter(session, "acc_1", row.id)
    assert letters.list_letters(session, "acc_1") == []


def test_too_much_is_refused(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(letters.NotALetter):
        letters.begin(session, "acc_1", "", "ko", [Item("a", "가" * 10_001)])
    monkeypatch.setattr(letters, "MOST_LETTERS", 1)
    letters.begin(session, "acc_1", "", "ko", [])
    with pytest.raises(letters.TooManyLetters):
        letters.begin(session, "acc_1", "", "ko", [])
