"""The language of an answer: what the request asks for, Korean when it doesn't say."""

from __future__ import annotations

from fastapi import Request

from visavis.kit.text import LANGUAGES, Language


def language_of(request: Request) -> Language:
    """The first of ``Accept-Language`` that we speak."""
    for part in request.headers.get("accept-language", "").lower().split(","):
        for language in LANGUAGES:
            if part.strip().startswith(language):
                return language
    return "ko"
