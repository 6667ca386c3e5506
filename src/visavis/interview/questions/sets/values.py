"""A set of questions that somebody brings along in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from visavis.interview.questions.values import Competence, Kind
from visavis.kit.errors import Invalid
from visavis.kit.text import Text

Form = Literal["csv", "yaml"]
FORMS: tuple[Form, ...] = get_args(Form)
MOST_QUESTIONS = 200
LARGEST_FILE = 256 * 1024
LONGEST = 300


class BadQuestionSet(Invalid):
    """A file of questions that can't be used; the message names the row."""

    def __init__(self, where: str, what: Text) -> None:
        super().__init__(
            Text(
                ko="질문 파일을 쓸 수 없습니다. {w}: {x} 파일을 고쳐 다시 올려 주세요.",
                en="The question file can't be used. {w}: {x} Please correct the file and send it again.",
            ).fill(w=where, x="{x}")
        )
        self.message = Text(ko=self.message.ko.replace("{x}", what.ko), en=self.message.en.replace("{x}", what.en))


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
