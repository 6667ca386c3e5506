"""Holds the length of an answer against what is usual for its question and fits its time limit."""

from __future__ import annotations

from visavis.interview.content.cues import shape_of
from visavis.interview.content.lengths import usual_length
from visavis.interview.report.parts import bilingual
from visavis.interview.report.schema import AnswerPart, MeasurePart, NormPart
from visavis.kit.text import Text
from visavis.language.spans import language_of

LENGTH_KEY = "voice.answer_length"
_SOURCE = Text(
    ko="이런 질문의 답변에 흔히 권하는 길이. 제한 시간이 더 짧으면 그 절반부터 제한 시간까지",
    en="a common guideline for answers to such a question; within a shorter time limit, half of it and more",
)


def with_usual_length(answer: AnswerPart) -> AnswerPart:
    """The answer with the usual range of its length, where the question or its limit makes it another one."""
    asked = answer.question
    shape = shape_of(asked.text, asked.kind, language_of(asked.text, "ko"))
    low, high = usual_length(shape, asked.limit_s)

    def fitted(measure: MeasurePart) -> MeasurePart:
        if measure.key != LENGTH_KEY or measure.norm is None or (measure.norm.low, measure.norm.high) == (low, high):
            return measure
        norm = NormPart(low=low, high=high, source=bilingual(_SOURCE), kind="convention")
        return measure.model_copy(update={"norm": norm})

    return answer.model_copy(update={"measures": [fitted(measure) for measure in answer.measures]})
