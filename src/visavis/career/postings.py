"""Job postings that somebody pasted."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.career.documents import cleaned_title
from visavis.career.resume.masking import mask_resident_numbers
from visavis.career.resume.readers.laid import tidied
from visavis.career.tables import JobPosting
from visavis.kit.errors import Conflict, Invalid, NotFound
from visavis.kit.text import Text
from visavis.storage.ownership import count_owned, find_owned

MOST_EACH = 100
MOST_CHARACTERS = 30_000


class PostingNotFound(NotFound):
    """There is no such posting, or it isn't yours."""


class TooManyPostings(Conflict):
    """The account holds as many postings as it may."""


class PostingEmpty(Invalid):
    """There is no text in the posting."""


class PostingTooLong(Invalid):
    """The posting is longer than any is."""


def keep_posting(session: Session, owner_id: str, title: str, text: str) -> JobPosting:
    """Keep a pasted posting, once: the same text again is the same posting. Without a title its first line is one.
    Raises PostingEmpty, PostingTooLong or TooManyPostings."""
    tidy = mask_resident_numbers(tidied(text))
    if not tidy.strip():
        raise PostingEmpty(
            Text(
                ko="공고의 내용이 비어 있습니다. 공고 글을 붙여 넣어 주세요.",
                en="The posting is empty. Paste its text.",
            )
        )
    if len(tidy) > MOST_CHARACTERS:
        raise PostingTooLong(
            Text(
                ko="공고는 {n}자까지 넣을 수 있습니다. 직무 설명과 자격 요건만 붙여 넣어 주세요.",
                en="A posting takes {n} characters. Paste the description of the work and its requirements alone.",
            ).fill(n=f"{MOST_CHARACTERS:,}")
        )
    there = session.scalar(select(JobPosting).where(JobPosting.owner_id == owner_id, JobPosting.text == tidy))
    if there is not None:
        return there
    if count_owned(session, JobPosting, owner_id) >= MOST_EACH:
        raise TooManyPostings(
            Text(
                ko="공고는 {n}개까지 보관할 수 있습니다. 필요 없는 공고를 지워 주세요.",
                en="You can keep {n} postings. Delete one that you no longer need.",
            ).fill(n=MOST_EACH)
        )
    row = JobPosting(owner_id=owner_id, title=cleaned_title(title or tidy.lstrip().split("\n")[0]), text=tidy)
    session.add(row)
    session.flush()
    return row


def list_postings(session: Session, owner_id: str) -> list[JobPosting]:
    """The account's postings, the newest first."""
    mine = select(JobPosting).where(JobPosting.owner_id == owner_id)
    return list(session.scalars(mine.order_by(JobPosting.created_at.desc(), JobPosting.id)))


def find_posting(session: Session, owner_id: str, posting_id: str) -> JobPosting:
    """Raises PostingNotFound unless it is the account's."""
    row = find_owned(session, JobPosting, owner_id, posting_id)
    if row is None:
        raise PostingNotFound(
            Text(
                ko="공고를 찾을 수 없습니다. 이미 지워졌을 수 있어요.",
                en="There is no such posting; it may have been deleted.",
            )
        )
    return row


def remove_posting(session: Session, row: JobPosting) -> None:
    session.delete(row)
    session.flush()
