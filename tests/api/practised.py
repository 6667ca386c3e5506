"""An account that has practised: interviews whose answers were measured, with their reports and recordings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from httpx import Client

from visavis.api.services import Services
from visavis.interview.report.schema import (
    AnswerPart,
    Bilingual,
    InterviewPart,
    MeasurePart,
    QuestionPart,
    Replay,
    Report,
    Strength,
    Suggestion,
    TranscriptPart,
)
from visavis.interview.tables import Interview, Question
from visavis.kit.clock import now

FILLERS, PACE, GAZE = "content.fillers", "voice.pace", "gaze.at_camera"
_FAMILIES: dict[str, Any] = {FILLERS: "content", PACE: "voice", GAZE: "gaze"}
WORDS = "Um, I built a small weather station."


def practise(
    client: Client, services: Services, figures: dict[str, float], suggested: tuple[str, ...], days_ago: float = 0
) -> str:
    """One reviewed interview of the signed-in account; its id."""
    owner = client.get("/api/accounts/me").json()["id"]
    at = now() - timedelta(days=days_ago)
    with services.database.transaction() as session:
        interview = Interview(
            owner_id=owner, space="", track_id=None, language="en", interviewer_id="junho", thinking_s=5, answer_s=60,
            accommodations={}, state="reviewed", has_report=True, created_at=at, finished_at=at,
        )  # fmt: skip
        session.add(interview)
        session.flush()
        interview.space = f"accounts/{owner}/interviews/{interview.id}"
        question = Question(interview_id=interview.id, number=0, kind="self_introduction", text="Who are you?")
        question.figures, question.typed_text, question.transcript = figures, WORDS, WORDS
        question.replay_key, question.replay_mime = f"{interview.space}/replay/0.webm", "video/webm"
        session.add(question)
    report = make_report(interview.id, figures, suggested)
    services.blobs.put(f"{interview.space}/report/report.json", report.model_dump_json().encode())
    services.blobs.put(f"{interview.space}/replay/0.webm", b"\x1a\x45\xdf\xa3 recorded")
    return interview.id


def make_report(interview_id: str, figures: dict[str, float], suggested: tuple[str, ...]) -> Report:
    measures = [measure(key, value) for key, value in figures.items()]
    answer = AnswerPart(
        index=0, question=QuestionPart(text="Who are you?", kind=None, kind_title=None, competence=None),
        state="measured", replay=Replay(duration_s=30, has_video=True, has_audio=True, gaps=[]),
        transcript=TranscriptPart(text=WORDS, source="typed"), measures=measures, tracks=[], events=[], notes=[],
    )  # fmt: skip
    part = InterviewPart(id=interview_id, title=both("Practice"), track_id=None, language="en", recorded_at=None)
    return Report(
        made_at=now(), made_by="visavis", interview=part, suggestions=[suggestion(key) for key in suggested],
        strengths=[strength(PACE), strength(FILLERS)], answers=[answer], not_measured=[], notes=[],
    )  # fmt: skip


def both(text: str) -> Bilingual:
    return Bilingual(ko=text, en=text)


def measure(key: str, value: float) -> MeasurePart:
    return MeasurePart(
        key=key, family=_FAMILIES[key], title=both(key), definition=both(key), unit="per 100 words", value=value,
        confidence=1, norm=None, why_not=None,
    )  # fmt: skip


def suggestion(key: str) -> Suggestion:
    return Suggestion(
        answer_index=0, family=_FAMILIES[key], text=both(f"Try {key}"), why=both("You said 'um'"), measure_key=key,
        value=1, unit="", norm=None, earlier_median=None, start_s=1, end_s=2,
    )  # fmt: skip


def strength(key: str) -> Strength:
    return Strength(
        answer_index=0, family=_FAMILIES[key], text=both(f"Good {key}"), measure_key=key, value=1, unit="", start_s=0,
        end_s=1,
    )  # fmt: skip
