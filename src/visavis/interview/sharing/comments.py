"""What a coach writes at moments of an answer, and what the owner answers."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from visavis.interview.sessions import find_question
from visavis.interview.sharing.tables import Comment, Share
from visavis.interview.tables import Interview
from visavis.kit.clock import now
from visavis.kit.errors import Invalid, NotFound, Refused
from visavis.kit.text import Text
from visavis.storage.locking import alone

LONGEST_TEXT = 1000
LONGEST_NAME = 40
MOST_AN_HOUR = 30
MOST_OF_SHARE = 300
LATEST_S = 4 * 3600.0


class CommentRefused(Invalid):
    """The comment can't be kept as it was written."""


class TooManyComments(Refused):
    """More comments came by one link than it takes."""


class CommentNotFound(NotFound):
    """There is no such comment on a report of this account."""


@dataclass(frozen=True)
class Remark:
    """A comment as it was typed: at so many seconds of the answer to a question."""

    question_number: int
    at_s: float
    name: str
    text: str


def add_comment(session: Session, share: Share, remark: Remark) -> Comment:
    """Keep what a coach wrote. Raises CommentRefused, TooManyComments and QuestionNotFound."""
    find_question(share.interview, remark.question_number)
    if not 0 <= remark.at_s <= LATEST_S:
        raise CommentRefused(Text(ko="시간이 답변 밖에 있습니다.", en="The time lies outside the answer."))
    alone(session, f"comments {share.id}")
    _check_pace(session, share)
    comment = Comment(
        share_id=share.id,
        question_number=remark.question_number,
        at_s=round(remark.at_s, 2),
        author="coach",
        name=_line(remark.name),
        text=_paragraphs(remark.text),
    )
    session.add(comment)
    session.flush()
    return comment


def reply(session: Session, comment: Comment, name: str, text: str) -> Comment:
    """Keep what the owner answers to a comment; it takes none of the coach's comments an hour.

    Raises CommentRefused and TooManyComments.
    """
    alone(session, f"comments {comment.share_id}")
    _check_room(session, comment.share)
    answer = Comment(
        share_id=comment.share_id,
        replies_to=comment.replies_to or comment.id,
        question_number=comment.question_number,
        at_s=comment.at_s,
        author="owner",
        name=_line(name[:LONGEST_NAME]),
        text=_paragraphs(text),
    )
    session.add(answer)
    session.flush()
    return answer


def list_of_share(session: Session, share: Share) -> list[Comment]:
    """What was written by one link, oldest first."""
    return list(session.scalars(select(Comment).where(Comment.share_id == share.id).order_by(Comment.created_at)))


def list_of_interview(session: Session, interview: Interview) -> list[Comment]:
    """What was written by every link to the interview's report, oldest first."""
    query = select(Comment).join(Share).where(Share.interview_id == interview.id)
    return list(session.scalars(query.order_by(Comment.created_at)))


def find_comment(session: Session, owner_id: str, comment_id: str) -> Comment:
    """A comment on a report of this account. Raises CommentNotFound."""
    comment = session.get(Comment, comment_id)
    if comment is None or comment.share.owner_id != owner_id:
        raise CommentNotFound(Text(ko="댓글을 찾을 수 없습니다.", en="There is no such comment."))
    return comment


def _check_pace(session: Session, share: Share) -> None:
    """What a coach may write by this link now."""
    lately = _count_of(share).where(Comment.author == "coach", Comment.created_at >= now() - timedelta(hours=1))
    if (session.scalar(lately) or 0) >= MOST_AN_HOUR:
        raise TooManyComments(
            Text(
                ko="한 시간에 댓글은 {m}개까지입니다. 잠시 뒤에 이어서 적어 주세요.",
                en="A link takes {m} comments an hour. Please go on a little later.",
            ).fill(m=MOST_AN_HOUR)
        )
    _check_room(session, share)


def _check_room(session: Session, share: Share) -> None:
    if (session.scalar(_count_of(share)) or 0) >= MOST_OF_SHARE:
        raise TooManyComments(Text(ko="이 링크에는 더 적을 수 없습니다.", en="This link takes no more comments."))


def _count_of(share: Share) -> Select[int]:
    return select(func.count()).select_from(Comment).where(Comment.share_id == share.id)


def _line(text: str) -> str:
    line = " ".join(_clean(text).split())
    if not 1 <= len(line) <= LONGEST_NAME:
        raise CommentRefused(
            Text(ko="이름을 1자에서 {m}자로 적어 주세요.", en="Please give a name of 1 to {m} characters.").fill(
                m=LONGEST_NAME
            )
        )
    return line


def _paragraphs(text: str) -> str:
    kept = _clean(text).strip()
    if not 1 <= len(kept) <= LONGEST_TEXT:
        raise CommentRefused(
            Text(ko="댓글은 1자에서 {m}자까지입니다.", en="A comment takes 1 to {m} characters.").fill(m=LONGEST_TEXT)
        )
    return kept


def _clean(text: str) -> str:
    """Without characters that can't be seen, such as those that turn the direction of writing around."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(c for c in text if c == "\n" or unicodedata.category(c)[0] != "C")
