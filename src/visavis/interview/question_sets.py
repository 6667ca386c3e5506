"""The question sets that an account keeps."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.interview.questions.sets import QuestionList, SetQuestion
from visavis.interview.tables import QuestionSet
from visavis.kit.errors import NotFound, Refused
from visavis.kit.text import Text
from visavis.storage.ownership import count_owned, find_owned

MOST_SETS = 50


class SetNotFound(NotFound):
    """There is no such question set, or it isn't yours."""


class TooManySets(Refused):
    """The account keeps as many question sets as it may."""


def keep_set(session: Session, owner_id: str, read: QuestionList) -> QuestionSet:
    """Keep what was read from a file. Raises TooManySets."""
    if count_owned(session, QuestionSet, owner_id) >= MOST_SETS:
        raise TooManySets(
            Text(
                ko="질문 파일은 {m}개까지 보관합니다. 쓰지 않는 것을 먼저 지워 주세요.",
                en="You can keep {m} question sets. Delete one that you don't need first.",
            ).fill(m=MOST_SETS)
        )
    kept = QuestionSet(owner_id=owner_id, title=read.title, questions=[asdict(one) for one in read.questions])
    session.add(kept)
    session.flush()
    return kept


def list_sets(session: Session, owner_id: str) -> list[QuestionSet]:
    """The account's sets, newest first."""
    query = select(QuestionSet).where(QuestionSet.owner_id == owner_id)
    return list(session.scalars(query.order_by(QuestionSet.created_at.desc(), QuestionSet.id)))


def find_set(session: Session, set_id: str, owner_id: str) -> QuestionSet:
    """The account's set. Raises SetNotFound."""
    found = find_owned(session, QuestionSet, owner_id, set_id)
    if found is None:
        raise SetNotFound(Text(ko="질문 파일을 찾을 수 없습니다.", en="There is no such question set."))
    return found


def read_kept(kept: QuestionSet) -> QuestionList:
    """A kept set as values."""
    rows = ({**row, "follow_ups": tuple(row["follow_ups"])} for row in kept.questions)
    return QuestionList(kept.title, tuple(SetQuestion(**row) for row in rows))
