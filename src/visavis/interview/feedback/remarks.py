"""What the words of answers lack, as things to try next: by the rules' reading, the most useful first.

Delivery is left to the figures, which know it better; so is the length of what was spoken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.interview.feedback.substance import SPEAKING_KEY
from visavis.interview.report.schema import AnswerPart, Bilingual, ContentCheckPart, Suggestion

MISSING = "content.missing."
"""Begins the measure key of such a suggestion; what follows is the key of the check."""
LEAST_CONFIDENCE = 0.3
"""Below it, an answer that seems beside the question isn't called so here."""
_CONFIDENCE = 0.7
"""Of the rules: about how often they agree with a person (docs/content.md)."""
_WEIGHTS = {
    "relevance": 1.0,
    "result": 0.9,
    "action": 0.85,
    "specific": 0.8,
    "reason": 0.7,
    "example": 0.65,
    "task": 0.6,
    "situation": 0.55,
    "length": 0.3,
}


@dataclass(frozen=True)
class Remark:
    """One missing thing, with the first answer that lacks it. ``score`` is on the scale of the figures' distances."""

    score: float
    suggestion: Suggestion


def find_remarks(answers: Sequence[AnswerPart]) -> list[Remark]:
    """One for each thing that is missing, the first the most useful. ``answers``: those that say something."""
    read = [answer for answer in answers if answer.content is not None]
    lacking: dict[str, list[tuple[AnswerPart, ContentCheckPart]]] = {}
    for answer in read:
        for check in _missing(answer):
            lacking.setdefault(check.key, []).append((answer, check))
    remarks = [_remark(key, found, len(read)) for key, found in lacking.items()]
    return sorted(remarks, key=lambda one: -one.score)


def _missing(answer: AnswerPart) -> Iterator[ContentCheckPart]:
    """Beside the question, nothing else matters yet. What a model found isn't missing."""
    content, model = answer.content, answer.content_by_model
    if content is None:
        return
    found = {check.key for check in model.checks if check.met} if model is not None else set()
    beside = content.relevance == "off" and content.relevance_confidence >= LEAST_CONFIDENCE
    for check in content.checks:
        if check.met is not False or check.advice is None or check.key not in _WEIGHTS or check.key in found:
            continue
        if (check.key == "relevance") is beside and not (check.key == "length" and _was_timed(answer)):
            yield check


def _was_timed(answer: AnswerPart) -> bool:
    return any(one.key == SPEAKING_KEY and one.value is not None for one in answer.measures)


def _remark(key: str, found: list[tuple[AnswerPart, ContentCheckPart]], read: int) -> Remark:
    answer, check = found[0]
    suggestion = Suggestion(
        answer_index=answer.index,
        family="content",
        text=check.advice or check.why,
        why=_why(check.why, len(found), read),
        measure_key=MISSING + key,
        value=float(len(found)),
        unit="answers",
        norm=None,
        earlier_median=None,
        start_s=0.0,
        end_s=0.0,
    )
    return Remark(_WEIGHTS[key] * _CONFIDENCE * len(found) / read, suggestion)


def _why(why: Bilingual, lacking: int, read: int) -> Bilingual:
    if read == 1:
        return why
    return Bilingual(ko=f"{why.ko} (답변 {read}개 가운데 {lacking}개)", en=f"{why.en} ({lacking} of {read} answers)")
