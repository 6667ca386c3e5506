"""The job that makes the 60-second demonstration: a virtual candidate answers a virtual interviewer, and is reviewed.

Nothing in it is staged beyond the words: both clips come from the talker, and the report from the same review that
every recording gets.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import cast

from visavis.interview import demonstrations
from visavis.interview.report.compose import compose_report
from visavis.interview.report.parts import answer_part, bilingual
from visavis.interview.report.schema import InterviewPart
from visavis.interview.review import Asked, Said, review_answer
from visavis.jobs import Run
from visavis.jobs.kinds import ReportProgress
from visavis.kit.clock import now
from visavis.kit.text import Language, Text
from visavis.media.limits import BACKGROUND
from visavis.people import clips
from visavis.people.persons import Person, find_person
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database

INTERVIEWER, CANDIDATE = "seoyeon", "junho"
QUESTION = Text(
    ko="팀에서 의견이 부딪혔을 때, 어떻게 풀어 갔는지 말씀해 주세요.",
    en="Tell me about a time when your team disagreed. How did you work it out?",
)
ANSWER = Text(
    ko="네. 작년에 네 명이 함께 예약 서비스를 만들 때였습니다. "
    "음, 저는 출시 날짜를 지키자고 했고, 동료는 결제 오류를 먼저 고치자고 했습니다. "
    "그래서 지난 두 달의 오류 기록을 함께 세어 보았습니다. 전체 문의의 삼십 퍼센트가 결제에서 나왔습니다. "
    "저는 제 의견을 바꾸고, 일주일 동안 결제 화면만 다시 만들었습니다. 그 뒤로 문의가 절반으로 줄었습니다. "
    "그때부터 저는, 음, 의견보다 숫자를 먼저 꺼내 놓습니다.",
    en="Sure. Last year four of us were building a booking service. "
    "Um, I wanted to keep the launch date, and a colleague wanted to fix the payment errors first. "
    "So we sat down and counted the error reports of the last two months. "
    "Thirty percent of all complaints came from the payment page. "
    "I changed my mind, and for a week we rebuilt that page and nothing else. Complaints dropped by half. "
    "Since then, um, I put the numbers on the table before my opinion.",
)
_STEPS = {
    "question": Text(ko="질문 영상을 만들고 있습니다", en="Making the question"),
    "answer": Text(ko="답변 영상을 만들고 있습니다", en="Making the answer"),
    "report": Text(ko="답변을 분석하고 있습니다", en="Reviewing the answer"),
}


def make_demonstration(run: Run, database: Database, blobs: Blobs) -> None:
    """The job. Clips and report lie under fixed keys, so that every step bears repetition."""
    language = cast(Language, run.args["language"])
    with database.reading() as session:
        asks, answers = (find_person(session, "", name) for name in (INTERVIEWER, CANDIDATE))
    run.step("question", _STEPS["question"], lambda _: _keep(blobs, asks, QUESTION, language, "question"), until=0.3)
    run.step("answer", _STEPS["answer"], lambda _: _keep(blobs, answers, ANSWER, language, "answer"), until=0.7)
    run.step("report", _STEPS["report"], partial(_review, blobs, language), until=1.0)


def _keep(blobs: Blobs, person: Person, text: Text, language: Language, name: str) -> None:
    clip = clips.speak_clip(blobs, person, text.in_language(language), language)
    place = demonstrations.folder(language)
    words = {"duration_s": clip.duration_s, "words": [asdict(word) for word in clip.words]}
    blobs.put(f"{place}/{name}.json", json.dumps(words, ensure_ascii=False).encode())
    blobs.put(f"{place}/{name}.mp4", blobs.get(clip.key))


def _review(blobs: Blobs, language: Language, tell: ReportProgress) -> None:
    place = demonstrations.folder(language)
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
        file = Path(folder) / "answer.mp4"
        blobs.copy_to(f"{place}/answer.mp4", file)
        review = review_answer(
            file,
            language=language,
            said=Said(ANSWER.in_language(language), "pasted"),
            asked=Asked(QUESTION.in_language(language), "경험", "대인관계능력"),
            limits=BACKGROUND,
            progress=lambda _step, share: tell(share),
        )
    about = InterviewPart(id=None, title=bilingual(_TITLE), track_id=None, language=language, recorded_at=None)
    report = compose_report(about, [answer_part(0, review)], {}, now())
    blobs.put(f"{place}/report.json", report.model_dump_json().encode())


_TITLE = Text(ko="체험: 가상 지원자의 답변", en="Demonstration: a virtual candidate's answer")
