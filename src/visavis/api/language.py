"""The language of an answer: what the request asks for."""

from __future__ import annotations

from fastapi import Request

from visavis.kit.text import LANGUAGES, Language


def language_of(request: Request) -> Language:
    """The first of ``Accept-Language`` that we speak; English when only others are asked for, Korean when none is."""
    asked = request.headers.get("accept-language", "").lower()
    for part in asked.split(","):
        for language in LANGUAGES:
            if part.strip().startswith(language):
                return language
    return "en" if asked else "ko"
