"""Evaluations that are kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session
from tests.unit.career.evaluate.samples import POSTING, RESUME

from visavis.api.services import Services
from visavis.career.evaluate import RulesEvaluator, keeping
from visavis.career.resume import Entry, Field, Resume, Span
from visavis.career.resume.serial import to_values
from visavis.career.tables import CareerDocument


@pytest.fixture
def session(services: Services) -> Iterator[Session]:
    with services.database.transaction() as session:
        yield session


@pytest.fixture
def row(session: Session) -> CareerDocument:
    skill = Entry("skill", (Field("name", "SQL", Span(0, 3), 1.0),))
    read = to_values(Resume("ko", RESUME, (skill,)))
    row = CareerDocument(owner_id="acc_1", title="CV", kind="resume", language="ko", text=RESUME, read=read)
    session.add(row)
    session.flush()
    return row


def test_what_was_found_is_read_again_as_it_was(session: Session, row: CareerDocument) -> None:
    document = keeping.document_of(row)
    assert document.resume.of("skill")[0].get("name") == "SQL"
    found = RulesEvaluator().assess(document, POSTING)
    kept = keeping.keep(session, row, None, found)
    session.expire_all()
    assert keeping.assessment_of(keeping.find_evaluation(session, "acc_1", kept.id)) == found


def test_strangers_see_nothing(session: Session, row: CareerDocument) -> None:
    kept = keeping.keep(session, row, None, RulesEvaluator().assess(keeping.document_of(row)))
    with pytest.raises(keeping.EvaluationNotFound):
        keeping.find_evaluation(session, "acc_2", kept.id)


def test_the_oldest_evaluations_go(session: Session, row: CareerDocument, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_KEPT", 2)
    found = RulesEvaluator().assess(keeping.document_of(row))
    ids = [keeping.keep(session, row, None, found).id for _ in range(4)]
    assert [one.id for one in keeping.list_evaluations(session, "acc_1", row.id)] == ids[:1:-1]
