"""Question sets as files, YAML or CSV, read as strictly as the bank: every error names the row and what is wrong."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from visavis.interview.questions.sets.values import (
    FORMS,
    LONGEST,
    MOST_QUESTIONS,
    BadQuestionSet,
    Form,
    QuestionList,
    SetQuestion,
)
from visavis.interview.questions.values import COMPETENCE_TITLES, KIND_TITLES, KINDS, Competence, Kind
from visavis.kit.text import Text

COLUMNS = ("question", "kind", "competence", "follow_up_1", "follow_up_2")
_KOREAN_COLUMNS = {
    "질문": "question",
    "종류": "kind",
    "역량": "competence",
    "꼬리질문1": "follow_up_1",
    "꼬리질문2": "follow_up_2",
}
_FORBIDDEN_CONTROL = {"Cc", "Cs", "Co", "Cn"}
_EXAMPLES = (
    SetQuestion(
        "우리 회사의 서비스를 써 보셨나요? 한 가지를 고친다면 무엇인가요?",
        "role",
        "problem_solving",
        ("그 변화를 어떻게 확인하시겠어요?",),
    ),
    SetQuestion("팀에서 맡은 일이 늦어졌을 때 어떻게 하셨나요?", "experience", "interpersonal"),
)


def _tidy(text: Any) -> Any:
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


_Line = Annotated[str, BeforeValidator(_tidy), StringConstraints(min_length=5, max_length=LONGEST)]
_Title = Annotated[str, BeforeValidator(_tidy), StringConstraints(min_length=1, max_length=80)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    question: _Line
    kind: Annotated[Kind, BeforeValidator(_kind)] = "experience"
    competence: Annotated[Competence | None, BeforeValidator(_competence)] = None
    follow_ups: list[_Line] = Field(default=[], max_length=2)

    def value(self) -> SetQuestion:
        return SetQuestion(self.question, self.kind, self.competence, tuple(self.follow_ups))


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: _Title
    questions: list[Any] = Field(min_length=1)


def read_set(data: bytes, name: str) -> QuestionList:
    """The questions of one file; its ending tells the form. A CSV's title is its name.

    Raises BadQuestionSet with the row ("row 3", the header being row 1; "question 2" in YAML) and what is wrong.
    """
    stem, _, ending = name.rpartition(".")
    form = {"yml": "yaml"}.get(ending.lower(), ending.lower())
    if form not in FORMS:
        raise BadQuestionSet(
            name or "-", Text(ko="CSV 또는 YAML 파일만 읽을 수 있습니다.", en="Only CSV and YAML files can be read.")
        )
    text = _decode(data)
    title, rows = _read_yaml(text) if form == "yaml" else (_tidy(stem)[:80] or "CSV", _read_csv(text))
    questions = _check(rows)
    return QuestionList(title, questions)


def write_set(one: QuestionList, form: Form) -> bytes:
    """The set as a file that ``read_set`` reads back the same."""
    return _write_yaml(one).encode() if form == "yaml" else _write_csv(one.questions)


def write_template(form: Form) -> bytes:
    """A file with two examples to start from."""
    return write_set(QuestionList("예시 질문 / Example questions", _EXAMPLES), form)


def _decode(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadQuestionSet(
        "-", Text(ko="글자를 읽을 수 없습니다. UTF-8로 저장해 주세요.", en="Its text can't be read. Save it as UTF-8.")
    )


def _read_yaml(text: str) -> tuple[str, list[tuple[str, Any]]]:
    try:
        file = _File.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark is not None else "YAML"
        what = str(getattr(error, "problem", None) or error).splitlines()[0]
        raise BadQuestionSet(where, Text(ko=f"YAML이 아닙니다({what}).", en=f"it isn't YAML ({what}).")) from error
    except RecursionError as error:
        raise BadQuestionSet("YAML", Text(ko="너무 깊이 겹쳐 있습니다.", en="it is nested too deeply.")) from error
    except ValidationError as error:
        raise _bad("YAML", error) from error
    return file.title, [(f"question {number}", row) for number, row in enumerate(file.questions, start=1)]


def _read_csv(text: str) -> list[tuple[str, Any]]:
    lines = [
        (number, row)
        for number, row in enumerate(csv.reader(io.StringIO(text)), start=1)
        if any(c.strip() for c in row)
    ]
    if not lines:
        raise BadQuestionSet("row 1", Text(ko="파일이 비어 있습니다.", en="the file is empty."))
    number, header = lines[0]
    columns = [_KOREAN_COLUMNS.get(c.strip().replace(" ", ""), c.strip().casefold()) for c in header]
    unknown = [c for c in columns if c not in COLUMNS]
    if unknown or "question" not in columns or len(set(columns)) < len(columns):
        what = ", ".join(COLUMNS)
        raise BadQuestionSet(
            f"row {number}",
            Text(ko=f"첫 줄에는 열 이름({what})이 있어야 합니다.", en=f"the first row must name the columns: {what}."),
        )
    return [(f"row {number}", _csv_row(f"row {number}", columns, row)) for number, row in lines[1:]]


def _csv_row(where: str, columns: list[str], row: list[str]) -> dict[str, Any]:
    if any(cell.strip() for cell in row[len(columns) :]):
        raise BadQuestionSet(
            where, Text(ko="열이 첫 줄보다 많습니다.", en="there are more columns than in the first row.")
        )
    cells = {column: cell for column, cell in zip(columns, row, strict=False) if cell.strip()}
    follow_ups = [cells.pop(column) for column in COLUMNS[3:] if column in cells]
    return {**cells, "follow_ups": follow_ups}


def _check(rows: list[tuple[str, Any]]) -> tuple[SetQuestion, ...]:
    if not 1 <= len(rows) <= MOST_QUESTIONS:
        what = f"1–{MOST_QUESTIONS}"
        raise BadQuestionSet("-", Text(ko=f"질문은 {what}개여야 합니다.", en=f"it must hold {what} questions."))
    found: dict[str, SetQuestion] = {}
    for where, row in rows:
        try:
            one = _Row.model_validate(row).value()
        except ValidationError as error:
            raise _bad(where, error) from error
        if one.text in found:
            raise BadQuestionSet(where, Text(ko="같은 질문이 앞에 있습니다.", en="the same question stands before it."))
        found[one.text] = one
    return tuple(found.values())


def _bad(where: str, error: ValidationError) -> BadQuestionSet:
    first = error.errors()[0]
    field = ".".join(str(step) for step in first["loc"]) or "question"
    if first["type"] == "literal_error":
        known = ", ".join(KINDS if field == "kind" else COMPETENCE_TITLES)
        what = Text(ko=f"'{field}'에는 다음 중 하나를 써 주세요: {known}.", en=f"'{field}' must be one of: {known}.")
    elif first["type"] == "missing":
        what = Text(ko=f"'{field}'이(가) 없습니다.", en=f"'{field}' is missing.")
    elif first["type"] in ("string_too_short", "string_too_long"):
        what = Text(ko=f"'{field}'은(는) 5~{LONGEST}자여야 합니다.", en=f"'{field}' needs 5–{LONGEST} characters.")
    else:
        what = Text(
            ko=f"'{field}'을(를) 읽을 수 없습니다({first['msg']}).", en=f"'{field}' can't be read ({first['msg']})."
        )
    return BadQuestionSet(where, what)


def _write_yaml(one: QuestionList) -> str:
    rows = [
        {
            "question": q.text,
            "kind": q.kind,
            **({"competence": q.competence} if q.competence else {}),
            **({"follow_ups": list(q.follow_ups)} if q.follow_ups else {}),
        }
        for q in one.questions
    ]
    told: str = yaml.safe_dump({"title": one.title, "questions": rows}, allow_unicode=True, sort_keys=False, width=120)
    return told


def _write_csv(questions: Iterable[SetQuestion]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for q in questions:
        writer.writerow([q.text, q.kind, q.competence or "", *q.follow_ups, *[""] * (2 - len(q.follow_ups))])
    return out.getvalue().encode("utf-8-sig")  # the mark tells spreadsheets that it is UTF-8
