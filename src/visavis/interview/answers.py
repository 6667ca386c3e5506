"""The words of an answer as they stand in its row, and what a model was told to find in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from sqlalchemy.orm import Session

from visavis.interview.content.engine import Spoken, Timed
from visavis.interview.questions.following import asks_again
from visavis.interview.questions.material import Material
from visavis.interview.report.schema import ContentPart
from visavis.interview.review import Said
from visavis.interview.review.values import Source
from visavis.interview.tables import Interview, Question
from visavis.kit.text import Language

FindMaterial = Callable[[Session, Interview], Material | None]
"""Gives the candidate's own facts, where the interview was drawn from a document."""

_COUNTED = ("pasted", "verbatim")
"""Sources whose fillers are written down."""


@dataclass(frozen=True)
class Words:
    """What one answer says, read once so that no transaction stays open over long work. ``by_model`` is a
    ``ContentPart`` as JSON, of this very text."""

    said: Said | None
    spoken: Spoken | None
    by_model: str | None


def words_of(question: Question, language: Language, material: Material | None) -> Words:
    """The transcript, or what was typed, as an answer to what it was asked for: "please say it again" asks for the
    question before it."""
    said = said_in(question)
    if said is None:
        return Words(None, None, None)
    asked = _meant(question)
    before = _before(asked)
    timed = question.transcript_words if question.transcript else []
    spoken = Spoken(
        text=said.text,
        question=asked.text,
        kind=asked.kind,
        language=language,
        words=tuple(Timed(str(one["text"]), float(one["start_s"]), float(one["end_s"])) for one in timed),
        counts_fillers=said.source in _COUNTED,
        material=material,
        asked_before=_meant(before).text if before else "",
        limit_s=question.interview.answer_s if question.interview is not None else None,
    )
    kept = question.content.get("model")
    if kept is None or kept["of"] != text_mark(said.text):
        return Words(said, spoken, None)
    return Words(said, spoken, json.dumps(kept["part"]))


def said_in(question: Question) -> Said | None:
    if question.transcript:
        return Said(question.transcript, cast(Source, question.transcript_source or "typed"))
    return Said(question.typed_text, "typed") if question.typed_text else None


def _meant(question: Question) -> Question:
    """The question itself, or the one that it asks to answer once more."""
    before = _before(question)
    return _meant(before) if before is not None and asks_again(question.text) else question


def _before(question: Question) -> Question | None:
    """The question that this one goes on from. A chain only ever leads back to lower numbers."""
    if question.follows_id is None or question.interview is None:
        return None
    earlier = question.interview.questions
    return next((one for one in earlier if one.id == question.follows_id and one.number < question.number), None)


def keep_model_reading(question: Question, text: str, part: ContentPart) -> bool:
    """Keep what a model found in this text; False when the answer's words have changed meanwhile."""
    said = said_in(question)
    if said is None or said.text != text:
        return False
    question.content = {**question.content, "model": {"of": text_mark(text), "part": part.model_dump(mode="json")}}
    return True


def text_mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
