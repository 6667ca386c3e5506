"""Composes the report out of reviewed answers: same recordings, same report, but for the time it was made at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from visavis import __version__
from visavis.interview.feedback import choose_strengths, choose_suggestions
from visavis.interview.report.compare import compare_answer
from visavis.interview.report.lengths import with_usual_length
from visavis.interview.report.parts import bilingual
from visavis.interview.report.schema import AnswerPart, Bilingual, InterviewPart, NotMeasured, Report
from visavis.kit.text import Text

NOTES = (
    Text(
        ko="이 리포트는 연습을 돕기 위한 것입니다. 채용 여부를 판단하거나 사람을 비교하는 데 쓸 수 없습니다.",
        en="This report is practice feedback. It must never be used to make a hiring decision or to compare people.",
    ),
    Text(
        ko="화면과 소리에서 보이고 들린 행동만 셉니다. 성격, 감정, 능력은 판단하지 않습니다.",
        en="It counts what could be seen and heard. It says nothing about character, emotion or ability.",
    ),
    Text(
        ko="기준 범위는 참고용입니다. 사람마다 다르므로 자신의 이전 답변과 먼저 비교해 보세요.",
        en="The usual ranges are for orientation. People differ: compare yourself with your own earlier answers first.",
    ),
)


def compose_report(
    interview: InterviewPart,
    answers: Sequence[AnswerPart],
    earlier: Mapping[str, Sequence[float]],
    made_at: datetime,
) -> Report:
    """The whole report. ``earlier`` holds, by measure key, the values of the same person's earlier answers."""
    compared = [compare_answer(with_usual_length(answer), earlier) for answer in answers]
    suggestions = choose_suggestions(compared)
    return Report(
        made_at=made_at,
        made_by=f"visavis {__version__}",
        interview=interview,
        suggestions=suggestions,
        strengths=choose_strengths(compared, {s.measure_key for s in suggestions}),
        answers=compared,
        not_measured=_not_measured(compared),
        notes=[bilingual(note) for note in NOTES],
    )


def _not_measured(answers: Sequence[AnswerPart]) -> list[NotMeasured]:
    """Each missing measure once for each reason, with the answers that lack it."""
    found: dict[tuple[str, Bilingual], list[int]] = {}
    first = {measure.key: measure for answer in reversed(answers) for measure in answer.measures}
    for answer in answers:
        for measure in answer.measures:
            if measure.value is None and measure.why_not is not None:
                found.setdefault((measure.key, measure.why_not), []).append(answer.index)
    return [
        NotMeasured(key=key, family=first[key].family, title=first[key].title, why=why, answer_indexes=indexes)
        for (key, why), indexes in found.items()
    ]
