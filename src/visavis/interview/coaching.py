"""What the live coach in the candidate's browser counted over an answer: only these numbers ever reach us."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from visavis.interview.tables import Question


@dataclass(frozen=True)
class CoachCounts:
    """Over one answer. Seconds are those in which it was seen to happen; ``watched_s`` is how long pictures came."""

    watched_s: float
    face_s: float
    away_times: int
    away_s: float
    touching_times: int
    touching_s: float
    swaying_times: int
    swaying_s: float
    corners_raised_s: float
    cues: int

    def plus(self, more: CoachCounts) -> CoachCounts:
        """Of an answer that went on after an interruption."""
        return CoachCounts(**{f.name: getattr(self, f.name) + getattr(more, f.name) for f in fields(self)})


def keep_counts(question: Question, counts: CoachCounts, continues: bool) -> None:
    """Keep what was counted over an answer; an answer that was given anew replaces what was there."""
    before = counts_of(question) if continues else None
    kept: dict[str, Any] = dict(question.interview.coaching)
    kept[question.id] = asdict(before.plus(counts) if before else counts)
    question.interview.coaching = kept


def counts_of(question: Question) -> CoachCounts | None:
    """None when the coach was off."""
    kept = question.interview.coaching.get(question.id)
    return CoachCounts(**kept) if kept else None
