"""Follow-up questions of an interview: which turn may be followed, and the new question behind its parent."""

from __future__ import annotations

from dataclasses import asdict
from typing import cast

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from visavis.interview.questions.following import FollowUp, Turn, asks_again
from visavis.interview.sessions.states import check_open
from visavis.interview.tables import Interview, Question
from visavis.kit.text import Language

MOST = 2
"""How many follow-ups one question may have."""


def turn_to_follow(interview: Interview, question: Question, is_empty: bool) -> Turn | None:
    """The question with its answer as it is known now; None where no follow-up may come.

    ``is_empty`` tells that nothing was said or typed, whatever came of an earlier try. No follow-up may come when as
    many as were chosen have come, or when the candidate has gone on to a later question.
    Raises NotPossibleNow once the interview is finished.
    """
    check_open(interview)
    chain = _chain(interview, question)
    if len(chain) > min(interview.most_follow_ups, MOST) or has_gone_on(interview, question):
        return None
    root = chain[-1]
    return Turn(
        question=question.text,
        kind=question.kind,
        language=cast(Language, interview.language),
        answer="" if is_empty else question.transcript or question.typed_text,
        written=tuple(root.follow_ups),
        asked=tuple(one.text for one in interview.questions),
        depth=len(chain) - 1,
        planned=root.text,
        followed=tuple(one.text for one in chain[:-1]),
        was_repeated=any(asks_again(one.text) for one in chain),
        seed=interview.id,
    )


def find_follow_up(interview: Interview, question: Question) -> Question | None:
    """The follow-up that goes on from this question's answer, once it is there."""
    return next((one for one in interview.questions if one.follows_id == question.id), None)


def add_follow_up(session: Session, interview: Interview, question: Question, asked: FollowUp) -> Question:
    """Put the follow-up right behind its question: those that come later move on by one.

    The same question is never followed twice: the first follow-up is handed back. Recordings know their question by
    its row, so none of them changes hands.
    """
    session.execute(select(Interview.id).where(Interview.id == interview.id).with_for_update())
    session.refresh(interview, ["questions", "position"])
    earlier = find_follow_up(interview, question)
    if earlier is not None:
        return earlier
    _make_room(session, interview, question.number)
    added = Question(
        interview_id=interview.id,
        number=question.number + 1,
        kind=question.kind,
        competence=question.competence,
        text=asked.text,
        source="follow_up",
        why=asdict(asked.why),
        follows_id=question.id,
        seat=question.seat,
    )
    session.add(added)
    session.flush()
    session.refresh(interview, ["questions"])
    return added


def has_gone_on(interview: Interview, question: Question) -> bool:
    """Whether something behind this question was answered, on another device perhaps."""
    later = interview.questions[question.number + 1 :]
    return any(one.takes or one.typed_text or one.transcript for one in later)


def _make_room(session: Session, interview: Interview, number: int) -> None:
    """In two steps, because the numbers of an interview differ from each other after every row."""
    mine = Question.interview_id == interview.id
    session.execute(update(Question).where(mine, Question.number > number).values(number=-1 - Question.number))
    session.execute(update(Question).where(mine, Question.number < 0).values(number=-Question.number))
    if interview.position > number:
        interview.position += 1
    session.flush()
    session.expire_all()


def _chain(interview: Interview, question: Question) -> list[Question]:
    """The question, the one that it follows, and so on to the one that was planned."""
    by_id = {one.id: one for one in interview.questions}
    chain = [question]
    while (before := by_id.get(chain[-1].follows_id or "")) is not None:
        chain.append(before)
    return chain
