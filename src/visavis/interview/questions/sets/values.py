"""A set of questions that somebody brings along in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from visavis.interview.questions.values import Competence, Kind
from visavis.kit.errors import Invalid
from visavis.kit.text import Text

Form = Literal["csv", "xlsx", "yaml"]
FORMS: tuple[Form, ...] = get_args(Form)
MOST_QUESTIONS = 200
LARGEST_FILE = 256 * 1024
SHORTEST, LONGEST = 5, 300
LONGEST_TITLE = 80


class BadQuestionSet(Invalid):
    """Questions that can't be used; the message names the place."""

    def __init__(self, where: Text, what: Text) -> None:
        super().__init__(
            Text(
                ko=f"질문을 쓸 수 없습니다. {where.ko}: {what.ko} 고쳐서 다시 해 주세요.",
                en=f"These questions can't be used. {where.en}: {what.en} Please correct that and try again.",
            )
        )


@dataclass(frozen=True)
class SetQuestion:
    """One question of a set, in the language in which it is asked."""

    text: str
    kind: Kind
    competence: Competence | None = None
    follow_ups: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuestionList:
    """What one file holds."""

    title: str
    questions: tuple[SetQuestion, ...]
