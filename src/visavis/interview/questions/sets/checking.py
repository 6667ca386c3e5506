"""The questions of a set checked one by one: every error names its place and what is wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from visavis.interview.questions.sets.values import (
    LONGEST,
    LONGEST_TITLE,
    MOST_QUESTIONS,
    SHORTEST,
    BadQuestionSet,
    QuestionList,
    SetQuestion,
)
from visavis.interview.questions.values import COMPETENCE_TITLES, KIND_TITLES, KINDS, Competence, Kind
from visavis.kit.text import Text

Placed = tuple[Text, Any]
"""A row, and where it stands."""
_FORBIDDEN_CONTROL = {"Cc", "Cs", "Co", "Cn"}
_FORMULA = ("=", "+", "@")
_FEWEST_LETTERS = 3
"""Different letters of a question; the shortest real ones ("누구예요?") have four."""
NOWHERE = Text(ko="전체", en="all of it")


def tidy(text: Any) -> Any:
    """A text in one line without control characters; anything else as it is."""
    if not isinstance(text, str):
        return text
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(c for c in plain if unicodedata.category(c) not in _FORBIDDEN_CONTROL)


def _kind(value: Any) -> Any:
    """By its key or by its title in either language."""
    return _key_of(value, KIND_TITLES)


def _competence(value: Any) -> Any:
    return _key_of(value, COMPETENCE_TITLES) or None


def _key_of(value: Any, titles: Any) -> Any:
    named = str(value or "").strip().casefold()
    return next((key for key, title in titles.items() if named in (key, title.ko, title.en.casefold())), named)


def _says_something(text: str) -> str:
    """ "!!!!!!!", "12345" and "ㅋㅋㅋㅋㅋ" hold no words. Letters of any script count, lone Korean ones don't."""
    letters = {c for c in text.casefold() if c.isalpha() and not "ㄱ" <= c <= "ㆎ"}
    if len(letters) < _FEWEST_LETTERS:
        raise PydanticCustomError("wordless", "no words")
    return text


def _no_formula(text: str) -> str:
    """A spreadsheet would reckon with it."""
    if text.startswith(_FORMULA):
        raise PydanticCustomError("formula", "a formula")
    return text


_Line = Annotated[
    str,
    StringConstraints(min_length=SHORTEST, max_length=LONGEST),
    AfterValidator(_no_formula),
    AfterValidator(_says_something),
    BeforeValidator(tidy),
]
Title = Annotated[str, BeforeValidator(tidy), StringConstraints(min_length=1, max_length=LONGEST_TITLE)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    question: _Line
    kind: Annotated[Kind, BeforeValidator(_kind)] = "experience"
    competence: Annotated[Competence | None, BeforeValidator(_competence)] = None
    follow_ups: list[_Line] = Field(default=[], max_length=2)

    def value(self) -> SetQuestion:
        return SetQuestion(self.question, self.kind, self.competence, tuple(self.follow_ups))


def check_questions(rows: list[Placed]) -> tuple[SetQuestion, ...]:
    """The rows as questions. Raises BadQuestionSet: all of them are good, or none is taken."""
    if not 1 <= len(rows) <= MOST_QUESTIONS:
        what = f"1–{MOST_QUESTIONS}"
        raise BadQuestionSet(NOWHERE, Text(ko=f"질문은 {what}개여야 합니다.", en=f"there must be {what} questions."))
    found: dict[str, SetQuestion] = {}
    for where, row in rows:
        try:
            one = _Row.model_validate(row).value()
        except ValidationError as error:
            raise refusal(where, error) from error
        if one.text in found:
            raise BadQuestionSet(where, Text(ko="같은 질문이 앞에 있습니다.", en="the same question stands before it."))
        found[one.text] = one
    return tuple(found.values())


def refusal(where: Text, error: ValidationError) -> BadQuestionSet:
    first = error.errors()[0]
    field = ".".join(str(step) for step in first["loc"]) or "question"
    least, most = (1, LONGEST_TITLE) if field == "title" else (SHORTEST, LONGEST)
    if first["type"] == "literal_error":
        known = ", ".join(KINDS if field == "kind" else COMPETENCE_TITLES)
        what = Text(ko=f"'{field}'에는 다음 중 하나를 써 주세요: {known}.", en=f"'{field}' must be one of: {known}.")
    elif first["type"] == "missing":
        what = Text(ko=f"'{field}'이(가) 없습니다.", en=f"'{field}' is missing.")
    elif first["type"] == "formula":
        what = Text(
            ko=f"'{field}'이(가) =, +, @로 시작합니다. 수식은 계산하지 않습니다.",
            en=f"'{field}' starts with =, + or @. Formulas are never evaluated.",
        )
    elif first["type"] == "wordless":
        what = Text(ko=f"'{field}'에 낱말이 없습니다. 질문을 글로 써 주세요.", en=f"'{field}' holds no words.")
    elif first["type"].endswith(("too_short", "too_long")) and field not in _LISTS:
        what = Text(
            ko=f"'{field}'은(는) {least}~{most}자여야 합니다.", en=f"'{field}' needs {least}–{most} characters."
        )
    else:
        what = _told(field, first["type"])
    return BadQuestionSet(where, what)


_LISTS = {
    "follow_ups": Text(ko="꼬리질문은 2개까지입니다.", en="there are at most 2 follow-ups."),
    "questions": Text(ko="질문이 하나는 있어야 합니다.", en="there must be a question."),
}
_UNKNOWN_FIELD = Text(ko="'{f}'은(는) 쓰지 않는 이름입니다.", en="'{f}' isn't a known name.")
_WRONG_SORT = Text(
    ko="'{f}'의 값이 알맞은 꼴이 아닙니다. 글이나 목록으로 써 주세요.",
    en="'{f}' holds a value of the wrong sort. Write it as text or as a list.",
)


def _told(field: str, sort: str) -> Text:
    """What pydantic says of the form, in both languages."""
    if sort.endswith(("too_short", "too_long")) and field in _LISTS:
        return _LISTS[field]
    return (_UNKNOWN_FIELD if sort == "extra_forbidden" else _WRONG_SORT).fill(f=field)


def list_of(title: str, texts: Iterable[str]) -> QuestionList:
    """A set of questions that were typed one by one. Raises BadQuestionSet."""
    rows: list[Placed] = [(nth(number), {"question": text}) for number, text in enumerate(texts, start=1)]
    questions = check_questions(rows)
    return QuestionList((tidy(title) or questions[0].text)[:LONGEST_TITLE], questions)


def nth(number: int) -> Text:
    return Text(ko=f"{number}번 질문", en=f"question {number}")
