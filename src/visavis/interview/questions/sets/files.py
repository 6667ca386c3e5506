"""Question sets as files (YAML, CSV, XLSX), read as strictly as the bank: an error names the row and what is wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from visavis.interview.questions.sets.checking import Placed, Title, check_questions, nth, refusal, tidy
from visavis.interview.questions.sets.values import (
    FORMS,
    LONGEST_TITLE,
    MOST_QUESTIONS,
    BadQuestionSet,
    Form,
    QuestionList,
    SetQuestion,
)
from visavis.kit.text import Text
from visavis.media.encodings import decode_text
from visavis.media.sheets import Bounds, EmptySheet, SheetUnreadable, parse_sheet

COLUMNS = ("question", "kind", "competence", "follow_up_1", "follow_up_2")
BOUNDS = Bounds(rows=5 * MOST_QUESTIONS, columns=50, cell_characters=5_000)
_KOREAN_COLUMNS = {
    "질문": "question",
    "종류": "kind",
    "역량": "competence",
    "꼬리질문1": "follow_up_1",
    "꼬리질문2": "follow_up_2",
}
_EXAMPLES = (
    SetQuestion(
        "우리 회사의 서비스를 써 보셨나요? 한 가지를 고친다면 무엇인가요?",
        "role",
        "problem_solving",
        ("그 변화를 어떻게 확인하시겠어요?",),
    ),
    SetQuestion("팀에서 맡은 일이 늦어졌을 때 어떻게 하셨나요?", "experience", "interpersonal"),
)
_FILE = Text(ko="파일", en="the file")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Title | None = None
    questions: list[Any] = Field(min_length=1)


def read_set(data: bytes, name: str) -> QuestionList:
    """The questions of one file; its ending tells the form. Without a title in it, which no table has, its name is one.

    Raises BadQuestionSet with the row ("row 3", the header being row 1; "question 2" in YAML) and what is wrong.
    Untrusted: to be called in a limited child.
    """
    stem, _, ending = name.rpartition(".")
    form = {"yml": "yaml"}.get(ending.lower(), ending.lower())
    if form not in FORMS or (form == "xlsx") != data.startswith(b"PK"):
        raise BadQuestionSet(
            Text(ko=name, en=name) if name else _FILE,
            Text(ko="CSV, XLSX, YAML 파일만 읽을 수 있습니다.", en="only CSV, XLSX and YAML files can be read."),
        )
    title, rows = _read_yaml(data) if form == "yaml" else (None, _sheet(data))
    return QuestionList(title or tidy(stem)[:LONGEST_TITLE] or form.upper(), check_questions(rows))


def write_set(one: QuestionList, form: Form) -> bytes:
    """The set as a file that ``read_set`` reads back the same."""
    if form == "yaml":
        return _write_yaml(one).encode()
    return _write_csv(one.questions) if form == "csv" else _write_xlsx(one.questions)


def write_template(form: Form) -> bytes:
    """A file with two examples to start from."""
    return write_set(QuestionList("예시 질문 / Example questions", _EXAMPLES), form)


def _read_yaml(data: bytes) -> tuple[str | None, list[Placed]]:
    text = decode_text(data)
    if text is None:
        raise BadQuestionSet(
            _FILE,
            Text(ko="글자를 읽을 수 없습니다. UTF-8로 저장해 주세요.", en="its text can't be read; save it as UTF-8."),
        )
    try:
        read = yaml.safe_load(text)
        if read is None:
            raise _empty(_FILE)
        file = _File.model_validate({"questions": read} if isinstance(read, list) else read)
    except yaml.YAMLError as error:
        raise _no_yaml(error) from error
    except RecursionError as error:
        raise BadQuestionSet(_FILE, Text(ko="너무 깊이 겹쳐 있습니다.", en="the YAML is nested too deeply.")) from error
    except ValidationError as error:
        raise _no_list() if not isinstance(read, dict) else refusal(_FILE, error) from error
    return file.title, [(nth(number), _row_of(one)) for number, one in enumerate(file.questions, start=1)]


def _row_of(one: Any) -> Any:
    """A question that is written without its name: ``- Why us today?``."""
    return {"question": one} if isinstance(one, str) else one


def _no_list() -> BadQuestionSet:
    return BadQuestionSet(
        _FILE,
        Text(
            ko="질문 목록이 없습니다. 'questions:' 아래에 질문을 한 줄씩 써 주세요.",
            en="it holds no list of questions. Write them under 'questions:', one to a line.",
        ),
    )


def _no_yaml(error: yaml.YAMLError) -> BadQuestionSet:
    mark = getattr(error, "problem_mark", None)
    line = None if mark is None else mark.line + 1
    where = _FILE if line is None else Text(ko=f"{line}번째 줄", en=f"line {line}")
    what = str(getattr(error, "problem", None) or error).splitlines()[0]
    return BadQuestionSet(
        where,
        Text(
            ko="YAML로 읽을 수 없는 곳입니다. 들여쓰기와 따옴표, 콜론을 확인해 주세요.", en=f"it isn't YAML ({what})."
        ),
    )


def _sheet(data: bytes) -> list[Placed]:
    try:
        (number, header), *rows = parse_sheet(data, BOUNDS)
    except EmptySheet as error:
        raise _empty(_row(1)) from error
    except SheetUnreadable as error:
        raise BadQuestionSet(_FILE, error.message) from error
    columns = [_KOREAN_COLUMNS.get(c.replace(" ", ""), c.casefold()) for c in header]
    unknown = [c for c in columns if c not in COLUMNS]
    if unknown or "question" not in columns or len(set(columns)) < len(columns):
        what = ", ".join(COLUMNS)
        raise BadQuestionSet(
            _row(number),
            Text(ko=f"첫 줄에는 열 이름({what})이 있어야 합니다.", en=f"the first row must name the columns: {what}."),
        )
    return [(_row(number), _cells(number, columns, row)) for number, row in rows]


def _cells(number: int, columns: list[str], row: list[str]) -> dict[str, Any]:
    if len(row) > len(columns):
        raise BadQuestionSet(
            _row(number), Text(ko="열이 첫 줄보다 많습니다.", en="there are more columns than in the first row.")
        )
    cells = {column: _unguarded(cell) for column, cell in zip(columns, row, strict=False) if cell}
    follow_ups = [cells.pop(column) for column in COLUMNS[3:] if column in cells]
    return {**cells, "follow_ups": follow_ups}


def _empty(where: Text) -> BadQuestionSet:
    return BadQuestionSet(where, Text(ko="파일이 비어 있습니다.", en="the file is empty."))


def _row(number: int) -> Text:
    return Text(ko=f"{number}행", en=f"row {number}")


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


def _table(questions: Iterable[SetQuestion]) -> list[list[str]]:
    rows = [[q.text, q.kind, q.competence or "", *q.follow_ups, *[""] * (2 - len(q.follow_ups))] for q in questions]
    return [list(COLUMNS), *(list(map(_guarded, row)) for row in rows)]


_FORMULAS = ("=", "+", "-", "@")


def _guarded(cell: str) -> str:
    """A text must not run as a formula where the table is opened."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULAS) else cell


def _write_csv(questions: Iterable[SetQuestion]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(_table(questions))
    return out.getvalue().encode("utf-8-sig")  # the mark tells spreadsheets that it is UTF-8


def _write_xlsx(questions: Iterable[SetQuestion]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for row in _table(questions):
        sheet.append(row)
    for column, width in zip("ABCDE", (60, 14, 20, 40, 40), strict=True):
        sheet.column_dimensions[column].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
