"""The demonstration seen from outside: where it lies, and how its making is queued."""

from __future__ import annotations

from sqlalchemy.orm import Session

from visavis.interview.report.schema import Report
from visavis.jobs import Jobs
from visavis.kit.text import LANGUAGES, Language, Text
from visavis.storage.blobs import Blobs

KIND = "make_demonstration"
TITLE = Text(ko="체험 준비", en="Making the demonstration")
VERSION = 1
"""Raise it when the demonstration's words, faces or figures change, so that it is made anew."""


def folder(language: Language) -> str:
    """Where its blobs lie: question.mp4, answer.mp4, words.json, report.json."""
    return f"shared/demonstration/{VERSION}/{language}"


def enqueue_missing(session: Session, jobs: Jobs, blobs: Blobs) -> None:
    """Queue the demonstration of every language that lacks it."""
    for language in LANGUAGES:
        if not is_ready(blobs, language):
            jobs.enqueue(session, KIND, {"language": language}, None, f"{KIND}:{VERSION}:{language}")


def is_ready(blobs: Blobs, language: Language) -> bool:
    """The report is written last."""
    return blobs.exists(f"{folder(language)}/report.json")


def read_report(blobs: Blobs, language: Language) -> Report:
    """The demonstration's report. Raises BlobNotFound until it is made."""
    return Report.model_validate_json(blobs.get(f"{folder(language)}/report.json"))
