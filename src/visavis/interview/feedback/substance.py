"""Whether an answer holds enough to say anything good about it: nonsense and silence are never praised."""

from __future__ import annotations

import re

from visavis.interview.report.schema import AnswerPart

LEAST_SPEAKING_S = 15.0
LEAST_VARIETY = 0.35
"""Different words over all words; ordinary answers of a minute lie between 0.5 and 0.9, babble far below."""


def has_substance(answer: AnswerPart) -> bool:
    """True when there was speech for a while, and the transcript, if there is one, isn't the same words over again."""
    spoken = next((m.value for m in answer.measures if m.key == SPEAKING_KEY), None)
    if spoken is None or spoken < LEAST_SPEAKING_S:
        return False
    if answer.content is not None and answer.content.state != "answer":
        return False
    return answer.transcript is None or _is_varied(answer.transcript.text)


def says_something(answer: AnswerPart) -> bool:
    """False for words that are no answer: none, babble, or the question said back. How such words were said is no
    thing to practise."""
    if answer.content is not None:
        return answer.content.state == "answer"
    text = answer.transcript.text if answer.transcript is not None else ""
    return len(re.findall(r"\w+", text)) < 10 or _is_varied(text)


def _is_varied(text: str) -> bool:
    words = re.findall(r"\w+", text.lower())
    return len(words) >= 10 and len(set(words)) / min(len(words), 100) >= LEAST_VARIETY


SPEAKING_KEY = "voice.answer_length"
