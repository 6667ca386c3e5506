"""Chooses the questions of one interview: a fixed rule, so that a seed always gives the same interview."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from visavis.interview.questions.bank_files import find_track
from visavis.interview.questions.values import KINDS, Kind, Question
from visavis.kit.errors import Invalid
from visavis.kit.text import Language, Text

MOST = 20


class TooManyQuestions(Invalid):
    """More questions than a track has, or none at all."""


def choose_questions(
    track_id: str,
    language: Language,
    count: int,
    seed: int | str,
    shares: Mapping[Kind, float] | None = None,
) -> tuple[Question, ...]:
    """``count`` (1–20) different questions of a track, in the order of a usual interview.

    From two questions on, it opens with a self-introduction; from four on, it ends with the closing words. Between
    them the kinds are mixed in proportion to the track, each times its ``shares`` where one is given. Questions of the
    kind ``english`` are asked in Korean interviews only. Raises NotFound for an unknown track and TooManyQuestions for
    a count that can't be met.
    """
    pool = [q for q in find_track(track_id).questions if language == "ko" or q.kind != "english"]
    shuffled = sorted(pool, key=lambda q: hashlib.sha256(f"{seed}:{q.id}".encode()).digest())
    opening = _first(shuffled, "introduction") if count >= 2 else ()
    closing = _first(shuffled, "closing") if count >= 4 else ()
    middle = [q for q in shuffled if q.kind not in ("introduction", "closing")]
    wanted = count - len(opening) - len(closing)
    if not 1 <= count <= MOST or wanted > len(middle):
        raise TooManyQuestions(
            Text(ko="질문은 1개에서 {m}개까지 고를 수 있습니다.", en="Choose between 1 and {m} questions.").fill(
                m=min(MOST, len(middle))
            )
        )
    return (*opening, *sorted(_mix(middle, wanted, shares or {}), key=lambda q: KINDS.index(q.kind)), *closing)


def _first(questions: Iterable[Question], kind: Kind) -> tuple[Question, ...]:
    return tuple([q for q in questions if q.kind == kind][:1])


def _mix(questions: list[Question], wanted: int, shares: Mapping[Kind, float]) -> list[Question]:
    """Takes kinds in proportion to how many the track has of each (d'Hondt), so that none crowds out the others."""
    by_kind: dict[Kind, list[Question]] = defaultdict(list)
    for question in questions:
        by_kind[question.kind].append(question)
    taken: Counter[Kind] = Counter()
    for _ in range(wanted):
        open_kinds = [k for k in KINDS if taken[k] < len(by_kind[k])]
        taken[max(open_kinds, key=lambda k: shares.get(k, 1.0) * len(by_kind[k]) / (taken[k] + 1))] += 1
    return [question for kind, many in taken.items() for question in by_kind[kind][:many]]
